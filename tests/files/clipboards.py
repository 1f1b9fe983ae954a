"""What Google Docs, Word and a web page put into the clipboard when an article is copied there."""

GOOGLE_DOCS = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-6f2c">
<h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial,sans-serif;color:#000000;font-weight:400;">Akupunktur mod hovedpine</span></h1>
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Mange har </span><span style="font-size:11pt;font-weight:700;">ondt i hovedet</span><span style="font-weight:400;"> hver uge.&nbsp;&nbsp; Det kan være </span><span style="font-style:italic;font-weight:400;">meget</span><span style="font-weight:400;"> trættende.</span></p><br />
<h2 dir="ltr"><span style="font-weight:400;">Hvad er spændingshovedpine?</span></h2>
<p dir="ltr"><span style="font-weight:400;">Læs mere hos </span><a href="https://www.google.com/url?q=https://www.sst.dk/da&amp;sa=D&amp;source=editors" style="text-decoration:none;"><span style="font-weight:400;text-decoration:underline;">Sundhedsstyrelsen</span></a><span style="font-weight:400;">.</span></p>
<ol style="margin-top:0;"><li dir="ltr" style="list-style-type:decimal;font-weight:400;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700;">Samtalen: </span><span style="font-weight:400;">Vi taler om dine smerter.</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700;">Behandlingen.</span><span style="font-weight:400;"> Jeg sætter tynde nåle.</span></p></li></ol>
<ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">Te</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">Grøn te</span></p></li></ul></ul>
<p dir="ltr"><span><img src="https://lh7-rt.googleusercontent.com/docsz/AD_4nXd" width="602" height="300" alt="Nåle i en skål" /></span></p>
<div dir="ltr" align="left"><table style="border:none;"><colgroup><col width="301" /><col width="301" /></colgroup><tbody><tr><td><p dir="ltr"><span style="font-weight:700;">Dag</span></p></td><td><p dir="ltr"><span style="font-weight:700;">Tid</span></p></td></tr><tr><td><p dir="ltr"><span style="font-weight:400;">Mandag</span></p></td><td><p dir="ltr"><span style="font-weight:400;">10–16</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">"""  # noqa: E501 - as it is

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment-->
<p class=MsoTitle>S&oslash;vn og akupunktur<o:p></o:p></p>
<h1>Hvorfor sover vi d&aring;rligt?<o:p></o:p></h1>
<p class=MsoNormal>Det ved <b style='mso-bidi-font-weight:normal'>ingen</b>
helt.<span style='mso-spacerun:yes'>&nbsp; </span>M&aring;ske hj&aelig;lper 10&nbsp;minutters ro.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
><span style='mso-list:Ignore'>1.<span style='font:7pt Arial'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><b>Ro.</b> Sluk lyset i god tid.<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
><span style='mso-list:Ignore'>2.<span style='font:7pt Arial'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><b>Kulde.</b> Luk vinduet op.<o:p></o:p></p>
<p class=MsoNormal>Det er <ins cite="mailto:Karen" datetime="2020-09-07T10:00">nye</ins><del cite="mailto:Karen">gamle</del>
ord.<a href="#_msocom_1" class=msocomanchor>[K1]</a> <a href="javascript:alert(1)">Klik her</a><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7pt Arial'>&nbsp; </span></span></span><![endif]>Kamillete<o:p></o:p></p>
<p class=MsoIntenseQuote>Jeg sov hele natten.<o:p></o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="B1"/><![endif]--><![if !vml]><img width=300 height=200
src="file:///C:/Users/Karen/AppData/Local/Temp/msohtmlclip1/01/clip_image002.jpg" alt="En seng" v:shapes="B1"><![endif]></p>
<!--EndFragment--></body></html>"""

WEB_PAGE = """<html><body><!--StartFragment-->
<h2 class="entry" style="color:rgb(33,37,41)">Why does it help?</h2>
<p style="margin:0">Nobody knows <em>exactly</em>. <font color="#333">Research goes on.</font></p><p>&nbsp;</p><p>\u200b</p>
<blockquote><p>I can walk again.</p><p>— Karen, 52</p></blockquote><script>alert(1)</script>
<img src="data:image/png;base64,iVBORw0KGgo=" alt="A chart"><img src="https://pixel.wp.com/g.gif" width="1" height="1">
<form action="/subscribe"><input name="email"></form><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>
<!--EndFragment--></body></html>"""

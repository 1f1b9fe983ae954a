"""Files of posts as Wix, WordPress, browsers and Word write them, each made from nothing."""

import zipfile
from io import BytesIO

from PIL import Image


def photo(colour: str = "teal", size: tuple[int, int] = (1200, 800)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def packed(**files: bytes) -> bytes:
    """A ZIP; of a name `__` stands for a dot and `___` for a slash."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), content)
    return file.getvalue()


WIX_PICTURE = "8bb438_1c2d3e~mv2.jpg"
WIX = f"""<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0"><channel>
<title><![CDATA[Aalborg Acupuncture]]></title><description><![CDATA[Blog]]></description>
<link>https://www.aalborgacupuncture.example/blog</link><generator>RSS for Node</generator>
<item><title><![CDATA[Sleep better with acupuncture]]></title>
<description><![CDATA[Many of my patients sleep badly. Here is what I tell them....]]></description>
<link>https://www.aalborgacupuncture.example/post/sleep-better</link>
<guid isPermaLink="false">5f55f1c8a0b1c20017e0a111</guid><category><![CDATA[Søvn]]></category>
<pubDate>Mon, 07 Sep 2020 10:11:12 GMT</pubDate><dc:creator><![CDATA[Karen Holm]]></dc:creator>
<enclosure url="https://static.wixstatic.com/media/{WIX_PICTURE}/v1/fit/w_1000,h_750,al_c,q_80/file.png" length="0" type="image/png"/>
<content:encoded><![CDATA[<p>Many of my patients sleep badly. Here is what I tell them.</p><p>\u200b</p><h2>Why we sleep badly</h2>
<p>Worry keeps you <strong>awake</strong>, and so does pain.&nbsp; Have a look at <a href="/post/headache">my text on headache</a>.</p>
<figure><img src="https://static.wixstatic.com/media/{WIX_PICTURE}/v1/fit/w_1000,h_1000,al_c,q_80/file.png" alt="A quiet room">
<figcaption>The room</figcaption></figure>
<p><strong>1. Rest.</strong> Switch off the light.</p><p><strong>2. Cool air.</strong> Open the window.</p>
<ul><li><p>Camomile tea</p></li><li><p>No telephone</p></li></ul><blockquote>I slept all night.</blockquote>
<script>track()</script><img src="https://static.wixstatic.com/media/missing~mv2.png" alt="A missing chart">]]></content:encoded></item>
<item><title><![CDATA[Akupunktur mod hovedpine]]></title><description><![CDATA[Kort fortalt om hovedpine.]]></description>
<link>https://www.aalborgacupuncture.example/da/post/hovedpine</link><guid isPermaLink="false">5f55f1c8a0b1c20017e0a222</guid>
<pubDate>Tue, 08 Sep 2020 08:00:00 GMT</pubDate><dc:creator><![CDATA[Karen Holm]]></dc:creator>
<content:encoded><![CDATA[<p>Har du ondt i hovedet, er du ikke alene. Det er noget, som mange har.</p>]]></content:encoded></item>
</channel></rss>""".encode()


def _wordpress_item(number: int, kind: str, status: str, content: str = "", more: str = "", title: str = "") -> str:
    return f"""<item><title>{title or f"Indlæg {number}"}</title><link>https://gammel.example/2019/0{number % 9 + 1}/indlaeg-{number}/</link>
<pubDate>Sat, 02 Mar 2019 09:00:00 +0000</pubDate><dc:creator><![CDATA[karen]]></dc:creator>
<guid isPermaLink="false">https://gammel.example/?p={number}</guid><description></description>
<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[2019-03-02 10:00:00]]></wp:post_date>
<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type>{more}</item>"""


def _attachment(number: int, name: str, alt_text: str, parent: int = 0) -> str:
    more = f"""<wp:post_parent>{parent}</wp:post_parent><wp:attachment_url>https://gammel.example/wp-content/uploads/2019/03/{name}</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value><![CDATA[{alt_text}]]></wp:meta_value></wp:postmeta>"""
    return _wordpress_item(number, "attachment", "inherit", more=more)


CLASSIC = """Mange spørger mig, om det gør ondt at få akupunktur. Her er svaret.

<h2>Hvad du mærker</h2>
Nålene er tynde.
De er så tynde som et hår.

[caption id="attachment_11" align="alignnone" width="300"]<a href="https://gammel.example/x.jpg"><img class="wp-image-11" src="https://gammel.example/wp-content/uploads/2019/03/naale-300x200.jpg" alt="Tynde nåle" width="300" height="200" /></a> Så tynde er de[/caption]

[gallery ids="11,12" columns="2"]

[embed]https://www.youtube.com/watch?v=dQw4w9WgXcQ[/embed]

[contact-form-7 id="5" title="Kontakt"]

Det er noget, som patienterne [sic] siger. [su_box title="Husk"]Spis lidt først.[/su_box]"""
GUTENBERG = """<!-- wp:paragraph --><p>Vi er flyttet til nye lokaler, og der er god plads.</p><!-- /wp:paragraph -->
<!-- wp:heading --><h2 class="wp-block-heading">Sådan finder du os</h2><!-- /wp:heading -->
<!-- wp:list {"ordered":true} --><ol class="wp-block-list"><!-- wp:list-item --><li><strong>Bus:</strong> Linje 2.</li><!-- /wp:list-item -->
<!-- wp:list-item --><li><strong>Bil:</strong> Parkér i gården.</li><!-- /wp:list-item --></ol><!-- /wp:list -->
<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-2"><figure class="wp-block-image"><img
src="https://gammel.example/wp-content/uploads/2019/03/naale.jpg" alt="Nåle"/></figure><figure class="wp-block-image"><img
src="https://gammel.example/wp-content/uploads/2019/03/rum-1024x683.jpg" alt="Rummet"/></figure></figure><!-- /wp:gallery -->
<!-- wp:quote --><blockquote class="wp-block-quote"><p>Et dejligt sted.</p><cite>Karen</cite></blockquote><!-- /wp:quote -->
<!-- wp:latest-posts {"postsToShow":3} /-->"""
COMMENT = "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[Tak!]]></wp:comment_content></wp:comment>"
CATEGORY = '<category domain="category" nicename="iskias"><![CDATA[Iskias]]></category>'
WORDPRESS = f"""<?xml version="1.0" encoding="UTF-8" ?><!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Gammel klinik</title><link>https://gammel.example</link><language>da-DK</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[karen]]></wp:author_login><wp:author_display_name><![CDATA[Karen Holm]]></wp:author_display_name></wp:author>
{_attachment(11, "naale.jpg", "Tynde nåle i en skål")}{_attachment(12, "rum.jpg", "Et lyst rum", parent=1)}
{_wordpress_item(1, "post", "publish", CLASSIC, COMMENT + CATEGORY, "Gør akupunktur ondt? Spørgsmål &amp;amp; svar")}
{_wordpress_item(2, "post", "publish", GUTENBERG, "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>12</wp:meta_value></wp:postmeta>", "Vi er flyttet")}
{_wordpress_item(3, "post", "private", "<p>Det er kun for mig og ikke for dig.</p>", title="Noter")}
{_wordpress_item(4, "post", "trash", "<p>Væk med det.</p>")}{_wordpress_item(5, "page", "publish", "<p>En side.</p>")}
</channel></rss>""".encode()

SAVED_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<!-- saved from url=(0044)https://www.gammelklinik.example/knae.html -->
<html lang="da"><head><META http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Ondt i knæet? | Gammel klinik</title><meta name="author" content="Karen Holm">
<meta property="article:published_time" content="2018-05-04T10:00:00+02:00"><script>var x = "<p>";</script></head>
<body><div id="header"><h1>Ondt i knæet?</h1></div><nav><ul><li><a href="/">Forsiden</a></ul></nav>
<div class="content"><h1>Ondt i knæet?</h1><p>Knæet bærer dig hele dagen – og når det gør ondt, mærker du det på hvert skridt.
<p>Prøv først disse “små” ting:<ul><li>Gå en tur<li>Hvil med benet oppe</ul>
<p><b>Hvornår skal du søge læge?</b><p>Hvis knæet er hævet, rødt og varmt, eller hvis du ikke kan støtte på benet. Ring til din læge.
<p><img src="knae_filer/knae.jpg" alt="Et knæ" width="300"><p><center><font color="red">Pris: 500 kr.</font></center>
<table border=1><tr><th>Dag<th>Tid<tr><td>Mandag<td>10–16</table></div>
<div class="sidebar"><p>Nyhedsbrev</p></div><p>Copyright 2018</p></body></html>""".encode("cp1252")

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DRAWING = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NUMBERED, BULLETED = ((f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>') for number in (1, 2))
PICTURE = """<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Billede 1" descr="En hånd med en nål"/><a:graphic><a:graphicData
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId3"/></pic:blipFill></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def _paragraph(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{text}</w:p>"


def _words(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


AUTHOR = 'w:id="1" w:author="Karen" w:date="2020-01-01T00:00:00Z"'
DOCUMENT = "".join(
    [
        _paragraph(_words("Akupunktur under graviditeten"), "Titel"),
        _paragraph(_words("Mange gravide har ondt i ryggen, og det er ikke farligt."), ""),
        _paragraph(_words("Hvad jeg kan gøre"), "Overskrift1"),
        _paragraph(
            _words("Jeg arbejder ")
            + f"<w:ins {AUTHOR}>{_words('roligt')}</w:ins><w:del {AUTHOR}><w:r><w:delText>hurtigt</w:delText></w:r></w:del>"
            + _words(" og ")
            + _words("forsigtigt", "<w:b/>")
            + f"<w:moveFrom {AUTHOR}>{_words(' flyttet væk')}</w:moveFrom>"
            + _words(".")
        ),
        _paragraph(_words("Tid.", "<w:b/>") + _words(" Vi tager os god tid."), more=NUMBERED),
        _paragraph(_words("Ro.", "<w:b/>") + _words(" Du ligger på siden."), more=NUMBERED),
        _paragraph(_words("Pude"), more=BULLETED),
        _paragraph(_words("Tæppe"), more=BULLETED),
        PICTURE,
        _paragraph(_words("Jeg kunne gå igen."), "Citat"),
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{_paragraph(_words(text, '<w:b/>'))}</w:tc>" for text in ("Uge", "Besøg"))
        + "</w:tr><w:tr>"
        + "".join(f"<w:tc>{_paragraph(_words(text))}</w:tc>" for text in ("12", "Et"))
        + "</w:tr></w:tbl>",
    ]
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Titel", "Titel"), ("Overskrift1", "Overskrift 1"), ("Citat", "Citat"))
)
LEVELS = "".join(
    f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/></w:lvl></w:abstractNum>'
    for number, kind in ((1, "decimal"), (2, "bullet"))
)
NUMBERS = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006"


def word_document(body: str = DOCUMENT, prolog: str = "", *, has_picture: bool = True) -> bytes:
    """A document of Word in Danish, with tracked changes, lists, a table and a picture."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            (1, "styles", "styles.xml"),
            (2, "numbering", "numbering.xml"),
            (3, "image", "media/image1.jpg"),
        )
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}/content-types"><Default Extension="jpg" ContentType="image/jpeg"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{TYPES}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{prolog}<w:document {W} {DRAWING}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{TYPES}/relationships">{relations}</Relationships>',
            "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{LEVELS}{NUMBERS}</w:numbering>",
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Karen Holm</dc:creator>'
            "<dcterms:created>2020-02-03T08:00:00Z</dcterms:created></cp:coreProperties>",
        }
        for name, content in parts.items():
            archive.writestr(name, content)
        if has_picture:
            archive.writestr("word/media/image1.jpg", photo("plum"))
    return file.getvalue()

"""SVGs as programs write them, and as attackers do."""

import base64
from io import BytesIO

from PIL import Image

from tests.files.kinds import SECRET, OnShelf

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
    ' xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"'
)
DOCTYPE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator 27.0 -->\n'
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
)
PATH = '<path d="M0 0h9v6z"/>'


def svg(inner: str, size: str = 'width="90" height="60" viewBox="0 0 90 60"') -> str:
    return f"<svg {NAMESPACES} {size}>{inner}</svg>"


def _embedded() -> str:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x10F] = SECRET
    Image.new("RGB", (6, 4)).save(file, "JPEG", exif=exif.tobytes())
    return base64.b64encode(file.getvalue()).decode()


def _bomb() -> str:
    uses = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/><use xlink:href="#a{n + 1}"/></g>' for n in range(40))
    return f'{uses}<path id="a40" d="M0 0"/>'


def name(number: int) -> str:
    return f"a{number}"


def _patterns(filled: str) -> str:
    twice = [f"<path {filled.format(name(number + 1))}/>" * 2 for number in range(40)]
    tiles = "".join(f'<pattern id="{name(n)}" width="1" height="1">{paths}</pattern>' for n, paths in enumerate(twice))
    return f'{tiles}<pattern id="a40"/><path {filled.format(name(0))}/>'


XHTML = '<p xmlns="http://www.w3.org/1999/xhtml">A page</p>'
TAKEN = {
    "plain": svg(PATH),
    "illustrator": DOCTYPE
    + svg(
        '<switch><foreignObject requiredExtensions="x" x="0" y="0" width="1" height="1"><i:aipgfRef xlink:href="#pgf"/>'
        f'</foreignObject><g i:extraneous="self">{PATH}</g></switch><metadata>{SECRET}</metadata>'
    ),
    "inkscape": svg(
        f'<sodipodi:namedview pagecolor="#fff"><inkscape:grid/></sodipodi:namedview><g inkscape:label="{SECRET}">'
        f'<path d="M0 0h9" style="fill:#f00;-inkscape-stroke:none" sodipodi:nodetypes="cc"/></g>'
    ),
    "style": svg(
        '<style type="text/css"><![CDATA[.a{fill:url(#g);}/* http://example.org */]]></style><path class="a" d="M0 0"/>'
    ),
    "gradient": svg(
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><path fill="url(&quot;#g&quot;)" d="M0 0"/>'
    ),
    "embedded": svg(f'<image width="6" height="4" xlink:href="data:image/jpeg;base64,{_embedded()}"/>'),
    "reused": svg('<defs><path id="a" d="M0 0h9"/></defs><use href="#a"/><use xlink:href="#a" x="9"/>'),
    "pattern": svg(
        '<style>.s{fill:url(#p)}</style><pattern id="p" width="2" height="2"><path d="M0 0h9"/></pattern>'
        '<path class="s" d="M0 0"/>'
    ),
    "comment": svg(f"<!-- {SECRET} -->{PATH}"),
    "percent": svg(PATH, 'width="100%" height="100%" viewBox="0 0 9 6"'),
    "view-box-only": svg(PATH, 'viewBox="0 0 9.5 6.25"'),
    "millimetres": svg(PATH, 'width="210mm" height="297mm"'),
    "split-word": svg("<text><tspan>A</tspan><tspan>kupunktur</tspan></text>"),
}
REFUSED = {
    "script": svg("<script>alert(1)</script>"),
    "handler": svg('<path onload="alert(1)" d="M0 0"/>'),
    "link": svg('<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>'),
    "foreign": svg(f"<foreignObject>{XHTML}</foreignObject>"),
    "page": svg(XHTML),
    "meta": svg('<meta http-equiv="refresh" content="0;url=https://evil.example/"/>'),
    "picture-elsewhere": svg('<image href="https://evil.example/a.png"/>'),
    "use-elsewhere": svg('<use xlink:href="https://evil.example/a.svg#a"/>'),
    "drawing-within": svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'),
    "import": svg("<style>@import 'https://evil.example/a.css';</style>"),
    "escaped-import": svg(r"<style>@\69mport 'https://evil.example/a.css';</style>"),
    "escaped-url": svg(r'<path style="fill:u\72 l(https://evil.example/a.svg)" d="M0 0"/>'),
    "commented-url": svg('<path style="fill:url(/**/https://evil.example/a)" d="M0 0"/>'),
    "image-set": svg("<style>path{fill:image-set('https://evil.example/a.png' 1x)}</style>"),
    "font-elsewhere": svg("<style>@font-face{font-family:a;src:url(//evil.example/a.woff)}</style>"),
    "fill-elsewhere": svg('<path fill="url(//evil.example/a)" d="M0 0"/>'),
    "filter-elsewhere": svg('<filter><feImage href="https://evil.example/a.png"/></filter>'),
    "style-sheet": f'<?xml-stylesheet href="https://evil.example/a.css"?>{svg(PATH)}',
    "base": svg(PATH, 'xml:base="https://evil.example/" viewBox="0 0 9 6"'),
    "entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{svg("<text>&a;</text>")}',
    "laughs": f'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{svg("<text>&b;</text>")}',
    "moving": svg('<path d="M0 0"><animate attributeName="href" to="javascript:alert(1)"/></path>'),
    "deep": svg("<g>" * 20_000 + "</g>" * 20_000),
    "many": svg("<g/>" * 30_000),
    "bomb": svg(_bomb()),
    "patterns": svg(_patterns('fill="url(#{})"')),
    "patterns-of-styles": svg(_patterns("style=\"fill: url( '#{}')\"")),
    "patterns-of-classes": svg(
        f"<style>{''.join(f'.{name(n)}{{fill:url(#{name(n)})}}' for n in range(41))}</style>" + _patterns('class="{}"')
    ),
    "itself": svg('<g id="a"><use href="#a"/></g>'),
    "cut-off": svg(PATH)[:-9],
    "html": "<!DOCTYPE html><html><body>A page</body></html>",
    **{
        f"width-{value}": svg(PATH, f'width="{value}" height="9"')
        for value in ("0", "NaN", "inf", "-5", "1e400", "abc", "1e12", "0%")
    },
    **{
        f"box-{n}": svg(PATH, f'viewBox="{value}"')
        for n, value in enumerate(("0 0 0 0", "0 0 NaN 5", "a", "0 0 -5 5", "0 0 5"))
    },
}
DRAWINGS = [
    *(OnShelf(f"{name}.svg", content.encode()) for name, content in TAKEN.items()),
    OnShelf("utf-16.svg", svg(PATH).encode("utf-16")),
    OnShelf("marked.svg", b"\xef\xbb\xbf" + svg(PATH).encode()),
    OnShelf("really-a-drawing.png", svg(PATH).encode()),
    *(OnShelf(f"{name}.svg", content.encode(), taken=False) for name, content in REFUSED.items()),
]

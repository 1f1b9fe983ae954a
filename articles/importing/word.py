"""A Word document (.docx): its final text, with the lists, headings, tables and pictures that Word knows by styles.

mammoth reads it, since it is kept, and knows Word's lists and tracked changes; python-docx knows neither.
"""

from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

import mammoth
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from articles.importing.feeds import day_of, text_of
from articles.importing.files import Archive
from articles.importing.post import Post

MOST_XML = 50_000_000
CORE = "docProps/core.xml"
# By the names that Word in Danish gives; in English mammoth knows the headings.
STYLES = """
p[style-name='Title'] => p.MsoTitle:fresh
p[style-name='Titel'] => p.MsoTitle:fresh
p[style-name='Overskrift 1'] => h1:fresh
p[style-name='Overskrift 2'] => h2:fresh
p[style-name='Overskrift 3'] => h3:fresh
p[style-name='Overskrift 4'] => h4:fresh
p.Overskrift1 => h1:fresh
p.Overskrift2 => h2:fresh
p.Overskrift3 => h3:fresh
p.Overskrift4 => h4:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Citat'] => blockquote > p:fresh
p[style-name='Stærkt citat'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
p[style-name='Billedtekst'] => p:fresh
r[style-name='Stærk'] => strong
r[style-name='Fremhævning'] => em
r[style-name='Emphasis'] => em
"""


def post_of_word(archive: Archive, data: bytes, key: str, name: str) -> tuple[Post, dict[str, bytes]]:
    """Read a document and its pictures; raises ValidationError for one that is damaged or means harm."""
    for part in archive.entries:
        if part.endswith((".xml", ".rels")):
            _check(archive.read(part, MOST_XML))
    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:
        ending = str(image.content_type).rpartition("/")[2].split("+")[0]
        # Another document beside it has pictures of the same names.
        address = f"{key}/picture-{len(pictures) + 1}.{ending}"
        try:
            with image.open() as opened:
                pictures[address] = opened.read()
        except Exception:
            pictures[address] = b""
        return {"src": address}

    try:
        result = mammoth.convert_to_html(
            BytesIO(data), style_map=STYLES, convert_image=mammoth.images.img_element(keep), include_embedded_style_map=False
        )
    except Exception as error:
        # mammoth raises whatever the damaged part made of it.
        raise ValidationError(gettext("The Word document is damaged. Open it in Word, and save it anew.")) from error
    core = fromstring(archive.read(CORE, MOST_XML)) if CORE in archive.entries else fromstring("<none/>")
    post = Post(
        key=key,
        title="",
        html=result.value,
        name=text_of(core, "title") or name,
        author=text_of(core, "creator"),
        day=day_of(text_of(core, "created")),
    )
    return post, pictures


def _check(xml: bytes) -> None:
    try:
        fromstring(xml, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise ValidationError(gettext("The Word document is damaged. Open it in Word, and save it anew.")) from error

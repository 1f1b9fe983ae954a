import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.models import ClinicDocument, ClinicImage, User
from home.security.drawings import plain_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def picture(**options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "JPEG", **options)
    return file.getvalue()


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("a.class", b"program")
    return file.getvalue()


REFUSED = {
    "script.svg": SVG.format("<script>alert(1)</script>").encode(),
    "handler.svg": SVG.format('<path onload="alert(1)" d="M0 0"/>').encode(),
    "link.svg": SVG.format('<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>').encode(),
    "page.svg": SVG.format("<foreignObject><p>a page</p></foreignObject>").encode(),
    "nested.svg": b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG.format("<text>&b;</text>").encode(),
    "elsewhere.svg": SVG.format('<image href="https://evil.example/a.png"/>').encode(),
    "style.svg": SVG.format("<style>@import 'https://evil.example/a.css';</style>").encode(),
    "quoted.svg": SVG.format("""<path d="M0 0" style="fill:url( 'https://evil.example/a.svg')"/>""").encode(),
    "entity.svg": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>").encode(),
    "archive.jpg": picture() + archive(),
    "page.jpg": picture(comment=b"<script>alert(1)</script>"),
    "drawing.jpg": picture(comment=b"<SVG onload='alert(1)'>"),
    "document.jpg": picture(comment=b"%PDF-1.7"),
}
ACCEPTED = {
    "drawing.svg": SVG.format('<defs><path id="a" d="M0 0h9"/></defs><use href="#a" style="fill:#123"/>').encode(),
    "quoted.svg": SVG.format("""<path d="M0 0h9" style="fill:url('#a'); clip-path:url( #b)"/>""").encode(),
    # As Illustrator writes the names of its own parts.
    "illustrator.svg": b'<!DOCTYPE svg [<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">]>'
    + SVG.replace(" viewBox", ' xmlns:i="&ns_ai;" viewBox').format('<path d="M0 0h9"/>').encode(),
    "photograph.jpg": picture(comment=b"taken in Aalborg"),
    # As one in a hundred large ones has by chance.
    "unlucky.jpg": picture(comment=b"\x00<SvG\x8f"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_is_more_than_a_picture_is_refused_with_a_reason(editor: User, client: Client, name: str) -> None:
    client.force_login(editor)
    answer = client.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile(name, REFUSED[name])})
    assert not answer.json()["success"]
    assert answer.json()["error_message"]
    assert not ClinicImage.objects.exists()


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_plain_picture_is_taken(editor: User, client: Client, name: str) -> None:
    client.force_login(editor)
    answer = client.post(
        reverse("wagtailimages:add_multiple"), {"title": name, "files[]": SimpleUploadedFile(name, ACCEPTED[name])}
    )
    assert answer.json()["success"], answer.json()


@pytest.mark.parametrize(("name", "taken"), [("page.pdf", False), ("page.html", False), ("prices.pdf", True)])
def test_a_document_is_what_its_name_says(editor: User, client: Client, name: str, taken: bool) -> None:
    client.force_login(editor)
    content = b"%PDF-1.7 prices" if taken else b"<html><script>alert(1)</script>"
    client.post(reverse("wagtaildocs:add_multiple"), {"title": name, "files[]": SimpleUploadedFile(name, content)})
    assert ClinicDocument.objects.exists() == taken


def test_the_sites_own_drawings_are_plain(editor: User) -> None:
    drawings = [*Path("home/content/images").glob("*.svg")]
    assert drawings
    for drawing in drawings:
        plain = plain_drawing(drawing.read_bytes())
        # What was written once is written the same again.
        assert plain_drawing(plain) == plain

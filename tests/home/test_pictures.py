"""Pictures: small formats first, no larger than their place, described in the page's language."""

import gzip
import hashlib
import importlib
import re
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from home.models import ClinicImage, HomePage, Rendition, User
from home.security.pictures import plain_picture
from tests.files import shelf
from tests.files.kinds import SECRET
from tests.home.admin_forms import shown_forms
from tests.support import factories


@pytest.fixture
def picture(db: None) -> ClinicImage:
    """A photograph that is described in both languages."""
    file = get_test_image_file(size=(1400, 700))
    return ClinicImage.objects.create(title="Klinikken", file=file, alt_text_da="En briks", alt_text_en="A couch")


@pytest.mark.parametrize(("address", "alt"), [("/", "En briks"), ("/en/", "A couch")])
def test_a_photograph_comes_in_every_format_at_once_or_when_it_is_needed(
    home_page: HomePage, picture: ClinicImage, client: Client, address: str, alt: str
) -> None:
    home_page.hero_image = picture
    block = {"type": "image", "value": {"image": picture.pk, "caption": ""}, "id": "6f0b6b1c-7a5f-43de-8e0f-4b5e8d0c0a6f"}
    home_page.body_da, home_page.body_en = [block], [block]
    home_page.save()
    top, in_text = re.findall(r"<picture>.*?</picture>", client.get(address).content.decode(), re.DOTALL)
    for html in (top, in_text):
        assert re.findall(r'<source [^>]*type="image/(\w+)"', html) == ["avif", "webp"]
        assert {"480w", "800w", "1200w"} <= set(re.findall(r"\d+w", html))
        assert html.count("sizes=") == 3
        assert re.search(r'width="\d+"', html)
        assert re.search(r'height="\d+"', html)
        assert f'alt="{alt}"' in html
    assert 'loading="eager"' in top
    assert 'fetchpriority="high"' in top
    assert 'loading="lazy"' in in_text
    assert 'fetchpriority="auto"' in in_text


def test_the_first_picture_of_a_list_is_loaded_at_once(home_page: HomePage, picture: ClinicImage, client: Client) -> None:
    index = factories.article_index(home_page)
    for name in ("Nakke", "Ryg"):
        factories.article(index, name, name, hero_image=picture)
    assert re.findall(r'loading="(\w+)"', client.get("/artikler/").content.decode()) == ["eager", "lazy"]


def test_a_picture_that_is_described_in_one_language_says_nothing_in_the_other(picture: ClinicImage) -> None:
    picture.alt_text_en = ""
    with translation.override("en"):
        assert picture.default_alt_text == ""


def test_a_published_picture_is_ready_in_every_size_before_a_reader_comes(
    home_page: HomePage, picture: ClinicImage, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    in_text = ClinicImage.objects.create(title="Nål", file=get_test_image_file("needle.png", size=(900, 600)))
    broken = ClinicImage.objects.create(title="Ødelagt", file=get_test_image_file("broken.png", size=(90, 60)))
    Path(broken.file.path).write_bytes(b"no picture")
    home_page.hero_image = picture
    home_page.body_en = [{"type": "image", "value": {"image": each.pk, "caption": ""}} for each in (broken, in_text)]
    with django_capture_on_commit_callbacks(execute=True):
        home_page.save_revision().publish()
    made = set(Rendition.objects.exclude(image=broken).values_list("image", "filter_spec", "file"))
    assert {key for key, _spec, _file in made} == {picture.pk, in_text.pk}
    broken.delete()
    for address in ("/", "/en/"):
        assert "srcset" in client.get(address).content.decode()
    assert set(Rendition.objects.values_list("image", "filter_spec", "file")) == made


def test_a_picture_with_a_new_file_is_ready_again(
    picture: ClinicImage, editor: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(editor)
    picture.get_rendition("format-avif|width-480")
    form = {"title": "Klinikken", "alt_text_da": "", "alt_text_en": "", "collection": picture.collection_id, "tags": ""}
    form |= dict.fromkeys(("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"), "")
    form["file"] = SimpleUploadedFile("new.png", get_test_image_file(size=(1300, 500)).file.getvalue(), "image/png")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("wagtailimages:edit", args=[picture.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    sizes = {
        (rendition.width, rendition.height) for rendition in picture.renditions.filter(filter_spec__startswith="format-avif")
    }
    assert sizes == {(480, 184), (800, 307), (1200, 461)}


def test_an_original_is_for_editors_and_its_name_is_in_no_address(home_page: HomePage, editor: User, client: Client) -> None:
    file = get_test_image_file("Karen Hansen.png", size=(900, 600))
    home_page.hero_image = hero = ClinicImage.objects.create(title="Klinikken", file=file)
    drawing = SimpleUploadedFile("Karens-skulder.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>')
    drawn = ClinicImage.objects.create(title="Skulder", file=drawing)
    home_page.body_da = [{"type": "image", "value": {"image": drawn.pk, "caption": ""}}]
    home_page.save()
    html = client.get("/").content.decode()
    assert html.count("/media/images/") == 11
    assert "karen" not in html.lower()
    for picture in (hero, drawn):
        assert not default_storage.exists(picture.file.name)
        assert client.get(f"/media/{picture.file.name}").status_code == 404
        assert client.get(picture.file.url).status_code == 302
    client.force_login(editor)
    for picture in (hero, drawn):
        assert b"".join(client.get(picture.file.url)) == picture.file.read()
        assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200
        assert client.get(reverse("wagtailimages:index")).status_code == 200
        assert client.get(reverse("wagtailimages_chooser:choose")).status_code == 200
        assert client.get(f"/admin/api/main/images/{picture.pk}/").json()["meta"]["download_url"].endswith(picture.file.url)


def test_originals_that_a_former_version_left_in_public_are_moved_and_their_sizes_made_again(
    picture: ClinicImage, django_capture_on_commit_callbacks: Any
) -> None:
    migration = importlib.import_module("home.migrations.0026_originals_are_private")
    lost = ClinicImage.objects.create(title="Væk", file=get_test_image_file("lost.png"))
    former = picture.get_rendition("width-480").file.name
    content = Path(picture.file.path).read_bytes()
    default_storage.save(picture.file.name, ContentFile(content))
    default_storage.save("original_images/of-nobody.png", ContentFile(b"left over"))
    for each in (lost, picture):
        each.file.storage.delete(each.file.name)
    for _attempt in ("first", "again"):
        with django_capture_on_commit_callbacks(execute=True):
            migration.move_originals(apps, None)
            migration.delete_renditions(apps, None)
    assert ClinicImage.objects.get(pk=picture.pk).file.read() == content
    assert not default_storage.listdir("original_images")[1]
    assert not default_storage.exists(former)
    assert ClinicImage.objects.get(pk=picture.pk).for_readers
    assert not ClinicImage.objects.get(pk=lost.pk).for_readers


def in_text(picture: ClinicImage, caption: str = "Fra klinikken") -> list[dict[str, Any]]:
    return [{"type": "image", "value": {"image": picture.pk, "caption": caption}, "id": "6f0b6b1c-7a5f-43de-8e0f-4b5e8d0c0a6f"}]


def test_a_picture_that_cannot_be_drawn_costs_nobody_a_page(
    home_page: HomePage, editor: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """As one of the former code, or one whose file was damaged or lost, or for whose sizes the disk has no room."""
    damaged, lost, no_room = (
        ClinicImage.objects.create(title=name, file=get_test_image_file(f"{name}.png")) for name in ("damaged", "lost", "full")
    )
    Path(damaged.file.path).write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    Path(lost.file.path).unlink()
    home_page.hero_image = damaged
    home_page.body_da = home_page.body_en = [*in_text(damaged), *in_text(lost), *in_text(no_room)]
    full = OSError(28, "No space left on device")
    with patch("django.core.files.storage.FileSystemStorage._save", side_effect=full):
        with django_capture_on_commit_callbacks(execute=True):
            home_page.save_revision().publish()
        for address in ("/", "/en/"):
            html = client.get(address).content.decode()
            assert "<h1" in html
            assert "<figure" not in html
            assert "Fra klinikken" not in html
            assert "page-header__picture" not in html
    # With room again the one is shown, and the board names the page for the others.
    assert client.get("/").content.decode().count("<figure") == 1
    client.force_login(editor)
    for address in (reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose"), "/admin/api/main/images/"):
        assert client.get(address).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[damaged.pk])).status_code == 200
    board = client.get(reverse("readiness_results"), {"gap": "undrawn"}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[home_page.pk]) in board


def test_of_a_picture_or_document_that_was_deleted_nothing_is_left(
    home_page: HomePage, picture: ClinicImage, client: Client
) -> None:
    document = factories.document()
    link = f'<p>Se <a linktype="document" id="{document.pk}">prislisten</a> og <a href="https://example.org/">mere</a>.</p>'
    drawn = f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="Et billede"/>'
    home_page.hero_image = picture
    home_page.body_da = [*in_text(picture), {"type": "paragraph", "value": link + drawn}]
    home_page.save()
    before = client.get("/").content.decode()
    assert before.count("<figure") == 1
    assert "/documents/" in before
    picture.delete()
    document.delete()
    html = client.get("/").content.decode()
    assert "<figure" not in html
    assert "Fra klinikken" not in html
    assert "page-header__picture" not in html
    assert "Se prislisten og <a" in html
    assert not re.search(r"<a>|<img[^>]*alt=\"\">", html)


def test_a_picture_keeps_no_metadata_by_whatever_door_it_comes(editor: User, client: Client) -> None:
    [content] = [file.content for file in shelf() if file.name == "metadata.jpg"]
    client.force_login(editor)

    def send(address: str, name: str, **fields: Any) -> Any:
        return client.post(address, {**fields, name: SimpleUploadedFile("photo.jpg", content)})

    # A title that is too long is asked for again, and the file waits meanwhile.
    waiting = send(reverse("wagtailimages:add_multiple"), "files[]", title="x" * 300).json()["uploaded_file_id"]
    form = f"uploaded-image-{waiting}"
    fields = {f"{form}-title": "Klinikken", f"{form}-collection": "1", f"{form}-alt_text_da": "", f"{form}-alt_text_en": ""}
    assert client.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]), fields).json()["success"]
    prefix = "image-chooser-upload"
    chosen = {f"{prefix}-title": "Valgt", f"{prefix}-collection": "1", f"{prefix}-alt_text_da": "", f"{prefix}-alt_text_en": ""}
    assert send(reverse("wagtailimages_chooser:create"), f"{prefix}-file", **chosen).json()["step"] != "reshow_creation_form"
    plain = ClinicImage.objects.create(title="Ny", file=get_test_image_file())
    points = dict.fromkeys(("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"), "")
    replaced = {"title": "Ny", "alt_text_da": "", "alt_text_en": "", "collection": "1", "tags": "", **points}
    assert send(reverse("wagtailimages:edit", args=[plain.pk]), "file", **replaced).status_code == 302
    assert ClinicImage.objects.count() == 3
    for kept in ClinicImage.objects.all():
        assert kept.file.name.endswith(".jpg")
        stored = Path(kept.file.path).read_bytes()
        assert SECRET.encode() not in stored
        assert Image.open(BytesIO(stored)).info["icc_profile"]
        assert kept.file_hash == hashlib.sha1(stored, usedforsecurity=False).hexdigest()


def test_pictures_that_a_former_version_took_as_they_came_are_cleaned(picture: ClinicImage) -> None:
    [content] = [file.content for file in shelf() if file.name == "turned-6.jpg"]
    Path(picture.file.path).write_bytes(content)
    picture.get_rendition("width-20")
    for _attempt in ("first", "again"):
        call_command("cleanpictures", verbosity=0)
    cleaned = ClinicImage.objects.get()
    assert (cleaned.width, cleaned.height) == (24, 36)
    assert not Image.open(cleaned.file.path).getexif()
    assert not cleaned.renditions.filter(filter_spec="width-20").exists()


def deep_colours() -> bytes:
    """A PNG of sixteen bits per colour, which Pillow does not write: one dot of it is transparent, the other is not."""
    rows = b"\0" + struct.pack(">6H", 0xFF10, 0x8020, 0x0030, 0x1111, 0x2222, 0x3333)
    chunks = (
        (b"IHDR", struct.pack(">2I5B", 2, 1, 16, 2, 0, 0, 0)),
        (b"tRNS", struct.pack(">3H", 0xFF10, 0x8020, 0x0030)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    parts = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def deep_grey() -> bytes:
    grey = Image.new("I;16", (2, 1), 4000)
    grey.putpixel((0, 0), 300)
    file = BytesIO()
    grey.save(file, "PNG", transparency=300)
    return file.getvalue()


@pytest.mark.parametrize("content", [deep_colours(), deep_grey()], ids=["colours", "grey"])
def test_what_is_transparent_in_a_deep_png_stays_so(content: bytes) -> None:
    plain, _ending = plain_picture(content)
    with Image.open(BytesIO(plain)) as image:
        alpha = image.convert("RGBA").getchannel("A")
        assert (alpha.getpixel((0, 0)), alpha.getpixel((1, 0))) == (0, 255)


@pytest.mark.parametrize("name", ["tegning.svgz", "tegning.svg"])
def test_a_packed_drawing_is_called_so(editor: User, client: Client, name: str) -> None:
    client.force_login(editor)
    packed = gzip.compress(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    answer = client.post(reverse("wagtailimages:add_multiple"), {"files[]": SimpleUploadedFile(name, packed)}).json()
    assert answer["error_message"].startswith("Tegningen er pakket (.svgz).")


def test_what_an_editor_marked_in_a_picture_stays_in_it_where_it_is_cut(
    home_page: HomePage, picture: ClinicImage, client: Client
) -> None:
    home_page.hero_image = picture
    home_page.save()
    assert "focus-" not in client.get("/").content.decode()
    picture.focal_point_x, picture.focal_point_y = 1330, 70
    picture.focal_point_width = picture.focal_point_height = 40
    picture.save()
    assert 'class="focus-x-10 focus-y-1"' in client.get("/").content.decode()


@pytest.mark.parametrize(("size", "told"), [((700, 1400), "højere, end det er bredt"), ((900, 400), "900 punkter bredt")])
def test_a_top_picture_that_will_not_look_well_is_told_at_saving(
    home_page: HomePage, client: Client, editor: User, size: tuple[int, int], told: str
) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[home_page.pk])
    home_page.hero_image = ClinicImage.objects.create(title="Top", file=get_test_image_file(size=size))
    home_page.save_revision().publish()
    form = next(form for form in shown_forms(client.get(address), address) if "title_da" in form.data)
    for act in ({}, {"action-publish": "1"}):
        answer = client.post(address, {**form.data.dict(), **act}, follow=True)
        assert answer.content.decode().count(told) == 1

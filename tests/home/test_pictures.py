"""Pictures: small formats first, no larger than their place, described in the page's language."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from home.models import ClinicImage, HomePage, Rendition, User


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

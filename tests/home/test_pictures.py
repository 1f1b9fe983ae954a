"""Pictures: small formats first, no larger than their place, described in the page's language."""

import re

import pytest
from django.test import Client
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from home.models import ClinicImage, HomePage


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

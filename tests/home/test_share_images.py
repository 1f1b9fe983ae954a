import io
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from wagtail.models import PageViewRestriction

from home import palette
from home.bilingual.slugs import reserved_slugs
from home.models import HomePage
from home.share_images import ShareCard
from home.share_images.cards import TITLE_HEIGHT, TITLE_WIDTH
from home.share_images.titles import drawable, font, set_title
from tests import factories
from tests.machine_data import read
from tests.queries import at_most

# The page where it is public, and the clinic's name.
CEILING = 2
LONG = "Lændehvirvelsøjlenerverodspåvirkningsundersøgelsesresultater"


def image_path(client: Client, address: str) -> str:
    """The address of the image that a page names."""
    return read(client, address).meta["og:image"].removeprefix("http://testserver")


def other_digest(path: str) -> str:
    return re.sub(r"[0-9a-f]{16}", "0" * 16, path)


@pytest.mark.parametrize("address", ["/om-os/", "/en/about-us/"])
def test_an_image_is_drawn_once_and_kept_for_good(home_page: HomePage, client: Client, address: str) -> None:
    factories.info_page(home_page)
    path = image_path(client, address)
    with at_most(CEILING):
        response = client.get(path)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response
    assert response["Content-Language"] == ("en" if address.startswith("/en/") else "da")
    assert cache.get(f"share-image-{path[-20:-4]}") == response.content
    again = client.get(path, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again["Vary"]) == (304, response["Vary"])
    assert len(response.content) < 120_000


def test_the_languages_have_images_of_their_own(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page)
    danish, english = (
        Image.open(io.BytesIO(client.get(image_path(client, address)).content)) for address in ("/om-os/", "/en/about-us/")
    )
    assert ImageChops.difference(danish, english).getbbox()


def test_what_is_not_public_has_no_image(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page)
    danish, english = image_path(client, "/om-os/"), image_path(client, "/en/about-us/")
    etag = client.get(english)["ETag"]
    page.shown_en = False
    page.save()
    assert client.get(english).status_code == client.get(english, headers={"if-none-match": etag}).status_code == 404
    assert client.get(danish).status_code == 200
    restriction = PageViewRestriction.objects.create(page=home_page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(danish).status_code == 404
    restriction.delete()
    page.live = False
    page.save()
    assert client.get(danish).status_code == client.get(other_digest(danish)).status_code == 404


def test_an_invented_address_is_not_drawn_but_leads_to_the_image(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page)
    path = image_path(client, "/om-os/")
    with at_most(CEILING):
        response = client.get(other_digest(path))
    assert (response.status_code, response["Location"]) == (302, path)
    assert cache.get(f"share-image-{'0' * 16}") is None
    for odd in ("/share/1-de-0000000000000000.png", "/share/9999999999-da-0000000000000000.png", "/share/1-da-.png", "/share/"):
        assert client.get(odd).status_code == 404


def test_a_shared_image_follows_the_title(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page)
    before = image_path(client, "/om-os/")
    page.title_da = "Om klinikken"
    page.save()
    after = image_path(client, "/om-os/")
    assert before != after
    assert client.get(before)["Location"] == after


def test_no_page_can_take_the_address_of_the_images() -> None:
    path = reverse("share_image", kwargs={"pk": 1, "language": "da", "digest": "0" * 16})
    assert path.split("/")[1] in reserved_slugs()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kontakt", ["Kontakt"]),
        ("Lindring af iskias med akupunktur", ["Lindring af iskias", "med akupunktur"]),
        ("Relieving sciatica pain through acupuncture", ["Relieving sciatica", "pain through", "acupuncture"]),
        ("Iskias 🙂\n  og \u200bryg", ["Iskias og ryg"]),
        ("🙂", []),
        ("", []),
    ],
)
def test_a_title_is_set_in_lines_of_about_the_same_length(text: str, lines: list[str]) -> None:
    assert [line.replace("\u200b", "") for line in set_title(text, TITLE_WIDTH, TITLE_HEIGHT).lines] == lines


def test_a_word_is_broken_only_where_no_line_holds_it() -> None:
    title = set_title(f"{LONG} forklaret", TITLE_WIDTH, TITLE_HEIGHT)
    assert "".join(line.removesuffix("-") for line in title.lines) == f"{LONG} forklaret"
    assert len(title.lines) == 2
    assert set_title("Sygeforsikring og akupunkturbehandling", TITLE_WIDTH, TITLE_HEIGHT).lines[-1] == "akupunkturbehandling"


def test_a_title_that_is_far_too_long_ends_in_an_ellipsis() -> None:
    assert set_title("ord " * 200, TITLE_WIDTH, TITLE_HEIGHT).lines[-1].endswith("…")


@hypothesis_settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=255) | st.text("WMæøåi -", max_size=255))
def test_every_title_stays_within_its_place(text: str) -> None:
    title = set_title(text, TITLE_WIDTH, TITLE_HEIGHT)
    assert title.height <= TITLE_HEIGHT
    assert all(font(title.size).getlength(line) <= TITLE_WIDTH for line in title.lines)
    assert bool(title.lines) == bool(drawable(text))


def test_a_card_says_the_clinics_name_once() -> None:
    assert ShareCard(1, "da", "Klinikken", "Klinikken").alt == "Klinikken"
    assert ShareCard(1, "da", "Kontakt", "Klinikken").alt == "Kontakt – Klinikken"


def test_the_drawings_have_the_colours_of_the_style_sheet() -> None:
    tokens = (settings.BASE_DIR / "home/static/home/css/tokens.css").read_text()
    for name in ("paper", "sand", "mist", "ink", "fjord", "teal"):
        assert f"--{name}: {getattr(palette, name.upper())};" in tokens

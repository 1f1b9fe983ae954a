"""How a link to a page looks where somebody shares it."""

import io

import pytest
from django.test import Client
from PIL import Image

from home.models import HomePage
from tests.support import factories
from tests.support.machine_data import parse, read

HOSTILE = "</script><script>alert(1)</script> “citat” \"quote\" 'apostrophe' & 🙂"
ADDRESSES = {"da": "/om-os/", "en": "/en/about-us/"}


@pytest.mark.parametrize(
    ("language", "title", "territory", "other"), [("da", "Om os", "da_DK", "en_GB"), ("en", "About us", "en_GB", "da_DK")]
)
def test_a_link_shows_the_page_in_its_own_language(
    home_page: HomePage, client: Client, language: str, title: str, territory: str, other: str
) -> None:
    factories.info_page(home_page, search_description_da="Hvem vi er.", search_description_en="Who we are.")
    meta = read(client, ADDRESSES[language]).meta
    assert meta["og:title"] == meta["twitter:title"] == title
    assert meta["og:description"] == meta["description"] == {"da": "Hvem vi er.", "en": "Who we are."}[language]
    assert meta["og:site_name"] == {"da": "Aalborg Akupunktur Klinik", "en": "Aalborg Acupuncture Clinic"}[language]
    assert meta["og:url"] == f"http://testserver{ADDRESSES[language]}"
    assert (meta["og:locale"], meta["og:locale:alternate"], meta["og:type"]) == (territory, other, "website")
    assert meta["og:image:alt"] == f"{title} – {meta['og:site_name']}"
    image = Image.open(io.BytesIO(client.get(meta["og:image"].removeprefix("http://testserver")).content))
    assert image.size == (int(meta["og:image:width"]), int(meta["og:image:height"])) == (1200, 630)


def test_a_story_is_shared_as_an_article(home_page: HomePage, client: Client) -> None:
    story = factories.case_story(factories.case_story_index(home_page))
    assert read(client, story.url).meta["og:type"] == "article"


def test_a_language_that_is_not_public_is_not_named(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, shown_en=False)
    data = read(client, "/om-os/")
    assert "og:locale:alternate" not in data.meta
    assert "translationOfWork" not in str(data.graph)
    assert "workTranslation" not in data.node("WebPage")
    assert "About us" not in str((data.meta, data.graph))


def test_a_hostile_title_stays_text(home_page: HomePage, client: Client) -> None:
    texts = {
        "slug_da": "om-os",
        "slug_en": "about-us",
        "body_da": factories.paragraph("Tekst."),
        "search_description_da": HOSTILE,
    }
    factories.info_page(home_page, HOSTILE, HOSTILE, **texts)
    response = client.get("/om-os/")
    data = parse(response.content.decode())
    assert "<script>alert" not in response.content.decode()
    assert data.meta["og:title"] == data.meta["og:description"] == HOSTILE
    assert data.node("WebPage")["name"] == data.node("WebPage")["description"] == HOSTILE
    assert data.node("BreadcrumbList")["itemListElement"][-1]["name"] == HOSTILE
    assert client.get(data.meta["og:image"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_preview_tells_programs_nothing(home_page: HomePage, client: Client, language: str) -> None:
    page = factories.info_page(home_page, live=False)
    response = page.make_preview_request(preview_mode=language)
    data = parse(response.content.decode())
    assert response["X-Robots-Tag"] == data.meta["robots"] == "noindex"
    assert data.graph == []
    assert [name for name in data.meta if name.startswith(("og:", "twitter:"))] == []
    assert [rel for rel in data.links if rel.startswith("canonical")] == []


def test_a_missing_page_tells_programs_nothing(home_page: HomePage, client: Client) -> None:
    data = parse(client.get("/findes-ikke/").content.decode())
    assert (data.graph, data.meta["robots"]) == ([], "noindex")
    assert "og:title" not in data.meta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction

from home.models import BasePage, HomePage
from tests.support import factories


def set_columns(page: BasePage, **values: object) -> None:
    """Change a page as a publication would, and save it."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_page_answers_in_each_language_at_its_own_address(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Om os", "About us")
    danish, english = client.get("/om-os/"), client.get("/en/about-us/")
    assert danish.status_code == english.status_code == 200
    assert "Teksten om Om os" in danish.content.decode()
    assert "The text of About us" in english.content.decode()
    assert client.get("/about-us/").status_code == client.get("/en/om-os/").status_code == 404


def test_a_language_that_is_switched_off_is_not_found(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page)
    set_columns(page, shown_en=False)
    assert client.get("/om-os/").status_code == 200
    assert client.get("/en/about-us/").status_code == 404
    assert not BasePage.objects.public_in("en").filter(pk=page.pk).exists()
    set_columns(page, shown_en=True)
    assert client.get("/en/about-us/").status_code == 200


def test_what_stands_below_a_page_that_is_off_is_off_too(home_page: HomePage, client: Client) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index)
    set_columns(index, shown_en=False)
    assert client.get("/en/articles/about-sciatica/").status_code == 404
    assert client.get("/artikler/om-iskias/").status_code == 200
    assert not BasePage.objects.public_in("en").filter(pk=article.pk).exists()
    assert BasePage.objects.public_in("da").filter(pk=article.pk).exists()


def test_a_restricted_page_does_not_exist_for_readers(home_page: HomePage, client: Client) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index)
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/artikler/om-iskias/").status_code == 404
    assert client.get("/en/articles/about-sciatica/").status_code == 404
    assert not BasePage.objects.public_in("da").filter(pk=article.pk).exists()


def test_a_restricted_page_is_served_to_those_who_log_in(home_page: HomePage, client: Client, editor: object) -> None:
    page = factories.info_page(home_page)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(editor)
    assert client.get("/om-os/").status_code == 200


def test_publishing_without_text_names_the_language_and_the_field(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False)
    page.lead_en = ""
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        page.save_revision().publish()
    assert set(caught.value.message_dict) == {"lead_en"}
    page.refresh_from_db()
    assert not page.live


def test_a_page_with_every_language_off_is_not_published(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False, shown_da=False, shown_en=False)
    with pytest.raises(ValidationError):
        page.save_revision().publish()


def stored(page: BasePage) -> dict[str, object]:
    """Return a page's row as the database has it, past modeltranslation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM home_basepage WHERE id = %s", [page.pk])
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


@pytest.mark.parametrize("language", ["da", "en"])
def test_original_columns_equal_the_danish_ones_whoever_saves(home_page: HomePage, language: str) -> None:
    with translation.override(language):
        page = factories.info_page(home_page, "Om os", "About us")
        rows = [stored(page)]
        set_columns(page, title_da="Om klinikken", slug_da="om-klinikken", title_en="The clinic and us")
        rows.append(stored(page))
        page.show_in_menus = True
        page.save()
        rows.append(stored(page))
    for row in rows:
        for name in ("title", "draft_title", "slug", "url_path", "shown"):
            assert row[name] == row[f"{name}_da"]


def test_an_english_first_page_borrows_its_title_and_is_not_public_in_danish(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page, da="", en="About us", shown_da=False)
    assert page.title_da == "About us"
    assert client.get("/en/about-us/").status_code == 200
    assert client.get("/about-us/").status_code == 404

"""Which pages a reader's words find."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, Synonyms
from articles.search import Search
from home.bilingual.publishing import publish_language, unpublish_language
from home.bilingual.search_query import spellings
from home.models import BasePage, HomePage, InfoPage
from home.pages.search import SEARCH_COLUMNS
from tests.articles.searching import Reading, found, page_about
from tests.support import factories

WRITTEN_AND_SEARCHED = {
    "da": [
        ("Akupunkturen hjalp", "akupunktur"),
        ("Om akupunktur", "akupunkturen"),
        ("En akupunkturbehandling", "akupunktur"),
        ("To akupunkturbehandlinger", "akupunkturbehandling"),
        ("Mange smerter", "smerte"),
        ("En smerte", "smerterne"),
        ("Om iskiassmerter", "iskias"),
        ("Nålene er tynde", "nål"),
        ("Nålene er tynde", "naale"),
        ("Det behandles sådan", "behandling"),
        ("En behandling", "behandle"),
        ("En klinik i Ålborg", "Aalborg"),
        ("En klinik i Aalborg", "ålborg"),
        ("En klinik i Aalborg", "Ålborg"),
        ("Første besøg", "foerste besoeg"),
        ("Ømme lænder", "oemme laender"),
        ("Ømme lænder", "ØMME LÆNDER"),
        ("Kiropraktor/fysioterapeut", "fysioterapeut"),
        ("Efter en pause.Næste gang", "næste"),
        ("En god idé", "ide"),
        ("Kronisk iskias", '"kronisk iskias"'),
        ("Smerter i benet", "smerter på benet"),
        ("Smerter i benet", "ogsaa paa benet"),
        ("Kronisk iskias", "»kronisk iskias«"),
        ("Kronisk iskias i benet", "iskias kron"),
        ("Et ømt punkt, ST-36", "ST-36"),
        ("Et ømt punkt, ST-36", "st36"),
        ("Et ømt punkt, ST36", "ST 36"),
        ("Punktet UB 60 ved anklen", "UB60"),
        ("Mellem L5-S1", "l5-s1"),
        ("Mellem L5 og S1", "L5 S1"),
        ("Efter covid-19", "covid-19"),
        ("Efter covid-19", "covid 19"),
        ("10-12 behandlinger", "10-12 behandlinger"),
        ("10–12 behandlinger", "12 behandlinger"),
        ("Det koster 700 kr.", "700 kr."),
        ("Det koster 1.200 kr.", "1200"),
        ("Ring på 12 34 56 78", "12345678"),
        ("Ring på 12345678", "+45 12 34 56 78"),
        ("En diskusprolaps", "prolaps"),
        ("Smerter i ryggen", "rygsmerter"),
        ("Smerter i hoften", "hoftesmerter"),
        ("Om iskiasnerven", "nerve"),
        ("Der er få risici", "risiko"),
        ("Der er få risici", "bivirkninger"),
        ("Ømme lænder", "omme laender"),
        ("Nålene er tynde", "nalene"),
        ("Smerter i lænden", "ondt i ryggen"),
        ("Kronisk iskias", "hvad er kronisk iskias"),
        ("Kronisk iskias", "kronisk AND iskias"),
        ("Kronisk iskias", "kronisk -iskias"),
        ("Knæ på en pa\u030a", "pa\u030a knæ"),
    ],
    "en": [
        ("Thin needles", "needle"),
        ("A needle", "needles"),
        ("How it is treated", "treatment"),
        ("A treatment", "treated"),
        ("A treatment", "treatments"),
        ("An acupuncturist", "acupunct"),
        ("A naïve idea", "naive"),
        ("A naive idea", "naïve"),
        ("A clinic in Ålborg", "aalborg"),
        ("The patient’s back", "patient's back"),
        ("It will hurt", "does it hurt"),
        ("It will hurt", "DOES IT HURT?"),
        ("The cost of a visit", "how much does it cost"),
        ("A point called ST-36", "ST36"),
        ("After covid-19", "covid-19"),
        ("10-12 sessions", "10-12 sessions"),
        ("A slipped disc", "herniated disk"),
        ("A screen reader", "screenreader"),
        ("Back pain", "backache"),
        ("Chronic sciatica", "chronic & sciatica"),
    ],
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_words_are_found_however_they_are_inflected_or_spelt(home_page: HomePage, language: str) -> None:
    page = BasePage.objects.filter(pk=factories.info_page(home_page).pk)
    missed = []
    for written, searched in WRITTEN_AND_SEARCHED[language]:
        page.update(**{f"search_body_{language}": written})
        if page.get().pk not in [result.pk for result in Search(searched, language).pages]:
            missed.append((written, searched))
    assert missed == []


@pytest.mark.parametrize("searched", ["iskias knæ", '"iskias kronisk"', "ski", "kroni iskias", "paragraph", "b7a5f3de", "None"])
def test_what_is_not_there_is_not_found(home_page: HomePage, searched: str) -> None:
    page_about(home_page, "Kronisk iskias", "Chronic sciatica")
    assert found(searched) == set()


def test_a_title_comes_before_a_lead_and_a_lead_before_a_body(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Tekst", body_da=factories.paragraph("Smerter, smerter og flere smerter."))
    factories.info_page(home_page, "Indledning", lead_da="Om smerter.")
    factories.info_page(home_page, "Smerter")
    assert Reading(client, "smerte").titles == ["Smerter", "Indledning", "Tekst"]


def test_blocks_are_read_as_their_words_alone(home_page: HomePage) -> None:
    body = [
        {"type": "heading", "value": "Over\u00adskriften"},
        {"type": "callout", "value": {"kind": "caution", "title": "Husk", "text": "<p>Spis <b>godt</b></p>"}},
        {"type": "quotation", "value": {"text": "Jeg sover igen", "language": "en"}},
        {
            "type": "numbered_points",
            "value": {"points": [{"type": "item", "id": "1", "value": {"title": "Et", "text": "<p>to</p>"}}]},
        },
    ]
    page = factories.info_page(home_page, body_da=body)
    page = BasePage.objects.get(pk=page.pk)
    assert page.search_body_da == "Overskriften. Husk. Spis godt. Jeg sover igen. Et. to."
    assert page.search_body_en == "The text of About us."


def test_the_pages_of_before_the_search_are_filled_by_its_migration(home_page: HomePage) -> None:
    factories.article(factories.article_index(home_page), body_da=factories.paragraph("Iskias <b>her</b>"))
    factories.case_story(factories.case_story_index(home_page), occupation_da="Smed")
    columns = [name for name in SEARCH_COLUMNS if "vector" not in name]
    filled = list(BasePage.objects.values_list(*columns))
    assert ("Kort om Om iskias.", "In short: About sciatica.") in [texts[:2] for texts in filled]
    BasePage.objects.update(**dict.fromkeys(columns, ""))
    name = "0002_search_text"
    then = MigrationLoader(connection).project_state(("articles", name)).apps
    import_module(f"articles.migrations.{name}").fill(then, None)
    assert list(BasePage.objects.values_list(*columns)) == filled


def test_only_what_is_public_in_a_language_is_found_in_it(home_page: HomePage) -> None:
    page = page_about(home_page, "iskias", "sciatica")
    below = factories.info_page(page, "Nedenunder", "Downstairs")
    assert (found("iskias"), found("sciatica", "en"), found("downstairs", "en")) == ({"Om os"}, {"About us"}, {"Downstairs"})
    unpublish_language(page, "en")
    assert (found("iskias"), found("sciatica", "en"), found("downstairs", "en")) == ({"Om os"}, set(), set())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found("iskias") == found("nedenunder") == set()
    assert found("sciatica") == set(), "English words are not found in Danish"
    PageViewRestriction.objects.all().delete()
    BasePage.objects.get(pk=below.pk).specific.unpublish()
    assert (found("nedenunder"), found("iskias")) == (set(), {"Om os"})


def test_a_draft_is_not_found_until_its_language_is_published(home_page: HomePage) -> None:
    page = page_about(home_page, "gammelt", "former")
    page.body_da, page.body_en = factories.paragraph("nyt"), factories.paragraph("recent")
    page.lead_da = "Ny indledning"
    page.save_revision()
    assert (found("gammelt"), found("nyt"), found("indledning")) == ({"Om os"}, set(), set())
    publish_language(page, "da")
    assert (found("gammelt"), found("nyt"), found("indledning")) == (set(), {"Om os"}, {"Om os"})
    assert (found("former", "en"), found("recent", "en")) == ({"About us"}, set())
    publish_language(page, "en")
    assert (found("former", "en"), found("recent", "en")) == (set(), {"About us"})


def test_every_way_of_saving_keeps_what_is_found_right(home_page: HomePage) -> None:
    page = page_about(home_page, "gammelt", "former")
    page.body_da = factories.paragraph("nyt")
    with translation.override("en"):
        page.save(update_fields=["body"])
    assert (found("nyt"), found("former", "en")) == ({"Om os"}, {"About us"})
    page.lead_da = "Kun et udkast"
    page.save(update_fields=["show_in_menus"])
    assert found("udkast") == set()
    BasePage.objects.get(pk=page.pk).save()
    assert found("nyt") == {"Om os"}, "a page saved without its specific fields keeps its words"
    InfoPage.objects.get(pk=page.pk).save()
    assert found("nyt") == {"Om os"}


def test_a_copy_is_found_with_all_below_it(home_page: HomePage) -> None:
    page = page_about(home_page, "iskias", "sciatica")
    factories.info_page(page, "Under", "Below", body_da=factories.paragraph("iskias dernede"))
    page.copy(recursive=True, update_attrs={"title": "Kopi", "slug": "kopi"})
    assert sorted(p.title for p in Search("iskias", "da").pages) == ["Kopi", "Om os", "Under", "Under"]


def test_the_words_of_the_search_are_no_part_of_a_revision(home_page: HomePage) -> None:
    content = page_about(home_page, "iskias", "sciatica").save_revision().content
    assert not [name for name in content if name.startswith("search_") and not name.startswith("search_description")]


def test_lists_leave_the_words_of_the_search_in_the_database(home_page: HomePage) -> None:
    assert "search_body" not in str(ArticlePage.objects.all().query)
    assert "search_vector" not in str(BasePage.objects.public_in("da").query)


def test_both_spellings_of_a_few_places_are_tried() -> None:
    assert spellings("hæl") == ["hæl", "hael"]
    assert spellings("maanedsbørn") == ["maanedsbørn", "maanedsboern", "månedsbørn", "månedsboern"]
    assert len(spellings("aa" * 50)) == 16


def test_a_slip_is_answered_by_the_word_that_was_meant(home_page: HomePage, client: Client) -> None:
    page_about(home_page, "Kronisk iskias", "Chronic sciatica")
    danish, english = Reading(client, "iskas"), Reading(client, "chronic siatica", "en")
    assert (danish.titles, english.titles) == (["Om os"], ["About us"])
    assert "Her er resultaterne for »iskias«" in danish.html
    assert "Here is what there is for “chronic sciatica”" in english.html
    assert "Her er resultaterne" not in Reading(client, "iskias").html


def test_pages_with_some_of_the_words_follow_where_few_have_all(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Iskias", body_da=factories.paragraph("Om nerven."))
    factories.info_page(home_page, "Iskias og knæ", body_da=factories.paragraph("Om begge."))
    assert Reading(client, "iskias i knæet").titles == ["Iskias og knæ", "Iskias"]
    assert "Ingen side har alle ordene" in Reading(client, "iskias albue").html
    assert Reading(client, '"iskias knæ"').titles == []


def test_an_editors_list_of_words_is_obeyed_at_once(home_page: HomePage, client: Client) -> None:
    page_about(home_page, "Kopper på huden", "Cups on the skin")
    assert Reading(client, "cupping").titles == []
    Synonyms.objects.create(words_da="cupping, kopper", words_en="")
    assert Reading(client, "cupping").titles == ["Om os"]


def test_the_small_print_comes_last_unless_it_is_meant(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Tilgængelighed", lead_da="Også med ondt i ryggen.", show_in_menus=False)
    factories.info_page(home_page, "Behandling", lead_da="Om smerter i ryggen.", show_in_menus=True)
    assert Reading(client, "ondt i ryggen").titles == ["Behandling", "Tilgængelighed"]
    assert Reading(client, "tilgængelighed").titles[0] == "Tilgængelighed"

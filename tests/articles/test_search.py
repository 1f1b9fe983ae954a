"""The readers' search: what it finds in real Danish and English, what it never finds, and what no words can break."""

from datetime import time
from html.parser import HTMLParser
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, Synonyms
from articles.search import Search
from articles.templatetags.search_tags import excerpted, marked
from home.bilingual.publishing import publish_language, unpublish_language
from home.bilingual.search_query import spellings
from home.bilingual.slugs import reserved_slugs
from home.models import BasePage, ClinicSettings, HomePage, InfoPage, OpeningHours, Price
from home.pages.search import SEARCH_COLUMNS
from tests.support import factories
from tests.support.queries import at_most

ADDRESSES = {"da": "/soeg/", "en": "/en/search/"}
# The site, the menu, and the clinic; how many pages match, those of one page of results, how many match in
# the other language. For each language what its pages have as words, what means the same, and the stems of what was typed; how
# few pages have all words.
CEILING = 13


class Reading(HTMLParser):
    """What a reader gets: the words in the box, the titles found, and the tags of the page."""

    def __init__(self, client: Client, words: str, language: str = "da", **more: str) -> None:
        super().__init__()
        self.box, self.titles, self.tags, self.inside = "", [], [], ""
        response = client.get(ADDRESSES[language], {"q": words, **more})
        assert response.status_code == 200
        self.html = response.content.decode()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        attributes = dict(attrs)
        if attributes.get("name") == "q":
            self.box = attributes.get("value") or ""
        if tag == "h2" and attributes.get("class") == "card__title":
            self.titles.append("")
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.titles[-1] += data


def found(words: str, language: str = "da") -> set[str]:
    """Name the titles of the pages that match."""
    with translation.override(language):
        return {page.title for page in Search(words, language).pages}


def page_about(home_page: HomePage, da: str, en: str) -> InfoPage:
    """A page whose body says this in each language."""
    return factories.info_page(home_page, body_da=factories.paragraph(da), body_en=factories.paragraph(en))


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


# What readers may not see


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


# What readers see


def test_the_result_shows_where_it_is_and_marks_the_words(home_page: HomePage, client: Client) -> None:
    index = factories.article_index(home_page)
    factories.article(index, "Iskias & <ben>", body_da=factories.paragraph("Ondt i ben &amp; arme af iskias."))
    html = Reading(client, "iskias").html
    assert '<a href="/artikler/iskias-ben/"><mark>Iskias</mark> &amp; &lt;ben&gt;</a>' in html
    assert '<p class="kicker">Artikler</p>' in html
    assert "Ondt i ben &amp; arme af <mark>iskias</mark> …" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>»iskias« – søgning – " in html
    assert "1 resultat for »iskias«" in html


def test_only_marks_survive_in_an_excerpt() -> None:
    assert marked("a \ue000b\ue001 <i>c \ue000 \ue001\ue001") == "a <mark>b</mark> &lt;i&gt;c <mark> </mark>"
    assert excerpted("og \ue000så\ue001 videre") == "… og <mark>så</mark> videre …"
    assert excerpted("Så videre.") == "Så videre."


def test_many_results_are_read_page_by_page(home_page: HomePage, client: Client) -> None:
    factories.clones(page_about(home_page, "iskias & ben", "sciatica"), 24)
    first, last = (Reading(client, "iskias & ben", page=number) for number in ("1", "3"))
    assert (len(first.titles), len(last.titles)) == (10, 5)
    assert "25 resultater" in first.html
    assert 'href="?page=2&amp;q=iskias+%26+ben">Næste' in first.html
    assert 'href="?page=2&amp;q=iskias+%26+ben">Forrige' in last.html
    for odd in ("0", "-1", "999", "abc", "\0"):
        assert Reading(client, "iskias", page=odd).titles


def test_a_word_of_the_other_language_leads_there(home_page: HomePage, client: Client) -> None:
    page_about(home_page, "iskias", "sciatica & legs")
    danish = Reading(client, "sciatica & legs")
    assert danish.titles == []
    assert "Fundet på engelsk:" in danish.html
    link = '<a href="/en/search/?q=sciatica+%26+legs" lang="en" hreflang="en">1 result for “sciatica &amp; legs”</a>'
    assert link in danish.html
    english = Reading(client, "iskias", "en")
    assert '<a href="/soeg/?q=iskias" lang="da" hreflang="da">1 resultat for »iskias«</a>' in english.html
    assert "Found in Danish:" in english.html


def test_the_language_link_leads_to_the_same_search_and_back(home_page: HomePage, client: Client) -> None:
    assert 'class="language-link" href="/en/search/?q=h%C3%A6l" lang="en"' in Reading(client, "hæl").html
    assert 'class="language-link" href="/soeg/?q=h%C3%A6l" lang="da"' in Reading(client, "hæl", "en").html
    assert 'class="language-link" href="/en/search/"' in Reading(client, "").html


def test_nothing_found_still_helps(home_page: HomePage, client: Client) -> None:
    factories.article(factories.article_index(home_page), "Ondt i ryggen")
    ClinicSettings.objects.update_or_create(defaults={"telephone": "+45 12 34 56 78"})
    html = Reading(client, "xyzzy").html.split("<main")[1].split("</main")[0]
    assert "Ingen resultater for »xyzzy«" in html
    assert "færre eller kortere ord" in html
    assert 'href="/artikler/ondt-i-ryggen/"' in html
    assert 'href="/artikler/"' in html
    assert 'href="tel:+4512345678"' in html


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("?!", "intet ord"),
        ("\N{FACE WITH TEARS OF JOY}", "intet ord"),
        ("og i på", "næsten alle sider"),
        ("iskias" * 2000, "for langt"),
        ("' & | ! : * ( ) <-> \\", "intet ord"),
        ('"', "intet ord"),
        ("'iskias':* | !(", "1 resultat"),
        ("iskias\0", "1 resultat"),
        ("aa" * 50, "Ingen resultater"),
        ("針灸", "Ingen resultater"),
        ("²", "Ingen resultater"),
    ],
)
def test_odd_words_get_a_clear_answer(home_page: HomePage, client: Client, words: str, answer: str) -> None:
    page_about(home_page, "iskias", "sciatica")
    assert answer in Reading(client, words).html.split("<main")[1]
    Reading(client, words, "en")


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q", "q=a&q=b", "page=2", "q=%ED%A0%80", "p=1"])
def test_odd_addresses_are_no_errors(home_page: HomePage, client: Client, query: str) -> None:
    assert client.get(f"/soeg/?{query}").status_code == 200
    assert client.post("/soeg/").status_code == 405


def test_what_is_not_there_can_be_searched_for(home_page: HomePage, client: Client) -> None:
    for address, search in (("/findes-ikke/", "/soeg/"), ("/en/not-here/", "/en/search/")):
        html = client.get(address).content.decode()
        assert f'role="search" action="{search}"' in html
        assert f'class="search-link" href="{search}"' in html


def test_the_addresses_of_the_search_are_no_page_s(home_page: HomePage, client: Client) -> None:
    assert {"soeg", "search", "admin", "documents", "da", "en"} <= reserved_slugs()
    page = factories.info_page(home_page, "Søg", "Search")
    assert (page.slug_da, page.slug_en) == ("soeg-2", "search-2")
    assert client.get("/en/soeg/").status_code == client.get("/search/").status_code == 404


class AnyWords(TestCase):
    """Whatever is typed, readers get a page that shows it as text."""

    tags: set[str]

    @classmethod
    def setUpTestData(cls) -> None:
        page_about(factories.home_page(), "Kronisk iskias", "Chronic sciatica")
        usual = ("iskias", "sciatica", "xyzzy", "", "?!")
        cls.tags = {tag for words in usual for language in ADDRESSES for tag in Reading(Client(), words, language).tags}

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.one_of(st.text(), st.text(alphabet="'\"\\:*&|!()<->æåaeo »« i\0")), st.sampled_from(["da", "en"]))
    def test_any_words_are_answered_and_shown_as_text(self, words: str, language: str) -> None:
        reading = Reading(self.client, words.encode(errors="replace").decode(), language)
        shown = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())[:100]
        assert reading.box == shown.encode(errors="replace").decode()
        assert {*reading.tags} <= self.tags


# Many pages


def test_ten_thousand_pages_are_searched_by_the_index(home_page: HomePage, client: Client) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index)
    rare = factories.article(index, "Sjælden", "Rare", body_da=factories.paragraph("piriformissyndrom"))
    Reading(client, "piriformis")
    with at_most(CEILING) as few:
        Reading(client, "piriformis")
    factories.clones(article, 10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE home_basepage")
    assert "search_vector_da_index" in Search("piriformis", "da").pages.explain()
    assert "search_vector_en_index" in Search("rare", "en").pages.explain()
    for words, title in (("piriformis", rare.title_da), ("iskias", article.title_da)):
        with at_most(len(few)):
            assert Reading(client, words).titles[0] == title


def test_lists_leave_the_words_of_the_search_in_the_database(home_page: HomePage) -> None:
    assert "search_body" not in str(ArticlePage.objects.all().query)
    assert "search_vector" not in str(BasePage.objects.public_in("da").query)


def test_both_spellings_of_a_few_places_are_tried() -> None:
    assert spellings("hæl") == ["hæl", "hael"]
    assert spellings("maanedsbørn") == ["maanedsbørn", "maanedsboern", "månedsbørn", "månedsboern"]
    assert len(spellings("aa" * 50)) == 16


# What somebody meant


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


def test_the_clinics_facts_answer_before_the_pages(home_page: HomePage, client: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone, clinic.street, clinic.city = "+45 12 34 56 78", "Prøvegade 7", "Aalborg"
    clinic.opening_hours.add(OpeningHours(weekday=0, opens=time(9), closes=time(16)))
    clinic.prices.add(Price(name_da="Første besøg", name_en="First visit", amount=700))
    clinic.save()
    for words, fact in (("åbent lørdag", "9.00–16.00"), ("hvad koster det", "700 kr."), ("parkering", "Prøvegade 7")):
        main = Reading(client, words).html.split("<main")[1].split("</main")[0]
        assert fact in main
        assert "Ingen resultater" not in main
    assert "Prøvegade 7" in Reading(client, "phone number", "en").html.split("<main")[1].split("</main")[0]
    assert "facts__card" not in Reading(client, "iskias").html


def test_the_small_print_comes_last_unless_it_is_meant(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Tilgængelighed", lead_da="Også med ondt i ryggen.", show_in_menus=False)
    factories.info_page(home_page, "Behandling", lead_da="Om smerter i ryggen.", show_in_menus=True)
    assert Reading(client, "ondt i ryggen").titles == ["Behandling", "Tilgængelighed"]
    assert Reading(client, "tilgængelighed").titles[0] == "Tilgængelighed"


def test_an_address_with_very_many_names_is_answered(client: Client, home_page: HomePage) -> None:
    names = "&".join(["a"] * 1200)
    assert client.get(f"/soeg/?{names}").status_code < 500
    assert client.get(f"/soeg/?q=iskias&{names}").status_code < 500

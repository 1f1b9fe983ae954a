"""What a reader is shown for the words, whatever they are."""

from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.search import Search
from articles.templatetags.search_tags import excerpted, marked
from home.bilingual.slugs import reserved_slugs
from home.models import ClinicSettings, HomePage, OpeningHours, Price
from tests.articles.searching import ADDRESSES, Reading, page_about
from tests.support import factories
from tests.support.queries import at_most

# The site, the menu, and the clinic; how many pages match, those of one page of results, how many match in
# the other language. For each language what its pages have as words, what means the same, and the stems of what was typed; how
# few pages have all words; the titles that are offered.
CEILING = 14


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
    # Whatever name the site was asked by.
    assert (
        '<link rel="canonical" href="http://testserver/soeg/">'
        in client.get("/soeg/", headers={"host": "localhost"}).content.decode()
    )


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


def test_the_browser_offers_facts_and_titles_while_a_reader_types(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page, "Om os", "About us")
    factories.info_page(home_page, "Hemmelig", "Secret", live=False)
    for language, offered in (("da", {"Priser", "Om os"}), ("en", {"Prices", "About us"})):
        box = BeautifulSoup(client.get(ADDRESSES[language]).content, "html.parser").select_one("[name=q]")
        options = {option["value"] for option in box.find_next("datalist", id=box["list"]).select("option")}
        assert offered <= options
        assert not {"Hemmelig", "Secret"} & options


def test_the_clinics_facts_answer_before_the_pages(home_page: HomePage, client: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone, clinic.street, clinic.city = "+45 12 34 56 78", "Prøvegade 7", "Aalborg"
    clinic.opening_hours.add(OpeningHours(weekday=0, opens=time(9), closes=time(16)))
    clinic.prices.add(Price(name_da="Første besøg", name_en="First visit", amount=700))
    clinic.save()
    for words, fact in (("åbent lørdag", "9.00–16.00"), ("hvad koster det", "700\u00a0kr."), ("parkering", "Prøvegade 7")):
        main = Reading(client, words).html.split("<main")[1].split("</main")[0]
        assert fact in main
        assert "Ingen resultater" not in main
    assert "Prøvegade 7" in Reading(client, "phone number", "en").html.split("<main")[1].split("</main")[0]
    assert "facts__card" not in Reading(client, "iskias").html


def test_an_address_with_very_many_names_is_answered(client: Client, home_page: HomePage) -> None:
    names = "&".join(["a"] * 1200)
    assert client.get(f"/soeg/?{names}").status_code < 500
    assert client.get(f"/soeg/?q=iskias&{names}").status_code < 500

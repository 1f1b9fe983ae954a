import datetime
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.absolute_links import with_absolute_links
from articles.models import ArticlePage, ArticleSource
from home.models import Example, HomePage, InfoPage, Practitioner
from home.operations.loader import load
from tests.support import factories
from tests.support.machine_data import read
from tests.support.queries import at_most

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The site, the front page where it is public, the clinic with the examples; the articles with their sources and choices of
# pages, the stories, and the pages that all of them refer to; the clinic anew, for the numbers in the warning signs. What their
# texts may show besides: pictures.
CEILING, CEILING_OF_LONG_TEXTS = 9, 10
NOON = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)
ADDRESSES = {"da": "/atom.xml", "en": "/en/atom.xml"}


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article of the first of November."""
    page = factories.article(factories.article_index(home_page), publication_date=NOON.date())
    page.save_revision().publish()
    return ArticlePage.objects.get()


def feed(client: Client, language: str) -> ElementTree.Element:
    """Read the feed of a language."""
    response = client.get(ADDRESSES[language])
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Set-Cookie" not in response
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def titles(client: Client, language: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed(client, language).iter(f"{ATOM}entry")]


@pytest.mark.parametrize(("language", "title"), [("da", "Om iskias"), ("en", "About sciatica")])
def test_a_page_names_the_feed_of_its_language(article: ArticlePage, client: Client, language: str, title: str) -> None:
    address = article.url_in(language) or ""
    assert read(client, address).links["alternate application/atom+xml"] == ADDRESSES[language]
    root = feed(client, language)
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert root.get(XML_LANG) == language
    assert links == {
        "self": f"http://testserver{ADDRESSES[language]}",
        "alternate": {"da": "http://testserver/", "en": "http://testserver/en/"}[language],
    }
    assert entry.findtext(f"{ATOM}title") == title
    assert entry.findtext(f"{ATOM}published") == "2026-11-01T00:00:00+01:00"
    assert datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") == article.last_published_at
    assert entry.find(f"{ATOM}link[@rel='alternate']").get("href") == f"http://testserver{address}"
    assert {"da": "Teksten om", "en": "The text of"}[language] in (entry.findtext(f"{ATOM}content") or "")
    assert {"da": "Kort om", "en": "In short"}[language] in (entry.findtext(f"{ATOM}summary") or "")
    assert root.findtext(f"{ATOM}author/{ATOM}name") in ("Aalborg Akupunktur Klinik", "Aalborg Acupuncture Clinic")


def test_a_language_version_that_is_not_public_is_not_in_the_feed(article: ArticlePage, client: Client) -> None:
    story = factories.case_story(factories.case_story_index(HomePage.objects.get()), first_published_at=NOON)
    assert (titles(client, "da"), titles(client, "en")) == (
        ["Sarahs historie", "Om iskias"],
        ["Sarah’s story", "About sciatica"],
    )
    article.shown_en = False
    article.save_revision().publish()
    assert (titles(client, "da"), titles(client, "en")) == (["Sarahs historie", "Om iskias"], ["Sarah’s story"])
    restriction = PageViewRestriction.objects.create(page=story.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert (titles(client, "da"), titles(client, "en")) == (["Om iskias"], [])
    restriction.delete()
    story.live = False
    story.save()
    assert (titles(client, "da"), titles(client, "en")) == (["Om iskias"], [])


def test_a_story_is_told_in_full_with_its_notice(home_page: HomePage, client: Client) -> None:
    factories.case_story(factories.case_story_index(home_page), first_published_at=NOON)
    content = feed(client, "en").findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "Sarah is a pseudonym." in content
    for part in ("background en", "course en", "outcome en"):
        assert part in content


def test_an_entry_keeps_its_id_for_good(article: ArticlePage, client: Client) -> None:
    def ids() -> list[str]:
        return [feed(client, language).findtext(f"{ATOM}entry/{ATOM}id") or "" for language in ADDRESSES]

    before = ids()
    assert len(set(before)) == 2
    assert all(name.startswith("tag:testserver,") for name in before)
    article.title_da, article.slug_da, article.publication_date = "Nyt navn", "nyt-navn", datetime.date(2027, 1, 1)
    article.save_revision().publish()
    assert ids() == before


def test_links_work_outside_the_site(article: ArticlePage, client: Client) -> None:
    about = factories.info_page(HomePage.objects.get())
    article.body_en = factories.paragraph(f'<a linktype="page" id="{about.pk}">us</a> <a href="tel:112">112</a>')
    article.save_revision().publish()
    content = feed(client, "en").findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert [a["href"] for a in BeautifulSoup(content, "html.parser").find_all("a")] == [
        "http://testserver/en/about-us/",
        "tel:112",
    ]
    InfoPage.objects.get().delete()
    assert "about-us" not in client.get(ADDRESSES["en"]).content.decode()


def test_every_kind_of_link_is_made_absolute() -> None:
    html = '<img src="/media/a.png" srcset="/media/a.png 480w, /media/b.png 800w"><a href="#top">æ &amp; ø</a>'
    assert with_absolute_links(html, "https://klinik.example/en/a/") == (
        '<img src="https://klinik.example/media/a.png" '
        'srcset="https://klinik.example/media/a.png 480w, https://klinik.example/media/b.png 800w"/>'
        '<a href="https://klinik.example/en/a/#top">æ &amp; ø</a>'
    )


def test_a_hostile_title_stays_text(article: ArticlePage, client: Client) -> None:
    hostile = '</title><script>alert(1)</script> ]]> “q” "q" & \x0b🙂'
    ArticlePage.objects.update(title_en=hostile, lead_en=hostile)
    entry = feed(client, "en").find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == hostile.replace("\x0b", "")
    assert "<script>" not in (entry.findtext(f"{ATOM}summary") or "")


def test_the_author_is_named_unless_the_name_is_an_example(article: ArticlePage, client: Client) -> None:
    article.author = Practitioner.objects.create(name="Inger Holm")
    article.save()
    assert feed(client, "da").findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Inger Holm"
    Example.objects.mark(article.author, ["name"])
    assert "Inger Holm" not in client.get(ADDRESSES["da"]).content.decode()


def test_the_feed_holds_the_newest_twenty_at_the_cost_of_one(article: ArticlePage, client: Client) -> None:
    ArticleSource.objects.create(page=article, title="NG59", publisher="NICE", year=2016)
    client.get(ADDRESSES["da"])
    with at_most(CEILING):
        feed(client, "da")
    factories.clones(article, 300)
    ArticlePage.objects.filter(slug_da__endswith="-77").update(
        publication_date=timezone.localdate(NOON) + datetime.timedelta(1)
    )
    with at_most(CEILING):
        entries = feed(client, "da").findall(f"{ATOM}entry")
    assert len(entries) == 20
    assert entries[0].find(f"{ATOM}link").get("href") == "http://testserver/artikler/om-iskias-77/"


@pytest.mark.thorough
def test_the_pictures_and_links_of_twenty_texts_are_asked_for_together(db: None, client: Client) -> None:
    def pictures() -> list[int]:
        with at_most(CEILING_OF_LONG_TEXTS):
            entries = feed(client, "da").findall(f"{ATOM}entry")
        return [(entry.findtext(f"{ATOM}content") or "").count("<img") for entry in entries]

    load()
    client.get(ADDRESSES["da"])
    alone = pictures()
    factories.clones(ArticlePage.objects.get(), 30)
    assert 10 * sum(alone) < sum(pictures()) == max(alone) * 19


def test_an_unchanged_feed_is_not_sent_again(article: ArticlePage, client: Client) -> None:
    etag = client.get(ADDRESSES["da"])["ETag"]
    assert client.get(ADDRESSES["da"], headers={"if-none-match": etag}).status_code == 304
    article.body_da = factories.paragraph("Nyt.")
    article.save_revision().publish()
    assert client.get(ADDRESSES["da"], headers={"if-none-match": etag}).status_code == 200

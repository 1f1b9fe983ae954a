"""First drafts by a machine, against two services on this machine that behave as the real ones' documents say."""

import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from deepl import http_client
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from articles.models import Comment, Consent
from home.bilingual.freshness import by_machine
from home.exchange.first_drafts import libretranslate as libre_module
from home.exchange.first_drafts.models import DraftRun
from home.exchange.first_drafts.outgoing import NeverSentError, Outgoing
from home.management.checks import the_translation_service_is_named
from home.models import BasePage, ContactSubmission, GlossaryTerm, HomePage, InfoPage
from tests.home.admin import person
from tests.support import factories, translators
from tests.support.translators import KEY, FakeService

SECRET = "hemmelighed-om-patienten"
RICH = (
    '<p>Læs <b>mere</b> om <a href="https://a.dk/?a=1&amp;b">ryggen</a>.<br/>Ring &lt;nu&gt; &amp; her.</p>'
    "<ul><li>Et punkt</li></ul>"
)
BLOCK = "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"


@pytest.fixture(params=["deepl", "libretranslate"])
def service(request: Any, settings: Any, monkeypatch: Any) -> Iterator[FakeService]:
    monkeypatch.setattr(http_client._BackoffTimer, "BACKOFF_INITIAL", 0.0)
    with translators.running(getattr(translators, request.param)) as running:
        settings.TRANSLATOR_API = {
            "deepl": f"deepl://{KEY}?server=http://{running.url}",
            "libretranslate": f"libretranslate://{KEY}@{running.url}",
        }[request.param]
        yield running


@pytest.fixture
def admin(db: None) -> Client:
    return person("moderator", "Redaktør / Editor")


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page whose English lead and one English block are missing."""
    body = [
        *factories.paragraph("Teksten."),
        {"type": "paragraph", "value": RICH, "id": "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"},
    ]
    page = factories.info_page(home_page, lead_en="", lead_da="Kort & godt", body_da=body, shown_en=False)
    page.save_revision().publish()
    return page


def latest(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def begin(client: Client, page: Any = None, language: str = "en") -> str:
    """Press the button, and return where the run is shown."""
    address = reverse("first_draft_of_page", args=[page.pk]) if page else reverse("first_drafts")
    return client.post(address, {"language": language})["Location"]


def go_on(client: Client, run: str, act: str = "go-on") -> BeautifulSoup:
    return BeautifulSoup(client.post(run, {"act": act}, follow=True).content, "html.parser")


def draft(client: Client, page: Any = None, language: str = "en") -> BeautifulSoup:
    """Begin, and go on until the run waits or is done."""
    run = begin(client, page, language)
    client.post(run)
    while DraftRun.objects.get().is_going:
        client.post(run)
    return BeautifulSoup(client.get(run).content, "html.parser")


@pytest.mark.parametrize("service", ["deepl", pytest.param("libretranslate", marks=pytest.mark.thorough)], indirect=True)
def test_what_is_empty_is_filled_as_one_draft_and_nothing_is_published(
    page: InfoPage, admin: Client, service: FakeService
) -> None:
    revisions = page.revisions.count()
    screen = draft(admin, page)
    assert "2 steder er maskinoversat" in screen.text
    after = latest(page)
    assert after.lead_en == "KORT & GODT"
    assert after.body_en.raw_data[0]["value"] == "<p>The text of About us.</p>", "what is written stays"
    assert after.body_en.raw_data[1]["value"] == (
        '<p>LÆS <b>MERE</b> OM <a href="https://a.dk/?a=1&amp;b">RYGGEN</a>.<br/>RING &lt;NU&gt; &amp; HER.</p>'
        "<ul><li>ET PUNKT</li></ul>"
    )
    assert [item.pair.field_name for item in by_machine(after)] == ["lead", "body"]
    assert page.revisions.count() == revisions + 1
    assert after.latest_revision.user.username == "moderator"
    assert InfoPage.objects.get(pk=page.pk).lead_en == ""
    assert screen.select_one(".exchange a.button")["href"] == reverse("translate", args=[page.pk, "en"])
    assert "Der mangler ikke noget på engelsk" in admin.get(reverse("first_draft_of_page", args=[page.pk])).content.decode()


@pytest.mark.parametrize("service", ["libretranslate"], indirect=True)
def test_danish_is_drafted_too(home_page: HomePage, admin: Client, service: FakeService) -> None:
    page = factories.info_page(home_page, da="", en="About us", shown_da=False, lead_da="", body_da=[])
    page.save_revision()
    draft(admin, page, "da")
    after = latest(page)
    assert (after.title_da, after.lead_da, after.borrowed_title) == ("ABOUT US", "IN SHORT: ABOUT US.", "")
    assert len(by_machine(after)) == 3


@pytest.mark.thorough
@pytest.mark.parametrize("service", ["libretranslate"], indirect=True)
def test_a_run_goes_through_all_pages_and_can_be_stopped(home_page: HomePage, admin: Client, service: FakeService) -> None:
    pages = [factories.info_page(home_page, f"Side {n}", f"Page {n}", lead_en="", shown_en=False) for n in range(3)]
    for each in pages:
        each.save_revision()
    # The front page, of which nothing is known yet, is looked at as well.
    assert "4 sider" in admin.get(reverse("first_drafts")).content.decode()
    run = begin(admin)
    assert "2 af 4 sider" in go_on(admin, run).text
    assert "Stoppet" in go_on(admin, run, "stop").text
    assert [bool(latest(each).lead_en) for each in pages] == [True, False, False]
    go_on(admin, run)
    screen = go_on(admin, run)
    assert "4 af 4 sider" in screen.text
    assert "machine_en" in screen.select_one(".exchange a.button")["href"]
    assert person("contributor", "Redaktør / Editor").get(run).status_code == 404, "it is one person's own"


TROUBLES: dict[str, list[tuple[tuple[int, Any], str]]] = {
    "deepl": [
        ((456, {"message": "Quota for this billing period has been exceeded."}), "brugt op"),
        ((403, ""), "nøgle"),
        ((429, {"message": "Too many requests"}), "travlt"),
        ((503, {"message": "Resource currently unavailable"}), "svarer ikke"),
        ((500, "<html>"), "svarer ikke"),
        ((400, {"message": "Bad <b>request</b>"}), "Bad <b>request</b>"),
        ((413, ""), "oversætter ikke"),
        ((200, "<html>nonsense"), "ikke er en oversættelse"),
        ((200, "[" * 100_000), "ikke er en oversættelse"),
        ((200, {"translations": [{"text": "One", "billed_characters": 1}]}), "ikke er en oversættelse"),
        ((200, {"translations": [None, 7, []]}), "ikke er en oversættelse"),
    ],
    "libretranslate": [
        ((400, {"error": "Invalid request: request (9) exceeds text limit (2)"}), "exceeds text limit"),
        ((400, {"error": "Please contact the server operator to get an API key"}), "nøgle"),
        ((403, {"error": "Invalid API key"}), "nøgle"),
        ((429, {"error": "Slowdown: 20 per 1 minute"}), "travlt"),
        ((500, {"error": "Cannot translate text: out of memory"}), "svarer ikke"),
        ((502, "<html>"), "svarer ikke"),
        ((307, ""), "svarer ikke"),
        ((200, "<html>nonsense"), "ikke er en oversættelse"),
        ((200, "[" * 100_000), "ikke er en oversættelse"),
        ((200, ["no", "object"]), "ikke er en oversættelse"),
        ((200, {"translatedText": ["One"]}), "ikke er en oversættelse"),
        ((200, {"translatedText": [1, 2, 3]}), "ikke er en oversættelse"),
    ],
}


def test_every_trouble_is_a_sentence_and_costs_nothing(page: InfoPage, admin: Client, service: FakeService) -> None:
    run, revisions = begin(admin, page), page.revisions.count()
    for answer, sentence in TROUBLES[service.answers.__name__]:
        # DeepL's package asks once more where that may help.
        service.troubles = [answer, answer]
        admin.post(run, {"act": "go-on"})
        assert sentence in DraftRun.objects.get().problem
        assert page.revisions.count() == revisions
    alert = BeautifulSoup(admin.get(run).content, "html.parser").select_one("[role=alert]")
    assert "ikke er en oversættelse" in alert.text
    assert "Intet går tabt" in alert.text
    service.troubles = [(429, {"message": "Too many requests", "error": "Slowdown"})]
    screen = go_on(admin, run)
    if service.answers is translators.libretranslate:
        screen = go_on(admin, run)
    assert "2 steder er maskinoversat" in screen.text


def test_a_service_that_is_down_slow_or_not_encrypted_is_said(
    page: InfoPage, admin: Client, settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(libre_module, "PATIENCE", (0.2, 0.2))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        for address in (f"libretranslate://{host}", f"libretranslate+tls://{host}", "libretranslate://127.0.0.1:9"):
            settings.TRANSLATOR_API = address
            assert "svarer ikke" in draft(admin, page).select_one("[role=alert]").text
    assert latest(page).lead_en == ""


@pytest.mark.parametrize("service", ["deepl"], indirect=True)
def test_a_text_whose_codes_came_back_broken_or_empty_is_left_and_said(
    page: InfoPage, admin: Client, service: FakeService
) -> None:
    service.translate = lambda text: text.replace("<b1>", "").replace("</b1>", "") + "<script>alert(1)</script>"
    screen = draft(admin, page)
    assert "koden <b1> mangler" in screen.select_one(".first-draft__left").text
    after = latest(page)
    assert (after.lead_en, len(after.body_en)) == ("Kort & godt<script>alert(1)</script>", 1)
    service.translate = lambda text: " "
    assert "der kom intet tilbage" in draft(admin, page).select_one(".first-draft__left").text


@pytest.mark.parametrize("service", ["deepl"], indirect=True)
def test_a_page_comes_whole_or_not_at_all_and_follows_what_somebody_wrote_meanwhile(
    page: InfoPage, admin: Client, service: FakeService, monkeypatch: Any
) -> None:
    monkeypatch.setattr("home.exchange.first_drafts.deepl.DeepL.most_texts", 2)
    run, revisions = begin(admin, page), page.revisions.count()
    assert "2 tekster" in go_on(admin, run).text
    service.troubles = [(456, {})]
    go_on(admin, run)
    assert page.revisions.count() == revisions
    meanwhile = latest(page)
    meanwhile.lead_en = "Written by hand."
    meanwhile.save_revision()
    asked = len(service.sent)
    go_on(admin, run)
    assert latest(page).lead_en == "Written by hand."
    assert "LÆS" in latest(page).body_en.raw_data[1]["value"]
    assert service.sent[asked:] == ["Et punkt"], "what was translated already is not paid twice"


@pytest.mark.parametrize("service", ["deepl"], indirect=True)
def test_health_data_never_reaches_the_wire(home_page: HomePage, admin: Client, service: FakeService, editor: Any) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index, lead_en="", body_en=[], shown_en=False)
    story = factories.case_story(
        factories.case_story_index(home_page), title_da=f"Historie {SECRET}", summary_da=SECRET, summary_en="", shown_en=False
    )
    gone = factories.case_story(story.get_parent(), "Slettet", "Deleted")
    gone.delete()
    Redirect.objects.create(old_path="/gammel-side", redirect_page=story)
    former = story.get_url()
    story.slug_da = "ny-adresse"
    story.save()
    index_url = story.get_parent().get_url()
    links = [
        f'linktype="page" id="{story.pk}"',
        f'id="{story.pk}" linktype="page"',
        f"linktype='page' id='{story.pk}'",
        f'LINKTYPE="page" ID={story.pk}',
        f'linktype="page" id="{gone.pk}"',
        *(f'href="{host}{path}"' for host in ("", "http://testserver") for path in (story.url, former, "/gammel-side/")),
        f'href="https://a.dk{story.url}#1"',
        f'href="{story.url.replace("-", "%2D").upper()}?a=1"',
        f"href='\\{story.url}'",
        f'href="..{story.url}"',
        f'href="https://www.gammel.dk{index_url}en-slettet/"',
        'href="/det-der-ikke-findes/"',
    ]
    told = {"title": SECRET, "text": SECRET, "label": SECRET}
    held = [
        *({"type": "paragraph", "value": f"<p><a {link}>{SECRET} {n}</a></p>"} for n, link in enumerate(links)),
        {"type": "paragraph", "value": f"<blockquote>{SECRET}</blockquote>"},
        {"type": "quotation", "value": {"text": SECRET, "source": "Sarah, patient"}},
        *(
            {"type": "call_to_action", "value": {**told, "title": f"{SECRET} {key}", "page": key}}
            for key in (story.pk, gone.pk)
        ),
        {"type": "practitioner", "value": {"title": SECRET, "page": story.pk}},
        {"type": "callout", "value": {"kind": "tip", "title": SECRET, "text": f'<p><a href="{story.url}">her</a></p>'}},
        {"type": "question", "value": {"question": SECRET, "answer": f'<p><a linktype="page" id="{story.pk}">her</a></p>'}},
        {"type": "heading", "value": f"{SECRET}: www.a.dk{story.url}"},
    ]
    free = [
        f'<a linktype="document" id="{story.pk}">Et dokument</a>',
        f'<a linktype="page" id="{index.pk}">En side</a>',
        *(f'<a href="{href}">Mod {href}</a>' for href in (index.url, "https://a.dk/x", "mailto:a@b.dk", "#her")),
    ]
    article.body_da = [
        {**block, "id": str(uuid.UUID(int=n))}
        for n, block in enumerate([*held, *({"type": "paragraph", "value": f"<p>{link}</p>"} for link in free)])
    ]
    for each in (article, story):
        each.save_revision()
    Comment.objects.create(page=article, name=SECRET, email="a@b.dk", text=SECRET, lang="da", digest="x", form_key="x")
    Consent.objects.update(giver=SECRET, remarks=SECRET)
    contact = factories.contact_page(home_page, lead_en="", shown_en=False)
    ContactSubmission.objects.create(page=contact, form_data={"message": SECRET}, language="da", consent_text=SECRET, token="x")
    screen = draft(admin)
    assert [f"<a1>{words.partition('>')[2].partition('<')[0]}</a1>" for words in free] == [
        text for text in service.sent if text.startswith("<a1>")
    ]
    assert SECRET not in service.wire.decode()
    left = [item.text for item in screen.select(".first-draft__left li li") if SECRET in item.text]
    assert len(left) == len(held)
    for reason in ("fører til en patienthistorie", "det er et citat", "ikke kan findes"):
        assert any(reason in text for text in left)
    for page in (story, BasePage.objects.get(pk=story.pk)):
        with pytest.raises(NeverSentError):
            Outgoing(page, "en")
    for words in (SECRET, Comment.objects.first(), ContactSubmission.objects.first()):
        with pytest.raises(TypeError):
            Outgoing(words, "en")
    address = reverse("first_draft_of_page", args=[story.pk])
    assert "helbredsoplysninger" in admin.get(address).content.decode()
    admin.post(address, {"language": "en"})
    DraftRun.objects.update(pages_left=[story.pk], page_count=1)
    go_on(admin, reverse("first_draft_run", args=[DraftRun.objects.get().pk]))
    assert SECRET not in service.wire.decode()
    assert address not in admin.get(reverse("translate", args=[story.pk, "en"])).content.decode()


@pytest.mark.thorough
@pytest.mark.parametrize("service", ["deepl"], indirect=True)
def test_deepl_gets_the_glossary_and_gets_it_anew_when_a_word_changes(
    home_page: HomePage, admin: Client, service: FakeService
) -> None:
    GlossaryTerm.objects.all().delete()
    term = GlossaryTerm.objects.create(danish="nål, nåle", english="needle")
    for number in (1, 2):
        page = factories.info_page(home_page, f"Side {number}", f"Page {number}", lead_en="", shown_en=False)
        page.save_revision()
        draft(admin, page)
    made = [said for line, said in service.requests if line == "POST /v3/glossaries"]
    assert [each["entries"] for each in made[0]["dictionaries"]] == ["nål\tneedle\nnåle\tneedle", "needle\tnål"]
    assert len(made) == 1
    term.english = "pin"
    term.save()
    page = factories.info_page(home_page, "Side 3", "Page 3", lead_en="", shown_en=False)
    page.save_revision()
    draft(admin, page)
    [name] = service.glossaries
    said = [said for line, said in service.requests if line == "POST /v2/translate"]
    assert said[-1]["glossary_id"] == name != said[0]["glossary_id"]
    assert {each["formality"] for each in said} == {"prefer_less"}


@pytest.mark.thorough
def test_it_is_off_until_the_operator_names_a_service(page: InfoPage, admin: Client, settings: Any) -> None:
    address = reverse("first_draft_of_page", args=[page.pk])
    for url in ("", "deepl://", "deepl://KEY@host", "libretranslate://", "libretranslate://host:port", "https://example.org"):
        settings.TRANSLATOR_API = url
        assert [error.id for error in the_translation_service_is_named()] == (["home.E009"] if url else [])
        assert admin.get(address).status_code == 404
    screens = {reverse("translate", args=[page.pk, "en"]): address, reverse("readiness"): reverse("first_drafts")}
    for screen, offered in screens.items():
        assert offered not in admin.get(screen).content.decode()
    settings.TRANSLATOR_API = f"deepl://{KEY}"
    for screen, offered in screens.items():
        assert offered in admin.get(screen).content.decode()


def test_who_writes_one_language_drafts_that_one(page: InfoPage, settings: Any) -> None:
    settings.TRANSLATOR_API = f"deepl://{KEY}"
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    address = reverse("first_draft_of_page", args=[page.pk])
    html = BeautifulSoup(translator.get(address).content, "html.parser")
    assert [button["value"] for button in html.select("[name=language]")] == ["en"]
    assert translator.post(address, {"language": "da"}).status_code in (302, 403)
    assert not DraftRun.objects.exists()

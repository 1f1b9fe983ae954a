"""What a machine wrote: marked pair by pair, never published before a person has confirmed it, and never up to date."""

import re
import unicodedata
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from home.admin.replace.acts import replace
from home.admin.replace.places import find_places
from home.admin.replace.words import Words
from home.bilingual.freshness import by_machine, declare, remember_machine
from home.bilingual.publishing import publish_language
from home.bilingual.texts import Pair, normalise
from home.models import BasePage, Declaration, HomePage, InfoPage, LanguageSummary, User
from tests.home.admin import person, press
from tests.support import factories

BLOCK = "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"
LEAD, BODY = Pair("lead"), Pair("body", BLOCK)


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page whose English lead and body a machine wrote."""
    body = factories.paragraph("Teksten.", BLOCK)
    page = factories.info_page(home_page, lead_en="", body_da=body, body_en=[], shown_en=False)
    page.save_revision().publish()
    draft = latest(page)
    draft.lead_en, draft.body_en, draft.shown_en = "In short, by a machine.", factories.paragraph("The text.", BLOCK), True
    remember_machine(draft, [LEAD, BODY], "en")
    draft.save_revision()
    return page


def latest(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def write(page: InfoPage, **values: object) -> InfoPage:
    draft = latest(page)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return latest(page)


def pairs(page: InfoPage) -> list[Pair]:
    return [item.pair for item in by_machine(page)]


@pytest.fixture
def admin(db: None) -> Client:
    return person("moderator", "Redaktør / Editor")


def test_it_is_a_draft_by_machine_until_a_person_confirms_or_edits_it(page: InfoPage) -> None:
    assert pairs(latest(page)) == [LEAD, BODY]
    summary = LanguageSummary.objects.get(page=page)
    assert (summary.machine, summary.behind, summary.done_en, summary.passages) == (["en"], [], 1, 3)
    declare(latest(page))
    assert pairs(latest(page)) == [LEAD, BODY], "it is not declared with all the others"
    assert pairs(write(page, lead_en="In short, by a person.")) == [BODY]
    assert pairs(write(page, lead_en="In short, by a machine.")) == [LEAD, BODY]
    declare(latest(page), [LEAD, BODY])
    assert LanguageSummary.objects.get(page=page).machine == []
    assert pairs(write(page, lead_da="En ny indledning.")) == [], "who confirmed it has read it"


@pytest.mark.thorough
def test_it_stays_one_when_its_block_gets_another_id_or_the_page_is_copied_or_an_old_version_comes_back(page: InfoPage) -> None:
    old = latest(page)
    parted = factories.paragraph("The text.", f"apart-{BLOCK}")
    assert pairs(write(page, body_en=parted)) == [LEAD, Pair("body", f"apart-{BLOCK}")]
    assert len(pairs(write(page, body_da=[], lead_da="Kort sagt."))) == 2
    assert pairs(write(page, lead_en="", body_en=[])) == []
    old.save_revision()
    assert pairs(latest(page)) == [LEAD, BODY]
    copy = InfoPage.objects.get(pk=page.pk).copy(update_attrs={"title": "Kopi", "slug": "kopi"})
    assert pairs(copy.get_latest_revision_as_object()) == [LEAD, BODY]


def test_a_word_that_is_replaced_is_not_a_text_that_somebody_has_read(page: InfoPage, editor: User) -> None:
    words = Words("machine", "robot", "en", match_case=False, whole_words=True)
    replace(words, [place for place in find_places(words, editor) if place.owner.pk == page.pk], editor)
    assert latest(page).lead_en == "In short, by a robot."
    assert pairs(latest(page)) == [LEAD, BODY]


def test_a_person_who_edits_it_has_translated_it(page: InfoPage, admin: Client) -> None:
    write(page, lead_en="In short, by a person.", body_en=factories.paragraph("A text.", BLOCK))
    latest(page).save_revision().publish()
    assert LanguageSummary.objects.get(page=page).live_behind == []
    write(page, lead_da="En ny indledning.")
    assert LanguageSummary.objects.get(page=page).behind == ["en"]


def test_no_road_publishes_it_and_danish_alone_can_be_published(page: InfoPage, admin: Client) -> None:
    with pytest.raises(ValidationError, match="På engelsk er 2 steder maskinoversat"):
        publish_language(latest(page), "en")
    publish_language(write(page, seo_title_da="Klinikken"), "da")
    with pytest.raises(ValidationError, match="maskinoversat"):
        latest(page).save_revision().publish()
    screen = press(admin, page, **{"action-publish": "action-publish", "go_live_at": "01.01.2099 12:00"})
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    [at_the_top] = [message.text for message in screen.select(".messages .error")]
    assert "På engelsk er 2 steder maskinoversat. Læs og bekræft dem under »Oversæt til engelsk«" in at_the_top
    forecast = screen.select_one("#publish-forecast")
    assert "2 steder er maskinoversat og ikke bekræftet: læs og bekræft" in re.sub(r"\s+", " ", forecast.text)
    assert forecast.a["href"] == reverse("translate", args=[page.pk, "en"])
    bulk = reverse("wagtail_bulk_action", args=["home", "basepage", "publish"]) + f"?id={page.pk}&next=/admin/"
    assert "maskinoversat" in admin.post(bulk, {}).content.decode()
    live = InfoPage.objects.get(pk=page.pk)
    assert (live.seo_title_da, live.lead_en, live.shown_en) == ("Klinikken", "", False)


def test_an_approval_does_not_publish_it(page: InfoPage, editor: User) -> None:
    state = InfoPage.objects.get(pk=page.pk).get_workflow().start(latest(page), editor)
    with pytest.raises(ValidationError, match="maskinoversat"):
        state.current_task_state.specific.approve(user=editor)
    assert InfoPage.objects.get(pk=page.pk).lead_en == ""


def test_it_is_confirmed_pair_by_pair_in_the_editor_and_counted_on_the_board(page: InfoPage, admin: Client) -> None:
    behind = reverse("behind", args=[page.pk])
    html = BeautifulSoup(admin.get(behind).content, "html.parser")
    assert [mark.text for mark in html.select("[data-state='machine']")] == ["Maskinoversat", "Maskinoversat"]
    button = html.select_one("[data-home-behind-pair-param='lead:']")
    assert button.text == "Bekræft"
    board = admin.get(reverse("readiness"), {"gap": "machine_en"}).content.decode()
    assert "Maskinoversat, ikke bekræftet" in board
    admin.post(behind, {"pair": "lead:", "seen": button["data-home-behind-seen-param"]})
    assert pairs(latest(page)) == [BODY]


def test_translate_next_asks_for_each_and_shows_what_changed_in_its_source(page: InfoPage, admin: Client) -> None:
    write(page, lead_da="Kort om noget andet.")
    address = reverse("translate", args=[page.pk, "en"])
    html = BeautifulSoup(admin.get(address).content, "html.parser")
    assert "Maskinoversat" in html.select_one(".translate__name").text
    assert html.select_one(".translate__changes ins")
    fields = {field["name"]: field.get("value", "") for field in html.select("form [name]:not(button)")}
    admin.post(address + "?passage=lead", {**fields, "text": "In short, by a machine.", "act": "confirm"})
    assert pairs(latest(page)) == [BODY]


@pytest.mark.thorough
def test_a_mirror_that_becomes_a_page_still_knows_what_a_machine_wrote(
    page: InfoPage, admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    write(page, shown_en=False).save_revision().publish()
    live = InfoPage.objects.get(pk=page.pk)
    mirrors = [live.create_alias(update_slug=f"spejl-{number}") for number in range(5)]
    below = mirrors[-1].move(live, "last-child") or InfoPage.objects.get(pk=mirrors[-1].pk)
    admin.post(reverse("wagtailadmin_pages:convert_alias", args=[mirrors[0].pk]))
    by_hand = InfoPage.objects.get(pk=mirrors[1].pk)
    by_hand.alias_of = None
    by_hand.save()
    copy = InfoPage.objects.get(pk=mirrors[2].pk).copy(update_attrs={"slug_da": "kopi", "slug_en": "copy"})
    with django_capture_on_commit_callbacks(execute=True):
        InfoPage.objects.get(pk=page.pk).delete()
    assert not InfoPage.objects.filter(pk=below.pk).exists()
    for each in (*mirrors[:4], copy):
        found = InfoPage.objects.get(pk=each.pk)
        assert (found.alias_of_id, pairs(found)) == (None, [LEAD, BODY])
        found.shown_en = True
        with pytest.raises(ValidationError, match="maskinoversat"):
            found.save_revision().publish()


def test_what_nobody_sees_makes_no_text_a_persons_own(page: InfoPage) -> None:
    invisible = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    assert normalise(f"a{''.join(invisible)}b") == "ab"
    for mark in ("\u200b", "\u00ad", "\u2060", "\ufe0f", "\u3164", "\x7f"):
        assert pairs(write(page, lead_en=f"In short,{mark} by a machine.{mark}")) == [LEAD, BODY]
    declare(latest(page), [LEAD])
    Declaration.objects.filter(field_name="lead", fact="equal").update(
        texts=["In short: Om os.", "In short, by a ma\u00adchine."]
    )
    assert pairs(write(page, lead_en="In short, by a machine.")) == [BODY], "what was remembered before this was so"


def test_no_language_is_switched_on_by_a_page_without_its_kind(page: InfoPage) -> None:
    write(page, shown_en=False).save_revision().publish()
    base = BasePage.objects.get(pk=page.pk)
    base.shown_en = True
    with pytest.raises(ValidationError, match="maskinoversat"):
        base.save()
    base.shown_en = False
    base.save()

"""“Translate next”: what it shows, what it keeps, and what it never overwrites."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.bilingual.freshness import behind, declare
from home.models import HomePage, InfoPage
from tests.home.admin import person, value_of
from tests.support import factories
from tests.support.queries import at_most

FIRST, SECOND, THIRD = (f"0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a1{n}" for n in range(3))
TEXT = "<p>{}</p>"
# As the editor's field of formatted text sends it.
WE_LISTEN = '{"blocks": [{"text": "We listen.", "type": "unstyled"}], "entityMap": {}}'


def text(words: str, block_id: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": TEXT.format(words), "id": block_id}


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page with three Danish paragraphs, of which the second is not there in English."""
    english = [text("It hurts.", FIRST), text("Then we begin.", THIRD)]
    danish = [text("Det gør ondt.", FIRST), text("Så begynder vi.", THIRD)]
    page = factories.info_page(home_page, body_da=danish, body_en=english)
    page.save_revision().publish()
    declare(page)
    change(page, body_da=[danish[0], text("Vi lytter.", SECOND), danish[1]])
    return page


@pytest.fixture
def translator(db: None) -> Client:
    return person("translator", "Oversætter til engelsk / Translator (English)")


def draft(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def change(page: InfoPage, **values: Any) -> None:
    changed = draft(page)
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save_revision()


def address(page: InfoPage, passage: str = "", language: str = "en") -> str:
    url = reverse("translate", args=[page.pk, language])
    return f"{url}?passage={passage}" if passage else url


def screen(client: Client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def send(client: Client, url: str, words: str | None, act: str = "confirm", **fields: str) -> BeautifulSoup:
    """Send the form of a passage as the screen shows it, with other words in it; returns the screen that follows."""
    form = screen(client, url).select_one("#w-editor-form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name][value]")}
    data["text"] = value_of(form.select_one("[name=text]")) if words is None else words
    return BeautifulSoup(client.post(url, {**data, **fields, "act": act}, follow=True).content, "html.parser")


def test_it_begins_with_the_first_passage_that_is_not_done(page: InfoPage, translator: Client) -> None:
    change(page, lead_da="En ny indledning.")
    shown = screen(translator, address(page))
    assert "Indledning" in shown.select_one(".translate__name").text
    assert value_of(shown.select_one("[name=text]")) == "In short: About us."
    assert shown.select_one(".translate__changes ins").text == "En ny indledning."


def test_confirming_saves_declares_and_leads_to_the_next(page: InfoPage, translator: Client) -> None:
    change(page, lead_da="En ny indledning.")
    following = send(translator, address(page), "A new introduction.")
    assert draft(page).lead_en == "A new introduction."
    assert "lead" not in {item.pair.field_name for item in behind(draft(page))}
    assert "Vi lytter." in following.select_one(".translate__source").text


def test_a_block_that_was_missing_stands_where_its_source_stands(page: InfoPage, translator: Client) -> None:
    send(
        translator, address(page, f"body:{SECOND}"), '{"blocks": [{"text": "We listen.", "type": "unstyled"}], "entityMap": {}}'
    )
    blocks = [(block["id"], block["value"]) for block in draft(page).body_en.get_prep_value()]
    assert [block_id for block_id, _ in blocks] == [FIRST, SECOND, THIRD]
    assert "We listen." in blocks[1][1]


def test_what_others_write_and_the_source_are_never_touched(page: InfoPage, translator: Client) -> None:
    before = draft(page)
    send(translator, address(page, "lead"), "Other words.", text_da="Forged.", lead_da="Forged.")
    after = draft(page)
    assert (after.lead_en, after.lead_da, after.title_da) == ("Other words.", before.lead_da, before.title_da)
    assert after.body_da.get_prep_value() == before.body_da.get_prep_value()


def test_a_translator_of_english_writes_no_danish(page: InfoPage, translator: Client) -> None:
    assert translator.get(address(page, language="da")).status_code in (302, 403)
    assert translator.get(reverse("translate", args=[page.pk, "de"])).status_code == 404


def test_nothing_is_confirmed_that_is_not_written_or_still_the_source(page: InfoPage, translator: Client) -> None:
    change(page, seo_title_da="om klinikken og ryggen")
    assert "Der er ikke skrevet noget på engelsk endnu" in send(translator, address(page, "seo_title"), "").text
    refused = send(translator, address(page, "seo_title"), "om klinikken og ryggen")
    assert "Det er stadig den danske tekst" in refused.text
    assert "Det er stadig den danske tekst" in send(translator, address(page, "seo_title"), None).text
    assert "seo_title" in {item.pair.field_name for item in behind(draft(page))}
    send(translator, address(page, "seo_title"), None, still_source="yes")
    assert "seo_title" not in {item.pair.field_name for item in behind(draft(page))}


def test_who_comes_second_sees_what_the_first_one_wrote_and_keeps_their_own(page: InfoPage, translator: Client) -> None:
    form = screen(translator, address(page, "lead")).select_one("#w-editor-form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name][value]")}
    change(page, lead_en="Theirs.")
    response = translator.post(address(page, "lead"), {**data, "text": "Mine.", "act": "save"}, follow=True)
    shown = BeautifulSoup(response.content, "html.parser")
    assert "Der står nu: »Theirs.«" in shown.text
    assert shown.select_one("[name=text]").text.strip() == "Mine."
    assert draft(page).lead_en == "Theirs."


def test_a_copy_fills_only_what_is_empty_and_is_not_done(page: InfoPage, translator: Client) -> None:
    change(page, seo_title_da="om klinikken og ryggen")
    send(translator, address(page, "seo_title"), "", act="copy")
    assert draft(page).seo_title_en == "om klinikken og ryggen"
    assert "seo_title" in {item.pair.field_name for item in behind(draft(page))}
    send(translator, address(page, "lead"), None, act="copy")
    assert draft(page).lead_en != draft(page).lead_da


def test_autosave_keeps_one_version_and_declares_nothing(page: InfoPage, translator: Client) -> None:
    change(page, lead_da="En ny indledning.")
    form = screen(translator, address(page, "lead")).select_one("#w-editor-form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name][value]")}
    count = page.revisions.count()
    for words in ("A", "A new", "A new introduction."):
        saved = translator.post(address(page, "lead"), {**data, "text": words}, headers={"Accept": "application/json"}).json()
        assert saved["success"]
        data |= {"overwrite_revision_id": saved["revision_id"], **saved["field_updates"]}
    assert (draft(page).lead_en, page.revisions.count()) == ("A new introduction.", count + 1)
    assert "lead" in {item.pair.field_name for item in behind(draft(page))}


def test_a_passage_whose_last_words_go_is_gone_and_nothing_else_is_declared(page: InfoPage, translator: Client) -> None:
    change(page, seo_title_en="Only in English", lead_da="En ny indledning.")
    following = send(translator, address(page, "seo_title"), "")
    assert not draft(page).seo_title_en
    assert "Indledning" in following.select_one(".translate__name").text
    assert "lead" in {item.pair.field_name for item in behind(draft(page))}


def test_a_source_that_changed_while_it_was_translated_is_looked_at_again(page: InfoPage, translator: Client) -> None:
    form = screen(translator, address(page, "lead")).select_one("#w-editor-form")
    data = {field["name"]: field.get("value", "") for field in form.select("input[name][value]")}
    change(page, lead_da="En helt ny indledning.")
    saved = translator.post(address(page, "lead"), {**data, "text": "Mine."}, headers={"Accept": "application/json"}).json()
    sent = {**data, **saved["field_updates"], "text": "Mine.", "act": "confirm"}
    response = translator.post(address(page, "lead"), sent, follow=True)
    assert "Kilden er ændret imens" in response.content.decode()
    assert draft(page).lead_en == "Mine."


def test_a_danish_title_takes_the_place_of_the_borrowed_one_with_its_address(home_page: HomePage, db: None) -> None:
    page = factories.info_page(home_page, da="", en="About us", live=False, shown_da=False, lead_da="", body_da=[])
    page.save_revision()
    send(person("moderator", "Redaktør / Editor"), address(page, "title", "da"), "Om os")
    assert (draft(page).title_da, draft(page).borrowed_title, draft(page).slug_da) == ("Om os", "", "om-os")


def test_blocks_without_words_come_at_the_end(page: InfoPage, translator: Client) -> None:
    hours = {"type": "opening_hours", "value": None, "id": "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a19"}
    change(page, body_da=[*draft(page).body_da.get_prep_value(), hours])
    end = address(page, "end")
    assert "1 blok uden ord" in screen(translator, end).text
    translator.post(end, {"wordless": "yes"})
    assert [block["type"] for block in draft(page).body_en.get_prep_value()][-1] == "opening_hours"


def test_a_locked_page_is_only_read(page: InfoPage, translator: Client, editor: Any) -> None:
    InfoPage.objects.update(locked=True, locked_by=editor)
    shown = screen(translator, address(page, "lead"))
    assert "låst" in shown.text
    assert not shown.select("[name=act]")


def test_who_translates_sends_the_language_for_approval_and_who_publishes_publishes_it(
    page: InfoPage, translator: Client, editor: Any
) -> None:
    change(page, body_en=[text("It hurts.", FIRST), text("We listen.", SECOND), text("Then we begin.", THIRD)])
    end = screen(translator, address(page, "end")).select_one("form[action$='/finish/']")
    assert end.button["name"] == "action-submit"
    translator.post(end["action"], {"action-publish": "en"})
    assert len(InfoPage.objects.get(pk=page.pk).body_en) == 2
    translator.post(end["action"], {"action-submit": "en"})
    page = InfoPage.objects.get(pk=page.pk)
    assert page.current_workflow_task_state.language == "en"
    assert screen(translator, address(page, "end")).select_one("form[action$='/finish/']") is None

    chief = Client()
    chief.force_login(editor)
    end = screen(chief, address(page, "end")).select_one("form[action$='/finish/']")
    chief.post(end["action"], {"action-publish": "en"})
    live = InfoPage.objects.get(pk=page.pk)
    assert (len(live.body_da), len(live.body_en)) == (2, 3)


def test_it_costs_the_same_for_short_and_long_pages(page: InfoPage, translator: Client) -> None:
    translator.get(address(page, "lead"))
    with at_most(40):
        translator.get(address(page, "lead"))

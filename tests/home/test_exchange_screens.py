"""“Send to a translator” and “Bring a translation back”, from the page to the draft."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Consent
from home.exchange import bringing_back
from home.models import HomePage, InfoPage, User
from tests.home.admin import person
from tests.support import factories

BLOCK = "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    page = factories.info_page(home_page, lead_en="", body_da=factories.paragraph("Ondt <b>her</b>.", BLOCK), shown_en=False)
    page.save_revision().publish()
    return page


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def sent(client: Client, page: Any, **choices: str) -> bytes:
    address = reverse("send_page_to_translator", args=[page.pk])
    return client.post(address, {"what": "this", "language": "en", "format": "xliff2", **choices}).content


def screen(client: Client, data: dict[str, Any], **extra: Any) -> BeautifulSoup:
    answer = client.post(reverse("bring_translation_back"), data, follow=True, **extra)
    return BeautifulSoup(answer.content, "html.parser")


def bring(client: Client, file: bytes) -> BeautifulSoup:
    return screen(client, {"file": SimpleUploadedFile("page.xlf", file)})


def test_a_page_goes_out_and_its_translation_comes_back_after_a_look(page: InfoPage, admin: Client) -> None:
    editor = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("send_page_to_translator", args=[page.pk]) in editor
    file = sent(admin, page).decode()
    source = f"Kort om {page.title_da}."
    translated = re.sub(rf"(<source[^>]*>{source}</source>)", r"\1<target>In short.</target>", file)
    revisions = page.revisions.count()
    shown = bring(admin, translated.encode())
    assert [each.text for each in shown.select(".exchange__text dd")] == [source, "–", "In short."]
    assert page.revisions.count() == revisions, "nothing is written before somebody says so"
    after = screen(admin, {"packed": shown.select_one("[name=packed]")["value"], "keep": "yes", "declared": "yes"})
    assert "1 tekst er hentet hjem" in after.text
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.lead_en, draft.lead_da, page.revisions.count()) == ("In short.", source, revisions + 1)
    assert "Der er ikke noget at hente hjem" in bring(admin, translated.encode()).text


def test_a_bad_file_is_explained_and_changes_nothing(page: InfoPage, admin: Client) -> None:
    for file in (sent(admin, page)[:-90], b"<html/>", b"PK"):
        assert "Intet er ændret." in bring(admin, file).text
    assert "Filen kom ikke igennem" in screen(admin, {"packed": "AAAA"}).text
    assert "Vælg en fil" in screen(admin, {}).text


def test_who_writes_only_english_brings_nothing_danish_back(home_page: HomePage, admin: Client) -> None:
    page = factories.info_page(home_page, lead_da="", shown_da=False)
    page.save_revision()
    file = sent(admin, page, language="da").decode()
    translated = re.sub(r"(<source[^>]*>In short: About us.</source>)", r"\1<target>Kort.</target>", file)
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    assert translator.get(reverse("send_to_translator")).status_code == 200
    shown = bring(translator, translated.encode())
    assert "Du skriver ikke dette sprog" in shown.text
    assert not shown.select("[name=packed]")
    assert bring(admin, translated.encode()).select("[name=packed]")


def test_a_story_is_sent_by_who_publishes_it_and_only_with_a_consent(home_page: HomePage, admin: Client) -> None:
    story = factories.case_story(factories.case_story_index(home_page), summary_en="", shown_en=False)
    story.save_revision()
    address = reverse("send_page_to_translator", args=[story.pk])
    assert "helbredsoplysning" in admin.get(address).content.decode()
    assert b"summary da" in sent(admin, story)
    assert (
        b"summary da"
        not in admin.post(reverse("send_to_translator"), {"what": "everything", "language": "en", "format": "po"}).content
    )
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    assert translator.get(address).status_code in (302, 403)
    Consent.objects.all().delete()
    assert "samtykke" in admin.get(address).content.decode()
    assert b"summary da" not in sent(admin, story)


def test_a_page_that_is_locked_for_somebody_stays_as_it_is(page: InfoPage, admin: Client) -> None:
    file = sent(admin, page).decode()
    translated = re.sub(r"(<source[^>]*>([^<]*)</source>)", r"\1<target>Translated.</target>", file)
    page.locked, page.locked_by = True, User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo")
    page.save()
    shown = bring(admin, translated.encode())
    assert "låst" in shown.text
    assert not shown.select("[name=packed]")


def test_a_large_file_comes_back_in_parts(home_page: HomePage, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing_back, "PART", 2)
    pages = [factories.info_page(home_page, da=f"Side {n}", en=f"Page {n}", lead_en="", shown_en=False) for n in range(3)]
    for page in pages:
        page.save_revision()
    data = {"what": "below", "language": "en", "format": "xliff2"}
    file = admin.post(reverse("send_page_to_translator", args=[home_page.pk]), data).content
    shown = bring(admin, re.sub(rb"(<source[^>]*>)([^<]*)(</source>)", rb"\1\2\3<target>English \2</target>", file))
    assert "del 1 af 2" in shown.text
    form = {"packed": shown.select_one("[name=packed]")["value"], "part": "1", "keep": "yes"}
    second = screen(admin, form)
    assert "del 2 af 2" in second.text
    screen(admin, {**form, "part": second.select_one("[name=part]")["value"]})
    drafts = [InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object() for page in pages]
    assert all(draft.lead_en.startswith("English ") for draft in drafts)

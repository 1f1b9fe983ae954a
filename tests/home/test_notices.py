"""What the editor is told of what is behind, and what becomes of her word."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from home.bilingual.freshness import behind, declare
from home.bilingual.texts import page_texts
from home.editing.differences import word_difference
from home.models import HomePage, InfoPage, User
from tests.support import factories
from tests.support.factories import paragraph


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page whose Danish paragraph has changed since the English one was declared correct."""
    page = factories.info_page(home_page)
    page.save_revision().publish()
    declare(page)
    page.body_da = paragraph("En helt ny tekst.")
    page.save_revision()
    return page


def sent(answer: str) -> dict[str, str]:
    """Return what the first “still correct” would send."""
    names = ("pair", "seen")
    return {name: re.search(rf'data-home-behind-{name}-param="([^"]+)"', answer)[1] for name in names}


def test_the_words_that_changed_are_marked() -> None:
    difference = word_difference("Det gør ondt i lænden.", "Det gør <b>ikke</b> ondt i lænden mere.")
    assert difference == "Det gør <ins>&lt;b&gt;ikke&lt;/b&gt;</ins> ondt i <del>lænden.</del> <ins>lænden mere.</ins>"


def test_the_editor_sees_what_changed_and_declares_it_still_correct(page: InfoPage, editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("behind", args=[page.pk])
    answer = client.get(address).content.decode()
    assert "Tekst »The text of About us.«." in answer
    assert "Den danske tekst er ændret, siden den engelske sidst blev bekræftet:" in answer
    answer = client.post(address, sent(answer)).content.decode()
    assert "Det er noteret, at teksten stadig passer på begge sprog." in answer
    assert behind(page.get_latest_revision_as_object()) == []
    entry = PageLogEntry.objects.get(action="home.declare")
    assert (entry.user, entry.message) == (editor, "Bekræftede, at begge sprog siger det samme: tekst")


def test_a_text_that_was_saved_meanwhile_is_not_declared(page: InfoPage, editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("behind", args=[page.pk])
    seen = sent(client.get(address).content.decode())
    page.body_da = paragraph("Endnu en ny tekst.")
    page.save_revision()
    assert "Teksten er blevet ændret i mellemtiden." in client.post(address, seen).content.decode()
    assert len(behind(page)) == 1


def test_who_may_not_edit_the_page_declares_nothing(page: InfoPage, client: Client) -> None:
    client.force_login(User.objects.create_user("gæst", "guest@example.org", "guest-guest"))
    assert client.post(reverse("behind", args=[page.pk])).status_code in (302, 403)
    assert len(behind(page)) == 1


def test_the_words_of_every_block_are_compared(home_page: HomePage) -> None:
    table = {
        "columns": [{"type": "text", "heading": "Dag"}, {"type": "number", "heading": "Pris"}],
        "rows": [{"values": ["Mandag", "500"]}],
        "caption": "Priser",
    }
    values = {
        "heading": "En <overskrift>",
        "paragraph": "<p>Et</p><p>afsnit&nbsp;&amp; mere</p>",
        "numbered_points": {"points": [{"type": "item", "value": {"title": "Først", "text": "<p>kaffe</p>"}, "id": "1"}]},
        "bulleted_points": {"points": ["<p>en</p>", "<p>to</p>"]},
        "callout": {"kind": "doctor", "title": "Pas på", "text": "<p>ryggen</p>"},
        "image": {"image": 12, "caption": "En nerve"},
        "opening_hours": None,
        "table": table,
    }
    blocks = [{"type": name, "value": value, "id": name} for name, value in values.items()]
    page = factories.info_page(home_page, body_da=blocks)
    words = {pair.block_id: sides[0] for pair, sides in page_texts(page).items() if pair.field_name == "body"}
    assert {name: words[name] for name in values} == {
        "heading": "En <overskrift>",
        "paragraph": "Et afsnit & mere",
        "numbered_points": "Først kaffe",
        "bulleted_points": "en to",
        "callout": "Pas på ryggen",
        "image": "En nerve",
        "opening_hours": "",
        "table": "Priser Dag Pris Mandag 500",
    }

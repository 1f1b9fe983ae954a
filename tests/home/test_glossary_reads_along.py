"""The glossary reads along: it says in words where a text leaves it, and never stops anybody."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe

from home.editing.glossary.marking import marked
from home.editing.glossary.reading_along import Glossary
from home.models import GlossaryTerm, HomePage, InfoPage
from tests.home.admin import person
from tests.support import factories
from tests.support.queries import at_most

WORDS = (
    ("iskias", "sciatica", "", ""),
    ("iskiasnerve", "sciatic nerve", "", ""),
    ("akupunktur", "acupuncture", "", ""),
    ("akupunktør", "acupuncturist", "", ""),
    ("akupunkturpunkt", "acupuncture point", "", "point of acupuncture"),
    ("praktiserende læge, egen læge", "family doctor", "", "GP"),
    ("diskusprolaps", "herniated disc", "", "slipped disc"),
    ("behandler", "practitioner", "terapeut", ""),
    ("e-mail", "e-mail", "", ""),
    ("RAB", "RAB (registered)", "", ""),
    ("C++ (kursus) [a.b]*", "C++ course", "", ""),
    ("knæ", "knee", "", ""),
    ("tom", "", "", ""),
)


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(danish=danish, english=english, not_danish=not_danish, not_english=not_english)
        for danish, english, not_danish, not_english in WORDS
    )


def remarks(danish: str, english: str) -> tuple[list[str], list[str]]:
    """Return what is said of the Danish and of the English text."""
    glossary = Glossary([(danish, english)])
    return glossary.remarks((danish, english), "da"), glossary.remarks((danish, english), "en")


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("ISKIAS gør ondt.", "Sciatica hurts."),
        ("Iskiassmerter og kronisk iskias-smerte", "Pain of sciatica"),
        ("Akupunkturbehandlingens virkning", "What acupuncture does"),
        ("Akupunktørerne i Aalborg", "The acupuncturists of Aalborg"),
        ("Et akupunktur\u00adpunkt, flere akupunkturpunkter", "Acupuncture points"),
        ("Iskiasnervens forløb", "The course of the sciatic nerve"),
        ("Spørg din egen læge, en praktiserende læge", "Ask your family doctors"),
        ("Diskusprolapsen og to diskusprolapser", "The herniated disc, two herniated discs"),
        ("Send en e-mail eller en mail", "Send an e-mail"),
        ("Fysioterapeuten hos en behandler", "The physiotherapist at the practitioner’s"),
        ("Knæet og begge knæs", "The knee and both knees"),
        ("", "Sciatica hurts."),
        ("Iskias gør ondt.", ""),
        ("Tom for ord", "Without words"),
        ("Lægen (en rabat på C++)", "The doctor (a discount on C++)"),
    ],
)
def test_a_pair_that_follows_the_glossary_in_any_form_is_left_alone(danish: str, english: str) -> None:
    assert remarks(danish, english) == ([], [])


def test_what_leaves_it_is_said_in_words() -> None:
    assert remarks("Iskiasnerven ved akupunktørerne", "The nerve at the therapist’s") == (
        [],
        ["»iskiasnerve« hedder »sciatic nerve« på engelsk.", "»akupunktør« hedder »acupuncturist« på engelsk."],
    )
    assert remarks("Din læge", "Your family doctors")[0] == ["»family doctor« hedder »praktiserende læge, egen læge« på dansk."]
    assert remarks("Terapeutens råd", "Good advice, GPs’ own") == (
        ["Skriv »behandler«, ikke »terapeut«."],
        ["Skriv »family doctor«, ikke »GP«."],
    )
    # One remark on one word, and none that asks for what is not there to the end.
    assert remarks("En diskusprolaps", "A slipped disc") == ([], ["Skriv »herniated disc«, ikke »slipped disc«."])
    assert remarks("Praktiserende", "Family") == ([], [])
    assert remarks("En akupunkturbehandling", "A treatment with needles")[1] != []
    # Each once, however often it stands there; a pattern is only words.
    assert len(remarks("Iskias, iskias og C++ (kursus) [a.b]", "Pain")[1]) == 2


def test_it_is_two_queries_for_all_texts() -> None:
    with at_most(2):
        glossary = Glossary([("Iskias " * 500, "Pain")] * 200)
        for _ in range(200):
            assert glossary.remarks(("Iskias og knæ", "Pain"), "en")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>En <b>egen</b> læge.</p>", "<p>En <b><mark>egen</mark></b><mark> læge</mark>.</p>"),
        ("<h2>Is<i>kias</i>smerter</h2>", "<h2><mark>Is</mark><i><mark>kias</mark></i><mark>smerter</mark></h2>"),
        ("<p>Knæ</p><p>ets</p>", "<p><mark>Knæ</mark></p><p>ets</p>"),
        ('<a href="/iskias/" title="iskias">Læs &amp; lær</a>', '<a href="/iskias/" title="iskias">Læs &amp; lær</a>'),
        ("<del>iskias</del> <ins>knæ</ins>", "<del>iskias</del> <ins><mark>knæ</mark></ins>"),
        ("1 < 2 & iskias;", "1 < 2 & <mark>iskias</mark>;"),
        ("", ""),
    ],
)
def test_its_words_are_marked_wherever_the_tags_are(html: str, shown: str) -> None:
    assert marked(mark_safe(html), "da", Glossary([(re.sub("<[^>]*>", "", html), "")])) == shown  # noqa: S308 - a constant


FIRST = "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    body = {name: [{"type": "paragraph", "value": f"<p>{text}</p>", "id": FIRST}] for name, text in BODIES.items()}
    page = factories.info_page(home_page, **body)
    page.save_revision().publish()
    return page


BODIES = {"body_da": "Akupunktøren hjælper.", "body_en": "The therapist helps."}


def told(client: Client, page: InfoPage) -> dict[str, str]:
    """Return what stands in the editor at each text."""
    html = BeautifulSoup(client.get(reverse("behind", args=[page.pk])).content, "html.parser")
    return {found["data-field"]: found.get_text(" ", strip=True) for found in html.select("[data-home-behind-target=remark]")}


def test_the_editor_says_it_at_the_text_until_it_is_mended(page: InfoPage) -> None:
    editor = person("moderator", "Redaktør / Editor")
    assert told(editor, page) == {"body_en": "Ordliste: »akupunktør« hedder »acupuncturist« på engelsk."}
    GlossaryTerm.objects.update(not_danish="akupunktør")
    assert set(told(person("ann", "Oversætter til engelsk / Translator (English)"), page)) == {"body_en"}
    draft = InfoPage.objects.get(pk=page.pk)
    draft.body_en = [{"type": "paragraph", "value": "<p>Acupuncturists help.</p>", "id": FIRST}]
    draft.save_revision()
    GlossaryTerm.objects.update(not_danish="")
    assert told(editor, page) == {}


def test_translate_next_marks_the_words_and_says_what_they_are_called(page: InfoPage) -> None:
    client = person("ann", "Oversætter til engelsk / Translator (English)")
    GlossaryTerm.objects.filter(danish="akupunktør").update(note="Ikke <b>terapeut</b>.", not_english="needler")
    address = f"{reverse('translate', args=[page.pk, 'en'])}?passage=body:{FIRST}"
    html = BeautifulSoup(client.get(address).content, "html.parser")
    assert html.select_one(".translate__source mark").text == "Akupunktøren"
    entry = html.select_one(".translate__entries li").get_text(" ", strip=True)
    assert entry == "akupunktør → acupuncturist , ikke needler Ikke <b>terapeut</b>."
    assert "»acupuncturist« på engelsk" in html.select_one("#translate-remarks").text
    assert [item.text for item in html.select(".translate__overview .translate__state") if "se ordlisten" in item.text]

    def typed(words: str) -> Any:
        text = json.dumps({"blocks": [{"text": words, "type": "unstyled"}], "entityMap": {}})
        fields = {field["name"]: field["value"] for field in html.select("form [type=hidden][value]") if field.get("name")}
        data = {**fields, "text": text, "act": "save"}
        return client.post(address, data, headers={"accept": "application/json"}).json()

    saved = typed("A needler helps.")
    assert "Skriv »acupuncturist«, ikke »needler«." in saved["html"]

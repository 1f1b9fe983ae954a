"""The glossary: what editors and translators keep in it, and what it says of a text."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from home.editing.glossary.models import terms, word_pairs
from home.models import GlossaryTerm
from home.operations.loader.load import load
from tests.home.admin import person

EDITOR = "Redaktør / Editor"
TRANSLATOR = "Oversætter til engelsk / Translator (English)"
SHIPPED = [Path(__file__).parents[2] / "home" / "content" / "glossary"]


@pytest.mark.parametrize("role", [EDITOR, TRANSLATOR])
def test_editors_and_translators_keep_it(role: str, db: None) -> None:
    client = person("ann", role)
    address = reverse("wagtailsnippets_home_glossaryterm:add")
    data = {"danish": " iskias,  iskias , ", "english": "Sciatica", "not_danish": "hofte-gigt;isjas", "note": "Nerven."}
    assert client.post(address, data).status_code == 302
    term = GlossaryTerm.objects.get()
    assert (term.danish, term.english, term.not_danish, term.note) == ("iskias", "Sciatica", "hofte-gigt, isjas", "Nerven.")
    client.post(reverse("wagtailsnippets_home_glossaryterm:edit", args=[term.pk]), {**data, "english": "sciatica"})
    term.refresh_from_db()
    assert (term.english, term.revisions.count()) == ("sciatica", 2)


@pytest.mark.parametrize(
    ("field", "written", "sentence"),
    [
        ("danish", "", "Feltet skal udfyldes."),
        ("english", ", ;", "Skriv ord, ikke kun tegn."),
        ("english", "***", "Skriv ord, ikke kun tegn."),
        ("danish", "<b>lænd</b>", "Skriv kun ord, uden formatering."),
        ("english", "x" * 201, "højst have 200 tegn"),
        ("danish", "lænden, ISKIAS", "»ISKIAS« står allerede i ordlisten, som »iskias / sciatica«."),
        ("not_english", "loin, Lower  Back", "»Lower Back« kan ikke både være et ord, I bruger, og et, I ikke bruger."),
    ],
)
def test_what_cannot_be_a_term_is_told_at_its_field(field: str, written: str, sentence: str, admin_client: Client) -> None:
    GlossaryTerm.objects.create(danish="iskias", english="sciatica")
    data = {"danish": "lænd", "english": "lower back", field: written}
    response = admin_client.post(reverse("wagtailsnippets_home_glossaryterm:add"), data)
    assert sentence in " ".join(response.context["form"].errors[field])
    assert GlossaryTerm.objects.count() == 1


def test_it_is_shipped_filled_and_an_editors_changes_stay(db: None) -> None:
    report = load(SHIPPED)
    assert len(report.created) == len(terms()) > 15
    GlossaryTerm.objects.filter(danish="balle").update(english="behind")
    GlossaryTerm.objects.get(danish="tilskud").delete()
    assert load(SHIPPED).left_alone == ["term-buttock", "term-subsidy"]
    assert word_pairs("da")["egen læge"] == "family doctor"
    assert word_pairs("en")["family doctor"] == "praktiserende læge"

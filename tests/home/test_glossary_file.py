"""The glossary as a file for a translator's program, opened by a parser that is not ours."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from translate.storage.tbx import tbxfile, tbxunit

from home.models import GlossaryTerm, HomePage
from tests.home.admin import person

TRANSLATOR = "Oversætter til engelsk / Translator (English)"


@pytest.fixture(autouse=True)
def _terms(db: None) -> None:
    GlossaryTerm.objects.create(
        danish="egen læge, <læge> & co", english="family doctor", not_english="GP, “doc”", note="Æ & <b>.\x0b"
    )
    GlossaryTerm.objects.create(danish="iskias", english="sciatica")


def opened(data: bytes, source: str, target: str) -> list[tbxunit]:
    units: list[tbxunit] = tbxfile.parsestring(data, source, target).units
    return units


def test_terms_notes_and_words_not_to_use_are_read_by_another_parser(client: Client, home_page: HomePage) -> None:
    client = person("ann", TRANSLATOR)
    address = reverse("send_to_translator")
    form = client.get(address)
    assert "Download ordlisten" in form.content.decode()
    choices = {"what": form.context["form"].fields["what"].initial, "language": "en", "format": "po", "glossary": "yes"}
    answer = client.post(address, choices)
    assert answer["Content-Disposition"] == 'attachment; filename="glossary-en.tbx"'
    doctor, sciatica = opened(answer.content, "da", "en")
    assert [term.text for term in doctor.get_source_terms()] == ["egen læge", "<læge> & co"]
    assert [(term.text, term.deprecated) for term in doctor.get_target_terms()] == [
        ("family doctor", False),
        ("GP", True),
        ("“doc”", True),
    ]
    assert doctor.getnotes() == "Æ & <b>."
    assert (sciatica.source, sciatica.target, sciatica.getnotes()) == ("iskias", "sciatica", "")


def test_the_command_writes_it_beside_the_texts(home_page: HomePage, tmp_path: Path) -> None:
    home_page.lead_da = ""
    home_page.save_revision()
    glossary = tmp_path / "glossary.tbx"
    call_command("sendtotranslator", "da", str(tmp_path / "site.xlf"), glossary=glossary, verbosity=0)
    assert {unit.source: unit.target for unit in opened(glossary.read_bytes(), "en", "da")}["sciatica"] == "iskias"
    assert (tmp_path / "site.xlf").exists()

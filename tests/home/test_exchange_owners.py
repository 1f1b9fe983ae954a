"""What else goes to a translator: by a command, with the pages below, and snippets, settings and their rows."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Consent, Topic
from home.exchange.bringing_back import compare
from home.exchange.parcel import Parcel, Sent, Text, source_seal
from home.exchange.sending import FORMATS
from home.models import ClinicSettings, HomePage, InfoPage, Price, User
from tests.support import factories


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    page = factories.info_page(home_page, lead_en="", shown_en=False)
    page.save_revision().publish()
    return page


def test_a_command_writes_all_that_is_missing_but_no_case_story(page: InfoPage, home_page: HomePage, tmp_path: Path) -> None:
    story = factories.case_story(factories.case_story_index(home_page), background_en="", shown_en=False)
    story.save_revision()
    call_command("sendtotranslator", "en", str(tmp_path / "all.xlf"), verbosity=0)
    assert f"{page.pk}/lead/" in (tmp_path / "all.xlf").read_text()
    assert f'"{story.pk}/' not in (tmp_path / "all.xlf").read_text()
    call_command("sendtotranslator", "en", str(tmp_path / "story.po"), format="po", page=story.pk, verbosity=0)
    assert "background da" in (tmp_path / "story.po").read_text()
    Consent.objects.all().delete()
    with pytest.raises(CommandError, match="samtykke"):
        call_command("sendtotranslator", "en", str(tmp_path / "none.xlf"), page=story.pk, verbosity=0)
    assert not (tmp_path / "none.xlf").exists()


@pytest.fixture
def topic(db: None) -> Topic:
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_en = "Vi holder lukket i dag.", ""
    clinic.prices = [Price(name_da="Første besøg", name_en="", amount=700, minutes=60)]
    clinic.save()
    return Topic.objects.create(name_da="Iskias i benet", name_en="", slug_da="iskias")


def test_snippets_settings_and_their_rows_go_out_and_come_back(topic: Topic, editor: User, tmp_path: Path) -> None:
    path = tmp_path / "all.xlf"
    call_command("sendtotranslator", "en", str(path), verbosity=0)
    file = re.sub(rb"(<source[^>]*>)([^<]*)(</source>)", rb"\1\2\3<target>English: \2</target>", path.read_bytes())
    assert compare(file, person_without_rights()).count == 0
    path.write_bytes(file)
    call_command("bringtranslationback", str(path), user=editor.username, save=True, verbosity=0)
    topic.refresh_from_db()
    clinic = ClinicSettings.objects.get()
    assert (topic.name_en, topic.name_da) == ("English: Iskias i benet", "Iskias i benet")
    assert topic.slug_en == "english-iskias-i-benet"
    assert clinic.notice_en == "English: Vi holder lukket i dag."
    assert [price.name_en for price in clinic.prices.all()] == ["English: Første besøg"]
    assert topic.latest_revision, "what was there before can be brought back"
    assert compare(file, editor).count == 0
    with pytest.raises(CommandError, match="Nothing is missing"):
        call_command("sendtotranslator", "en", str(path), only=f"articles.topic-{topic.pk}", verbosity=0)


@pytest.mark.parametrize("key", ["home.user-1", "auth.group-1", "home.clinicimage-1", "articles.synonyms-1", "home.price-1"])
def test_no_file_reaches_what_is_not_translated(topic: Topic, editor: User, key: str) -> None:
    reference = f"{key}/name///0"
    text = Text(f"{reference}#{source_seal(reference, 'en', 'x')}{'0' * 12}", "x", "y", {}, [], "", None, False)
    [owner] = compare(FORMATS["po"].write(Parcel("da", "en", [Sent(key, "", [text])])), editor).owners
    assert (owner.problem, owner.count) == ("Det er slettet, siden det blev sendt, eller du må ikke redigere det.", 0)


def test_a_page_goes_out_with_those_below_it(page: InfoPage, home_page: HomePage, tmp_path: Path) -> None:
    below = factories.info_page(page, da="Under", lead_en="", shown_en=False)
    below.save_revision()
    path = tmp_path / "below.po"
    for part, expected in (({"page": page.pk}, False), ({"below": page.pk}, True), ({"below": home_page.pk}, True)):
        call_command("sendtotranslator", "en", str(path), format="po", verbosity=0, **part)
        assert (f'"{below.pk}/' in path.read_text()) is expected


def person_without_rights() -> User:
    return User.objects.create_user("bo", "bo@example.org", "bo-bo-bo-bo")

"""Texts that go to a translator and come back: nothing is lost, nothing else is changed, and no bad file does anything."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File as XliffFile
from translate.storage.xliff2 import Xliff2File

from home.bilingual.freshness import behind, declare
from home.bilingual.normal_text import normal
from home.exchange.bringing_back import bring_back, compare
from home.exchange.owners import draft_of
from home.exchange.parcel import Parcel, taken_apart
from home.exchange.rich_codes import pieces, take_apart
from home.exchange.sending import FORMATS, parcel_of
from home.exchange.units import pairs_of
from home.models import HomePage, InfoPage, User
from tests.home.any_body import bodies, escaped, words
from tests.support import factories

FIRST, SECOND = (f"0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a1{n}" for n in range(2))
RICH = (
    '<p data-block-key="k1">Læs <b>mere</b> om <a linktype="page" id="7">ryggen</a>.<br/>Ring.</p>'
    "<ul><li>Et</li><li>To</li></ul>"
)


def translated(marked: str, new: Callable[[str], str]) -> str:
    """Translate the words of a marked text and leave its codes."""
    return "".join(code[0] if code else escaped(new(text)) for text, code in pieces(marked))


def with_targets(parcel: Parcel, target: Callable[[Any], str]) -> Parcel:
    pages = [
        page._replace(texts=[text._replace(target=target(text), is_behind=False) for text in page.texts])
        for page in parcel.owners
    ]
    return parcel._replace(owners=pages)


def draft(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


# A failing page is not made smaller: it would take minutes.
@hypothesis_settings(
    max_examples=3, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(body=bodies(), kind=st.sampled_from(sorted(FORMATS)), new=words)
def test_what_goes_out_comes_back_exactly(home_page: HomePage, body: Any, kind: str, new: str) -> None:
    user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("inger", "i@example.org", "x")
    page = factories.info_page(home_page, da="Side", en=f"Page {uuid.uuid4()}", body_da=body[0], body_en=body[1], live=False)
    page.save_revision()
    write, revisions = FORMATS[kind].write, page.revisions.count()
    sent = parcel(page)
    comparison = compare(write(sent), user)
    assert (comparison.count, [row for each in comparison.owners for row in each.rows]) == (0, [])
    bring_back(comparison, user, is_declared=True)
    assert page.revisions.count() == revisions

    changed = with_targets(sent, lambda text: translated(text.source, lambda old: f"{new}{old}"))
    comparison = compare(write(changed), user)
    texts = [text for each in changed.owners for text in each.texts]
    assert (comparison.count, [row.problem for each in comparison.owners for row in each.rows if row.problem]) == (
        len(texts),
        [],
    )
    before = draft(page)
    bring_back(comparison, user, is_declared=False)
    after = draft(page)
    assert page.revisions.count() == revisions + 1
    assert after.body_da.get_prep_value() == before.body_da.get_prep_value()
    assert compare(write(changed), user).count == 0
    stored = {
        unit.key: unit.target.marked
        for pair in pairs_of(draft_of(InfoPage.objects.get(pk=page.pk)), "en")
        for unit in pair.units
    }
    assert stored | {taken_apart(text.reference)[0]: normal(text.target) for text in texts} == stored


def test_formatted_text_is_taken_apart_and_put_together_again() -> None:
    text = take_apart(RICH)
    assert [run.marked for run in text.runs] == ["Læs <b1>mere</b1> om <a2>ryggen</a2>.<br3/>Ring.", "Et", "To"]
    assert text.with_runs(text.runs) == RICH


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page of which one block is not there in English, and another of a former text."""
    page = factories.info_page(
        home_page,
        body_da=[{"type": "paragraph", "id": FIRST, "value": "<p>Det gør <b>ondt</b>.</p>"}],
        body_en=[{"type": "paragraph", "id": FIRST, "value": "<p>It <b>hurts</b>.</p>"}],
    )
    page.save_revision().publish()
    declare(page)
    change(page, FIRST, "<p>Det gør <b>meget</b> ondt.</p>", (SECOND, RICH))
    return page


def change(page: InfoPage, block_id: str, value: str, *more: tuple[str, str]) -> None:
    changed = draft(page)
    changed.body_da = [{"type": "paragraph", "id": each, "value": text} for each, text in ((block_id, value), *more)]
    changed.save_revision()


def parcel(page: InfoPage) -> Parcel:
    return parcel_of([InfoPage.objects.get(pk=page.pk)], "en")


def english(text: Any) -> str:
    return translated(text.source, lambda words: f"En {words}")


def translated_file(page: InfoPage, kind: str = "xliff2") -> bytes:
    return FORMATS[kind].write(with_targets(parcel(page), english))


def test_a_translator_gets_what_is_missing_or_behind_and_nothing_else(page: InfoPage) -> None:
    [of_page] = parcel(page).owners
    assert [text.source for text in of_page.texts] == [
        "Det gør <b1>meget</b1> ondt.",
        "Læs <b1>mere</b1> om <a2>ryggen</a2>.<br3/>Ring.",
        "Et",
        "To",
    ]
    first = of_page.texts[0]
    assert (first.target, first.former, first.is_behind) == ("It <b1>hurts</b1>.", "Det gør ondt.", True)
    assert any("{+meget+}" in note for note in first.notes)


PARSERS = {"xliff2": Xliff2File, "xliff1": XliffFile, "po": pofile}


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_a_translators_own_program_opens_translates_and_saves_the_file(page: InfoPage, editor: User, kind: str) -> None:
    store = PARSERS[kind].parsestring(FORMATS[kind].write(parcel(page)))
    units = [unit for unit in store.units if unit.source]
    assert len(units) == 4
    assert "Et" in [str(unit.source) for unit in units]
    for unit in units:
        if unit.source in ("Et", "To"):
            unit.target = {"Et": "One\u00a0point", "To": "Two"}[unit.source]
    comparison = compare(bytes(store), editor)
    # The block is new, so that it waits for its other paragraph.
    assert [row.new for each in comparison.owners for row in each.rows] == ["One\u00a0point", "Two"]
    assert comparison.count == 0


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_what_comes_back_is_one_draft_in_one_language(page: InfoPage, editor: User, kind: str) -> None:
    before, revisions = draft(page), page.revisions.count()
    file = translated_file(page, kind)
    bring_back(compare(file, editor), editor, is_declared=True)
    after = draft(page)
    assert page.revisions.count() == revisions + 1
    assert [block["value"] for block in after.body_en.get_prep_value()] == [
        "<p>En Det gør <b>En meget</b>En  ondt.</p>",
        RICH.replace("Læs ", "En Læs ")
        .replace("<b>", "<b>En ")
        .replace(" om ", "En  om ")
        .replace(">ryg", ">En ryg")
        .replace("</a>.", "</a>En .")
        .replace("Ring", "En Ring")
        .replace("<li>", "<li>En "),
    ]
    assert (after.body_da.get_prep_value(), after.title_da) == (before.body_da.get_prep_value(), before.title_da)
    assert behind(after) == []
    assert compare(file, editor).count == 0


def test_a_source_that_changed_meanwhile_is_told_and_not_overwritten(page: InfoPage, editor: User) -> None:
    file = translated_file(page)
    change(page, FIRST, "<p>Det gør ikke ondt.</p>", (SECOND, RICH))
    comparison = compare(file, editor)
    problems = [row.problem for each in comparison.owners for row in each.rows if row.problem]
    assert problems == ["Kildeteksten er ændret, siden den blev sendt. Send stedet igen."]
    assert comparison.count == 3
    bring_back(comparison, editor, is_declared=True)
    assert draft(page).body_en.get_prep_value()[0]["value"] == "<p>It <b>hurts</b>.</p>"


def test_what_somebody_wrote_meanwhile_is_never_lost(page: InfoPage, editor: User) -> None:
    file, changed = translated_file(page), draft(page)
    changed.body_en = [{"type": "paragraph", "id": FIRST, "value": "<p>My own.</p>"}]
    changed.save_revision()
    comparison = compare(file, editor)
    assert any("Oversættelsen er ændret" in row.problem for each in comparison.owners for row in each.rows)
    bring_back(comparison, editor, is_declared=True)
    assert draft(page).body_en.get_prep_value()[0]["value"] == "<p>My own.</p>"


def test_white_space_that_a_program_writes_otherwise_in_the_source_does_no_harm(page: InfoPage, editor: User) -> None:
    assert compare(translated_file(page).replace(b">Et</source>", b">\n  Et </source>"), editor).count == 4


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>'
FETCHES = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>'


@pytest.mark.parametrize(
    ("kind", "spoil", "sentence"),
    [
        ("xliff2", lambda file: file[:-200], "beskadiget"),
        ("xliff2", lambda file: BOMB, "dokumenttype"),
        ("xliff2", lambda file: FETCHES, "dokumenttype"),
        ("xliff2", lambda file: b"<html/>", "ingen XLIFF"),
        ("xliff2", lambda file: b"", "beskadiget"),
        ("xliff2", lambda file: b"PK\x03\x04", "pakket fil"),
        ("xliff2", lambda file: b"/etc/passwd", "beskadiget"),
        ("xliff2", lambda file: b"\x00\xff" * 99, "beskadiget"),
        ("xliff2", lambda file: b" " * (10 * 1024 * 1024 + 1), "for stor"),
        ("xliff2", lambda file: b"<a>" * 90000, "beskadiget"),
        ("xliff2", lambda file: file.replace(b"http://", b"https://elsewhere."), "anden hjemmeside"),
        ("xliff2", lambda file: file.replace(b'srcLang="da" trgLang="en"', b'srcLang="en" trgLang="da"'), "forkerte sted"),
        ("xliff2", lambda file: file.replace(b'trgLang="en"', b'trgLang="de"'), "hverken"),
        ("xliff2", lambda file: file.replace(b">Et<", b">Eet<", 1), "forkerte sted"),
        ("xliff2", lambda file: re.sub(rb'name="\d+/', b'name="99999/', file), "forkerte sted"),
        ("xliff2", lambda file: re.sub(rb"(<file.*</file>)", rb"\1\1", file, flags=re.DOTALL), "to gange"),
        (
            "xliff2",
            lambda file: file.replace(b'<pc id="b1"', b'<script id="b1"').replace(b"</pc>", b"</script>", 1),
            "beskadiget",
        ),
        ("xliff2", lambda file: file.replace(b'<ph id="br3"', b'<ph id="&lt;img onerror&gt;"'), "ikke sendt"),
        (
            "xliff2",
            lambda file: file.replace(b'<ph id="br3"', b'<x:script xmlns:x="http://www.w3.org/1999/xhtml" id="br3"'),
            "ikke sendt",
        ),
        ("po", lambda file: file.replace(b'msgstr "En', b'msgstr "<img src=x onerror=alert(1)> En'), "ikke blev sendt"),
        ("po", lambda file: file.replace(b"X-Site", b"X-Sote"), "ingen hjemmeside"),
        ("po", lambda file: file.replace(b'msgid "', b"msgid ", 5), "forkerte sted"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_what_to_do(
    page: InfoPage, editor: User, kind: str, spoil: Callable[[bytes], bytes], sentence: str
) -> None:
    file = spoil(translated_file(page, kind))
    with pytest.raises(ValidationError, match=sentence):
        compare(file, editor)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda target: target.replace("<b1>", "").replace("</b1>", ""), "mangler"),
        (lambda target: target.replace("<b1>", "<b1><b1>").replace("</b1>", "</b1></b1>"), "to gange"),
        (lambda target: target.replace("b1", "b9"), "ikke i den tekst"),
        (lambda target: "</b1>x<b1>", "forkert sted"),
        (lambda target: f"<b1>x{target}", "to gange"),
    ],
)
def test_codes_that_do_not_match_are_told_and_not_written(
    page: InfoPage, editor: User, spoil: Callable[[str], str], problem: str
) -> None:
    spoiled = with_targets(parcel(page), lambda text: spoil(english(text)) if "meget" in text.source else "")
    # Only PO can say something that is not balanced.
    comparison = compare(FORMATS["po"].write(spoiled), editor)
    [row] = [row for each in comparison.owners for row in each.rows]
    assert problem in row.problem
    assert comparison.count == 0


def test_what_a_program_left_untranslated_is_not_brought_back(page: InfoPage, editor: User) -> None:
    for target in (lambda text: text.source, lambda text: "\u200b\ufeff \u00ad"):
        for kind in FORMATS:
            comparison = compare(FORMATS[kind].write(with_targets(parcel(page), target)), editor)
            # A name may be the same in both languages.
            assert {row.new for owner in comparison.owners for row in owner.rows} <= {"Et", "To"}
    old = FORMATS["xliff1"].write(with_targets(parcel(page), english))
    assert compare(old, editor).count == 4
    assert compare(old.replace(b'state="translated"', b'state="needs-translation"'), editor).count == 0


def test_sentences_may_stand_in_another_order_and_other_programs_may_add_to_a_text(page: InfoPage, editor: User) -> None:
    segments = (
        b'<segment><source>Et</source><target order="2">one</target></segment>'
        b'<segment><source/><target order="1">Point </target></segment>'
    )
    match = b'<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match><source>x</source></m:match></m:matches>'
    file = FORMATS["xliff2"].write(parcel(page))
    changed = re.sub(rb'<segment state="initial"><source[^>]*>Et</source></segment>', match + segments, file)
    assert changed != file
    assert [row.new for owner in compare(changed, editor).owners for row in owner.rows] == ["Point one"]


def test_a_second_file_of_the_translator_can_be_taken(page: InfoPage, editor: User) -> None:
    first = with_targets(parcel(page), english)
    bring_back(compare(FORMATS["po"].write(first), editor), editor, is_declared=True)
    second = FORMATS["po"].write(with_targets(first, lambda text: english(text) + " Corrected."))
    comparison = compare(second, editor)
    keys = [row.key for owner in comparison.owners for row in owner.rows]
    assert (comparison.count, len(keys), all(keys)) == (0, 4, True)
    bring_back(compare(second, editor, taken=keys[:1]), editor, is_declared=True)
    assert "Corrected." in draft(page).body_en.get_prep_value()[0]["value"]
    assert "Corrected." not in draft(page).body_en.get_prep_value()[1]["value"]


def test_what_somebody_saves_after_the_look_is_never_lost(page: InfoPage, editor: User) -> None:
    comparison = compare(translated_file(page), editor)
    changed = draft(page)
    changed.lead_en = "Mine."
    changed.save_revision()
    with pytest.raises(ValidationError, match="imens"):
        bring_back(comparison, editor, is_declared=True)
    assert draft(page).lead_en == "Mine."

"""The editor's two languages: copying, and what is behind, in a Danish admin."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given
from hypothesis import settings as HypothesisSettings  # noqa: N812 - it is a class
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.admin import keep, open_editor, publish, save_draft, settle, side
from tests.support.served import Site

pytestmark = pytest.mark.browser

IDS = {name: str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in "ABCDXYZ"}
NAMES = {block_id: name for name, block_id in IDS.items()}
# Our own parts of the screen; what Wagtail brings is Wagtail's.
OURS = ".bilingual-view, .bilingual-behind-panel, .bilingual__copy, .bilingual-count"
# By the page's name, its blocks in Danish and in English.
PAGES = {
    "missing": ("ABCD", "XB"),
    "overwritten": ("A", "B"),
    "behind": ("AB", "AB"),
    "shown": ("ABD", "XABD"),
    "by-hand": ("AB", "YZ"),
    "copied": ("AB", ""),
}
MAKE_PAGES = f"""
from home.bilingual.freshness import declare
from home.models import ClinicImage, HomePage, InfoPage
image = ClinicImage.objects.first().pk
ids = {IDS}
def block(name, language):
    words = f"{{name}} handler om ryggen" if slug == "copied" else name + language
    value = {{"image": image, "caption": words}} if name in "CX" else words
    return {{"type": "image" if name in "CX" else "heading", "value": value, "id": ids[name]}}
for slug, (danish, english) in {PAGES}.items():
    page = HomePage.objects.first().add_child(instance=InfoPage(
        title_da="Bækkenet, " + slug, title_en="The pelvis, " + slug, slug_da=slug, slug_en=slug,
        lead_da="Kort.", lead_en="Short.", shown_en=bool(english),
        body_da=[block(name, "da") for name in danish], body_en=[block(name, "en") for name in english],
    ))
    page.save_revision().publish()
    declare(page, [("lead", ""), *(("body", ids[name]) for name in set(danish) & set(english))])
"""
some_names = st.lists(st.sampled_from(list(IDS)), unique=True)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, int]:
    """Pages of some blocks in each language: their ids, by name."""
    assert site.run(MAKE_PAGES).wait(120) == 0
    return {slug: site.value("SELECT id FROM home_basepage WHERE slug_da = %s", [slug]) for slug in PAGES}


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """The page of an editor whose admin is Danish."""
    page = sessions["da"].new_page()
    yield page
    page.close()


def blocks(admin: Page, field: str) -> str:
    """Write the texts of a body's blocks, in their order."""
    block = "({value, id}) => [id, value?.caption ?? value]"
    values = admin.evaluate(f"name => document.getElementById(`${{name}}-root`).rootBlock.getValue().map({block})", field)
    assert all(text.startswith(NAMES[block_id]) for block_id, text in values)
    return " ".join(text for _, text in values)


def test_the_missing_english_blocks_are_added_and_taken_back(pages: dict[str, int], admin: Page) -> None:
    admin.goto(f"/admin/pages/{pages['missing']}/edit/")
    english = side(admin, "body_en")
    add = english.get_by_role("button", name="Tilføj de manglende blokke fra dansk (3)")
    add.click()
    assert blocks(admin, "body_en") == "Xen Ada Ben Cda Dda"
    # What has been written on since the copying is kept.
    english.locator(f"[data-contentpath='{IDS['A']}'] input[type=text]").fill("A på engelsk")
    english.get_by_role("button", name="Fortryd kopieringen").click()
    assert blocks(admin, "body_en") == "Xen A på engelsk Ben"
    english.get_by_role("button", name="Tilføj de manglende blokke fra dansk (2)").click()
    keep(admin, "missing-blocks")
    save_draft(admin)
    admin.goto(f"/admin/pages/{pages['missing']}/edit/")
    assert blocks(admin, "body_en") == "Xen A på engelsk Ben Cda Dda"
    pictures = admin.locator(f"[data-contentpath='{IDS['C']}'] input[name$=image]")
    assert len({pictures.nth(index).input_value() for index in range(pictures.count())}) == 1
    expect(english.get_by_role("button", name="Tilføj de manglende")).to_be_hidden()


def test_copying_never_overwrites(pages: dict[str, int], admin: Page) -> None:
    admin.goto(f"/admin/pages/{pages['overwritten']}/edit/")
    admin.evaluate("async () => { window.widgets = await import('/static/home/js/editor/widgets.js') }")

    # A few of the lists show that the editor does what the plan says; making blocks in a browser takes its time.
    @HypothesisSettings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(danish=some_names, english=some_names)
    def check(danish: list[str], english: list[str]) -> None:
        result = admin.evaluate(COPY, [danish, english, IDS])
        merged, undone = ([[NAMES[block_id], text] for block_id, text in result[name]] for name in ("merged", "undone"))
        before = [[name, f"{name}en"] for name in english]
        assert [block for block in merged if block[0] in english] == before, "what was there is there, in its order"
        missing = [name for name in danish if name not in english]
        assert [block for block in merged if block[0] not in english] == [
            [name, f"{name}da"] for name in sorted(missing, key=[name for name, _ in merged].index)
        ]
        assert {name for name, _ in merged} == {*danish, *english}
        if in_one_order(danish, english):
            assert [name for name, _ in merged if name in danish] == danish, "the Danish order is kept"
        assert undone == before
        assert result["again"] == 0, "there is nothing left to add"

    check()


COPY = """([danish, english, ids]) => {
    const sides = ["body_da", "body_en"].map((name) => document.querySelector(`.bilingual__side[data-field=${name}]`));
    const roots = ["body_da", "body_en"].map((name) => document.getElementById(`${name}-root`).rootBlock);
    const state = (names, language) => names.map((name) => ({ type: "heading", value: name + language, id: ids[name] }));
    roots[0].setState(state(danish, "da"));
    roots[1].setState(state(english, "en"));
    const [source, target] = sides.map(window.widgets.widgetOf);
    const texts = () => roots[1].getValue().map(({ id, value }) => [id, value]);
    const undo = target.copy(source);
    const [merged, again] = [texts(), target.countMissing(source)];
    undo();
    return { merged, again, undone: texts() };
}"""


def in_one_order(danish: list[str], english: list[str]) -> bool:
    """Tell whether the names that two lists share stand in the same order."""
    return [name for name in danish if name in english] == [name for name in english if name in danish]


def test_a_changed_danish_paragraph_is_shown_and_declared_still_correct(pages: dict[str, int], admin: Page) -> None:
    open_editor(admin, f"/admin/pages/{pages['behind']}/edit/")
    notice = admin.locator(".bilingual-behind__item")
    expect(notice).to_have_count(0)
    side(admin, "body_da").locator(f"[data-contentpath='{IDS['B']}'] input[type=text]").fill("Bda og mere")
    # Autosave tells of it, and the paragraph is named.
    expect(notice).to_contain_text("Overskrift »Ben«. Den danske tekst er ændret, siden den engelske sidst blev bekræftet:")
    expect(notice.locator("ins")).to_have_text("og mere")
    settle(admin)
    keep(admin, "behind")
    axe: Any = Axe().run(admin, context=OURS).response
    assert [violation["id"] for violation in axe["violations"]] == []
    notice.get_by_role("button", name="Gå dertil").click()
    expect(side(admin, "body_en").locator(f"[data-contentpath='{IDS['B']}'] input[type=text]")).to_be_focused()
    notice.get_by_role("button", name="Passer stadig").click()
    expect(notice).to_have_count(0)
    side(admin, "body_da").locator(f"[data-contentpath='{IDS['A']}'] input[type=text]").fill("Ny overskrift")
    expect(notice).to_have_count(1)
    # The tick at the next publishing declares the rest.
    admin.get_by_text("Bekræft ved udgivelsen, at alt").click()
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    admin.goto(f"/admin/pages/{pages['behind']}/edit/")
    expect(notice).to_have_count(0)


def field_of(admin: Page, column: str, name: str) -> Locator:
    """Return the words of the heading that has an id."""
    return side(admin, column).locator(f"[data-contentpath='{IDS[name]}'] input[type=text]")


def test_blocks_written_by_hand_are_pairs_and_are_parted_and_paired_by_hand(pages: dict[str, int], admin: Page) -> None:
    open_editor(admin, f"/admin/pages/{pages['by-hand']}/edit/")
    english = side(admin, "body_en")
    expect(field_of(admin, "body_en", "A")).to_have_value("Yen")
    expect(field_of(admin, "body_en", "B")).to_have_value("Zen")
    add = english.get_by_role("button", name="Tilføj de manglende blokke fra dansk")
    expect(add).to_be_hidden()
    block = english.locator("[data-streamfield-child]").first
    block.hover()
    block.get_by_role("button", name="Vælg, hvilken dansk blok den hører til").click()
    choice = block.get_by_label("Hører til den danske blok")
    expect(choice.locator("option")).to_have_text(["ingen: den står alene", "1. Ada", "2. Bda"])
    expect(choice).to_have_value(IDS["A"])
    keep(admin, "pair-by-hand")
    choice.select_option("")
    expect(add).to_have_accessible_name("Tilføj de manglende blokke fra dansk (1)")
    choice.select_option(IDS["B"])
    # What belonged to that block stands alone now.
    expect(field_of(admin, "body_en", "B")).to_have_value("Yen")
    save_draft(admin)
    admin.goto(f"/admin/pages/{pages['by-hand']}/edit/")
    expect(field_of(admin, "body_en", "B")).to_have_value("Yen")
    expect(field_of(admin, "body_en", "A")).to_have_count(0)
    expect(add).to_have_accessible_name("Tilføj de manglende blokke fra dansk (1)")


def test_copied_blocks_are_translated_word_by_word_and_not_published_without_a_question(
    pages: dict[str, int], admin: Page
) -> None:
    open_editor(admin, f"/admin/pages/{pages['copied']}/edit/")
    side(admin, "body_en").get_by_role("button", name="Tilføj de manglende blokke fra dansk (2)").click()
    notice = admin.locator(".bilingual-behind__item")
    expect(notice).to_have_count(2)
    expect(notice.first).to_contain_text("Den engelske tekst er en kopi af den danske og venter på at blive oversat")
    for words in ("A is ab", "A is about the ba", "A is about the back"):
        field_of(admin, "body_en", "A").fill(words)
        settle(admin)
        expect(notice).to_have_count(1)
    admin.check("#id_shown_en")
    publish(admin, "en")
    question = admin.get_by_role("group", name="Vil du udgive en tekst, der ikke er oversat?")
    expect(question).to_contain_text("På engelsk står den danske tekst endnu: Overskrift »B handler om ryggen«.")
    expect(field_of(admin, "body_en", "A")).to_have_value("A is about the back")
    keep(admin, "copied-question")
    question.get_by_label("Udgiv den, som den er.").check()
    publish(admin, "en")
    expect(admin.locator(".messages .success")).to_be_visible()
    admin.goto("/admin/readiness/?q=copied")
    row = admin.locator("tr", has_text="Bækkenet, copied")
    expect(row).to_contain_text("Kopieret, ikke oversat")
    expect(row).to_contain_text("ikke oversat")
    expect(row).not_to_contain_text("ikke ajour")
    keep(admin, "copied-board")


def test_the_languages_stand_as_the_editor_chose_and_their_blocks_at_one_height(pages: dict[str, int], admin: Page) -> None:
    admin.goto(f"/admin/pages/{pages['shown']}/edit/")
    danish, english = side(admin, "body_da"), side(admin, "body_en")
    pair = [half.locator(f"[data-contentpath='{IDS['B']}']") for half in (danish, english)]
    admin.wait_for_function(
        "id => new Set([...document.querySelectorAll(`[data-contentpath='${id}']`)]"
        ".map((block) => Math.round(block.getBoundingClientRect().top / 4))).size === 1",
        arg=IDS["B"],
    )
    assert pair[0].bounding_box()["x"] < pair[1].bounding_box()["x"]
    # Folding the English one leaves the Danish one open, though both have one id.
    pair[1].locator("[data-panel-toggle]").click()
    expect(pair[1].locator("input[type=text]")).to_be_hidden()
    expect(pair[0].locator("input[type=text]")).to_be_visible()
    admin.get_by_role("button", name="Kun engelsk").click()
    expect(danish).to_be_hidden()
    admin.reload()
    expect(english).to_be_visible()
    expect(danish).to_be_hidden()
    admin.get_by_role("button", name="Side om side").click()
    expect(danish).to_be_visible()
    admin.get_by_role("tab", name="Synlighed i søgning").click()
    admin.fill("#id_seo_title_en", "x" * 61)
    expect(side(admin, "seo_title_en").locator("output")).to_have_text("61 af højst 60 tegn")
    side(admin, "seo_title_da").get_by_role("button", name="Kopier fra engelsk").click()
    assert admin.input_value("#id_seo_title_da") == "x" * 61

"""What is behind, and what is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.bilingual.freshness import Standing, behind, declare
from home.bilingual.freshness_rules import BOTH, PairState
from home.bilingual.publishing import publish_language
from home.bilingual.texts import Pair
from home.models import BasePage, Declaration, HomePage, InfoPage
from tests.support import factories
from tests.support.factories import paragraph

OTHER_BLOCK = "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"
LEAD, BLOCK = Pair("lead"), Pair("body", paragraph("")[0]["id"])


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page that is live in both languages, whose texts are declared equal."""
    page = factories.info_page(home_page)
    page.save_revision().publish()
    declare(page)
    return InfoPage.objects.get(pk=page.pk)


def edit(page: InfoPage, **values: object) -> InfoPage:
    """Save changes as a new draft, and return it."""
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def autosave(page: InfoPage, **values: object) -> InfoPage:
    """Overwrite the latest draft, and return it."""
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(overwrite_revision=draft.latest_revision)
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def names(page: InfoPage) -> list[tuple[Pair, str]]:
    """Name what is behind, and in which language."""
    return [(item.pair, item.language) for item in behind(page)]


def test_a_changed_paragraph_leaves_the_other_language_behind_with_the_text_it_was_declared_with(page: InfoPage) -> None:
    draft = edit(page, body_da=paragraph("Teksten om en helt ny klinik."))
    texts = ("Teksten om en helt ny klinik.", "The text of About us.")
    assert behind(draft) == [Standing(BLOCK, PairState.CHANGED, "en", ("Teksten om Om os.", texts[1]), texts)]
    assert behind(page) == [], "readers still have the texts that were declared"


def test_either_language_can_be_the_source(page: InfoPage) -> None:
    assert names(edit(page, lead_en="New words.")) == [(LEAD, "da")]


def test_where_both_changed_one_question_decides(page: InfoPage) -> None:
    draft = edit(page, lead_da="Nye ord.")
    assert names(draft) == [(LEAD, "en")]
    draft = edit(page, lead_en="New words.")
    assert names(draft) == [(LEAD, BOTH)]
    assert draft.language_summary.behind == [BOTH]
    declare(draft, [LEAD])
    draft.get_latest_revision().publish()
    assert names(InfoPage.objects.get(pk=page.pk)) == []


def test_markup_white_space_and_fields_without_language_change_nothing(page: InfoPage) -> None:
    body = [{**paragraph("")[0], "value": "<p>Teksten  om <b>Om</b>&nbsp;os.</p>"}]
    assert names(edit(page, body_da=body, lead_da=" Kort om Om os. ", slug_da="nyt", show_in_menus=True)) == []


def test_saving_and_autosaving_declare_nothing(page: InfoPage) -> None:
    edit(page, lead_da="Nye ord.")
    edit(page)
    assert names(autosave(page)) == [(LEAD, "en")]


def test_still_correct_declares_the_pairs_that_are_named(page: InfoPage) -> None:
    draft = edit(page, lead_da="Nye ord.", title_da="Ny titel")
    assert declare(draft, [LEAD]) == [LEAD]
    assert names(draft) == [(Pair("title"), "en")]
    assert declare(draft, [LEAD]) == []


def test_going_back_to_a_declared_text_is_fresh_again(page: InfoPage) -> None:
    edit(page, lead_da="Nye ord.")
    assert names(edit(page, lead_da="Kort om Om os.")) == []


def test_an_older_text_beside_a_newer_one_is_behind(page: InfoPage) -> None:
    declare(edit(page, lead_da="Nye ord.", lead_en="New words."))
    assert names(edit(page, lead_en="In short: About us.")) == [(LEAD, "en")]
    assert names(page) == []


def test_a_half_translated_copy_puts_nothing_behind(page: InfoPage) -> None:
    declare(edit(page, lead_en="Words."))
    copied = edit(page, lead_en="Kort om Om os.")
    assert [(item.pair, item.state, item.language) for item in behind(copied)] == [(LEAD, PairState.COPIED, "en")]
    for words in ("About us in sh", "About us in short", "About us, in short."):
        assert names(autosave(page, lead_en=words)) == []
    autosave(page, search_description_en="About")
    draft = autosave(page, lead_en="About us, in very short.")
    assert names(draft) == [], "she came back to it"
    assert names(autosave(page, lead_da="Noget helt andet.")) == [(LEAD, BOTH)]


def test_what_was_left_alone_is_a_translation_that_the_other_language_can_leave_behind(page: InfoPage) -> None:
    edit(page, lead_en="Kort om Om os.")
    autosave(page, lead_en="About us, in short.")
    autosave(page, search_description_en="About")
    assert names(autosave(page, lead_da="Noget helt andet.")) == [(LEAD, "en")]


def test_a_translation_that_is_published_half_typed_by_autosave_goes_on(page: InfoPage) -> None:
    edit(page, seo_title_da="Iskias og ryg", seo_title_en="Iskias og ryg")
    draft = autosave(page, seo_title_en="Sciat")
    draft.seo_title_en = "Sciatica and back"
    draft.continued_revision = draft.latest_revision_id
    draft.save_revision().publish()
    live = InfoPage.objects.get(pk=page.pk)
    assert names(live) == []
    assert live.language_summary.behind == []
    assert names(edit(page, seo_title_en="Sciatica")) == [(Pair("seo_title"), "da")]


def test_a_copy_stays_a_copy_when_a_slip_in_its_source_is_mended(page: InfoPage) -> None:
    edit(page, lead_en="Kort om Om os.")
    draft = autosave(page, lead_da="Kort om os.")
    assert [(item.pair, item.state, item.language) for item in behind(draft)] == [(LEAD, PairState.COPIED, "en")]


def test_a_copy_is_declared_only_by_name_and_then_belongs_in_both_languages(page: InfoPage) -> None:
    draft = edit(page, lead_en="Kort om Om os.")
    declare(draft)
    assert names(draft) == [(LEAD, "en")]
    assert (draft.language_summary.behind, draft.language_summary.copied) == ([], ["en"])
    declare(draft, [LEAD])
    assert names(draft) == []


@pytest.mark.parametrize("words", ["Aalborg", "Lars Jensen, ApS", "12 34 56 78", "500", "info@example.dk", "Dr. Voll"])
def test_names_and_numbers_are_the_same_in_both_languages(page: InfoPage, words: str) -> None:
    assert names(edit(page, seo_title_da=words, seo_title_en=words)) == []


@pytest.mark.parametrize("words", ["Om os", "Behandling og pris", "om", "Kort"])
def test_words_that_are_also_written_small_are_no_names(page: InfoPage, words: str) -> None:
    text = edit(page, seo_title_da=words, seo_title_en=words, body_da=paragraph("Vi siger det kort."))
    assert (Pair("seo_title"), "en") in names(text)


def test_a_borrowed_title_is_no_copy(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False, title_da="About the clinic", title_en="About the clinic", lead_da="")
    page.body_da = []
    page.save_revision()
    assert names(page.get_latest_revision_as_object()) == []


def test_a_first_translation_is_declared_when_its_revision_is_finished(page: InfoPage) -> None:
    edit(page, seo_title_da="Iskias")
    edit(page, seo_title_en="S")
    assert names(autosave(page, seo_title_en="Sciatica")) == []
    assert names(edit(page, seo_title_da="Iskias i Aalborg")) == [(Pair("seo_title"), "en")]


def test_a_copy_that_awaits_its_translation_is_behind(page: InfoPage) -> None:
    autosave(page, lead_en="")
    assert names(autosave(page, lead_en="Kort om Om os.")) == [(LEAD, "en")]


def test_a_copy_in_a_new_pair_is_not_declared_before_it_is_translated(page: InfoPage) -> None:
    edit(page, seo_title_da="Iskias", seo_title_en="Iskias")
    edit(page, seo_title_en="Sciatica")
    assert names(edit(page, seo_title_en="About sciatica")) == [(Pair("seo_title"), "da")]


def test_rewriting_a_text_that_was_emptied_declares_nothing(page: InfoPage) -> None:
    edit(page, lead_da="Nye ord.")
    autosave(page, lead_en="")
    assert names(autosave(page, lead_en="In short: About us.")) == [(LEAD, "en")]


def test_a_block_that_one_language_lacks_is_behind_in_it_until_that_is_declared_right(page: InfoPage) -> None:
    draft = edit(page, body_da=[*page.body_da.get_prep_value(), *paragraph("Kun på dansk.", OTHER_BLOCK)])
    assert names(draft) == [(Pair("body", OTHER_BLOCK), "en")]
    declare(draft)
    assert names(draft) == []


def test_a_language_that_is_not_begun_is_not_behind(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False, title_en="", lead_en="", body_en=[], seo_title_da="Om os")
    page.save_revision()
    assert names(edit(page, lead_da="Nye ord.")) == []


def test_publishing_one_language_leaves_the_other_one_behind_for_readers(page: InfoPage) -> None:
    draft = edit(page, lead_da="Nye ord.", lead_en="New words.")
    declare(draft)
    publish_language(draft, "da")
    live = InfoPage.objects.get(pk=page.pk)
    assert names(live) == [(LEAD, "en")]
    assert names(live.get_latest_revision_as_object()) == []
    assert (live.language_summary.behind, live.language_summary.live_behind) == ([], ["en"])


def test_a_copy_knows_in_which_order_it_was_declared(page: InfoPage, home_page: HomePage) -> None:
    declare(edit(page, lead_da="Ny", lead_en="New"))
    oldest = Declaration.objects.filter(page=page.pk, field_name="lead").earliest("pk")
    # The table keeps a row that was written anew behind those that were not.
    Declaration.objects.filter(pk=oldest.pk).delete()
    oldest.save(force_insert=True)
    copy = page.copy(to=home_page, recursive=True, update_attrs={"slug": "kopi"})
    declared = [
        list(Declaration.objects.filter(page=each.pk, field_name="lead").order_by("pk").values_list("texts", flat=True))
        for each in (page, copy)
    ]
    assert len(declared[0]) == 2
    assert declared[0] == declared[1]


def test_a_copy_knows_what_was_declared(page: InfoPage, home_page: HomePage) -> None:
    edit(page, lead_da="Nye ord.")
    factories.info_page(page, "Under", "Below").save_revision()
    source = InfoPage.objects.get(pk=page.pk)
    copy = InfoPage.objects.get(pk=source.copy(to=home_page, recursive=True, update_attrs={"slug": "kopi"}).pk)
    assert names(copy.get_latest_revision_as_object()) == [(LEAD, "en")]
    assert copy.language_summary.behind == ["en"]
    assert copy.get_children().get().language_summary.behind == []


def test_lists_of_pages_show_what_is_behind_at_no_further_query(page: InfoPage, home_page: HomePage) -> None:
    edit(page, lead_da="Nye ord.")
    other = factories.info_page(home_page, "Kun dansk", "", live=False, title_en="", lead_en="", body_en=[])
    other.save_revision()
    with CaptureQueriesContext(connection) as queries:
        pages = BasePage.objects.with_states().filter(pk__in=[page.pk, other.pk]).order_by("pk")
        states = [(listed.state_da, listed.behind_da, listed.state_en, listed.behind_en) for listed in pages]
    assert states == [("live", False, "live", True), ("draft", False, "missing", False)]
    assert len(queries) == 1

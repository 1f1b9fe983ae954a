import os
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as HypothesisSettings  # noqa: N812 - it is a class
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from home.admin.bin.acts import bring_back, put_in_bin
from home.admin.replace.acts import replace
from home.admin.replace.places import find_places
from home.admin.replace.words import Words
from home.bilingual.freshness import behind, declare
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.publishing import publish_language
from home.bilingual.texts import Pair
from home.models import BasePage, InfoPage, User
from tests.home.freshness_model import PageModel, Text
from tests.support import factories

RUNS = int(os.environ.get("FRESHNESS_RUNS", "5"))
STEPS = int(os.environ.get("FRESHNESS_STEPS", "12"))
BLOCKS = {f"body:{n}": f"0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a1{n}" for n in (1, 2)}
# An English block that an editor parted from its Danish one.
PARTED = "body:parted"
# A title, which never is empty; a field that publishing needs; one that may stay empty; and two blocks.
PASSAGES = ["title", "lead", "seo_title", *BLOCKS]
BLOCKS[PARTED] = "apart-0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a19"

some_passage = st.sampled_from(PASSAGES)
some_side = st.sampled_from([0, 1])
# Few words, so that texts come back and copies arise; the empty one is a passage that is taken away, the last one a name.
some_words = st.sampled_from(["", "et ord", "to ord", "tre", "Navn"])


def act(**choices: Any) -> Callable:
    """A rule that an editor carries out whose admin speaks either language."""
    return rule(admin_language=st.sampled_from(LANGUAGES), **choices)


class FreshnessMachine(RuleBasedStateMachine):
    """Editors write, save, publish, go back and declare; after each act both draft and live text are judged."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        home = factories.home_page()
        text: Text = {
            "title": ("Navn", "Navn"),
            "lead": ("et ord", "one"),
            "seo_title": ("et ord", ""),
            "body:1": ("to ord", "two"),
            "body:2": ("", ""),
            PARTED: ("", ""),
        }
        page = factories.info_page(home, **columns(text))
        page.save_revision().publish()
        self.pk, self.home = page.pk, home
        self.editor = User.objects.create_superuser("inger")
        self.model = PageModel(text, [text])
        self.model.finish(text)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def _live(self) -> InfoPage:
        return InfoPage.objects.get(pk=self.pk)

    def _draft(self) -> InfoPage:
        return self._live().get_latest_revision_as_object()

    def _versions(self) -> Any:
        """The page's versions as they were written; a copy has those of its page with keys in any order."""
        return self._live().revisions.order_by("created_at", "pk")

    def _edited(self, passage: str, side: int, words: str) -> tuple[InfoPage, Text]:
        pair = list(self.model.draft[passage])
        pair[side] = words or (pair[side] if passage == "title" else "")
        text = {**self.model.draft, passage: (pair[0], pair[1])}
        return self._written(text), paired(text)

    def _written(self, text: Text) -> InfoPage:
        page = self._draft()
        for name, value in columns(text).items():
            setattr(page, name, value)
        return page

    @act(passage=some_passage, side=some_side, words=some_words)
    def save(self, admin_language: str, passage: str, side: int, words: str) -> None:
        page, text = self._edited(passage, side, words)
        with translation.override(admin_language):
            page.save_revision()
        self.model.save(text)

    @act(passage=some_passage, side=some_side, words=some_words)
    def autosave(self, admin_language: str, passage: str, side: int, words: str) -> None:
        page, text = self._edited(passage, side, words)
        with translation.override(admin_language):
            page.save_revision(overwrite_revision=page.latest_revision)
        self.model.autosave(text)

    @act(block=st.sampled_from(["body:1", "body:2"]))
    def part_or_pair_by_hand(self, admin_language: str, block: str) -> None:
        (danish, english), (_, parted) = self.model.draft[block], self.model.draft[PARTED]
        if bool(english) == bool(parted) or not danish:
            return
        text = {**self.model.draft, block: (danish, parted), PARTED: ("", english)}
        page = self._written(text)
        with translation.override(admin_language):
            page.save_revision(overwrite_revision=page.latest_revision)
        self.model.autosave(paired(text))

    @act()
    def publish(self, admin_language: str) -> None:
        if is_complete(self.model.draft, (0, 1)):
            with translation.override(admin_language):
                self._live().get_latest_revision().publish()
            self.model.publish(self.model.draft)

    @act(side=some_side)
    def publish_one(self, admin_language: str, side: int) -> None:
        # A version from when one language alone was published has the other one switched off.
        if is_complete(self.model.draft, (side,)) and getattr(self._draft(), column("shown", LANGUAGES[side])):
            with translation.override(admin_language):
                publish_language(self._draft(), LANGUAGES[side])
            self.model.publish_one(side, paired)
            # Blocks that are stored with their keys in another order are kept as a draft, too.
            if self._live().revisions.count() > len(self.model.revisions):
                self.model.save(self.model.draft, same_sitting=True)

    @act(number=st.integers(0, 9))
    def publish_an_older_revision(self, admin_language: str, number: int) -> None:
        number %= len(self.model.revisions)
        if is_complete(self.model.revisions[number], (0, 1)):
            with translation.override(admin_language):
                self._versions()[number].publish()
            self.model.publish(self.model.revisions[number])

    @act(number=st.integers(0, 9))
    def revert(self, admin_language: str, number: int) -> None:
        number %= len(self.model.revisions)
        revision = self._versions()[number]
        with translation.override(admin_language):
            revision.as_object().save_revision(previous_revision=revision)
        self.model.save(self.model.revisions[number])

    @act(passages=st.lists(some_passage, unique=True, min_size=1))
    def declare_some(self, admin_language: str, passages: list[str]) -> None:
        with translation.override(admin_language):
            declare(self._draft(), [pair_of(passage) for passage in passages])
        self.model.declare(passages)

    @act()
    def declare_all(self, admin_language: str) -> None:
        with translation.override(admin_language):
            declare(self._draft())
        draft, unfinished = self.model.draft, {passage for passage, _ in self.model.behind(self.model.draft)}
        wanted = [passage for passage, pair in draft.items() if all(pair) or passage in unfinished]
        self.model.declare([passage for passage in wanted if passage not in self.model.copied(draft)])

    @act()
    def copy(self, admin_language: str) -> None:
        with translation.override(admin_language):
            original = self._live()
            self.pk = original.copy(to=self.home).pk
            # Its older revisions have the slug of the original.
            original.delete()
        revisions = self.model.revisions
        self.model = self.model.copy()
        # A copy has the older revisions too, and one more of its own.
        self.model.revisions = [*revisions, self.model.draft]

    @act(side=some_side, old=some_words.filter(bool), new=some_words.filter(bool))
    def replace_words(self, admin_language: str, side: int, old: str, new: str) -> None:
        with translation.override(admin_language):
            words = Words(old, new, LANGUAGES[side], match_case=True)
            places = [place for place in find_places(words, self.editor) if place.owner.pk == self.pk]
            replace(words, places, None)
        draft = self.model.draft
        written = {
            passage: tuple(new if on == side and words == old else words for on, words in enumerate(pair))
            for passage, pair in draft.items()
        }
        assert bool(places) == (written != draft)
        if places:
            self.model.save(written)
            # A page that readers do not have follows at once.
            self.model.live = self.model.live if self._live().live else written

    @act()
    def delete_and_bring_back(self, admin_language: str) -> None:
        with translation.override(admin_language):
            bring_back(put_in_bin(self._live()), self.editor)

    @invariant()
    def draft_and_live_are_judged_for_what_they_are(self) -> None:
        live, draft = self._live(), self._draft()
        expected = {"draft": self.model.behind(self.model.draft), "live": self.model.behind(self.model.live)}
        assert {"draft": found(draft), "live": found(live)} == expected
        summary = BasePage.objects.get(pk=self.pk).language_summary
        assert (summary.done_da, summary.done_en) == self.model.done(self.model.draft)
        assert summary.passages == sum(any(pair) for pair in self.model.draft.values())
        # What nobody reads is counted again when it is published.
        kept = {"": self.model.draft, **({"live_": self.model.live} if live.live else {})}
        for name, text in kept.items():
            found_now = self.model.found(text)
            assert set(getattr(summary, f"{name}behind")) == {language for _, language, is_copy in found_now if not is_copy}
            assert set(getattr(summary, f"{name}copied")) == {language for _, language, is_copy in found_now if is_copy}


def is_complete(text: Text, sides: tuple[int, ...]) -> bool:
    """Tell whether publishing has what it needs."""
    return all(text["lead"][side] and any(text[block][side] for block in BLOCKS) for side in sides)


def paired(text: Text) -> Text:
    """Pair the blocks that stand alone at one place."""
    alone = [(block, text[block]) for block in BLOCKS if block != PARTED and any(text[block]) and not all(text[block])]
    if [bool(danish) for _, (danish, _) in alone] not in ([True, False], [False, True]):
        return text
    [danish] = [(block, pair[0]) for block, pair in alone if pair[0]]
    [english] = [(block, pair[1]) for block, pair in alone if pair[1]]
    return {**text, english[0]: ("", ""), danish[0]: (danish[1], english[1])}


def columns(text: Text) -> dict[str, Any]:
    """Write the texts as a page's columns."""
    values: dict[str, Any] = {}
    for side, language in enumerate(LANGUAGES):
        values |= {f"{name}_{language}": text[name][side] for name in ("title", "lead", "seo_title")}
        blocks = [factories.paragraph(text[name][side], block_id) for name, block_id in BLOCKS.items() if text[name][side]]
        values[f"body_{language}"] = [block for body in blocks for block in body]
        values[f"slug_{language}"] = "side"
    return values


def pair_of(passage: str) -> Pair:
    """Name the pair of a passage."""
    return Pair("body", BLOCKS[passage]) if passage in BLOCKS else Pair(passage)


def found(page: InfoPage) -> set[tuple[str, str]]:
    """Name the passages that the site says are behind, with the language."""
    names = {pair_of(passage): passage for passage in (*PASSAGES, PARTED)}
    return {(names[item.pair], item.language) for item in behind(page)}


def test_freshness_stays_right_through_any_sequence_of_acts(db: None) -> None:
    run_state_machine_as_test(
        FreshnessMachine,
        settings=HypothesisSettings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # `make test` tries the same sequences every time; a number of runs asks for new ones.
            derandomize="FRESHNESS_RUNS" not in os.environ,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )

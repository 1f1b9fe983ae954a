"""Which language of a page is behind: by its text, never by a time stamp.

`freshness_rules.py` judges a pair by what is remembered of it. This module keeps that, and the page's summary with it. A person
declares two texts equal, by “still correct” or by a tick when publishing. The one exception is a first translation, of what was
empty or a copy: it is finished once its editor has left it alone. That is when it is published or a new session begins, and
within one sitting when the editor writes another passage, until they come back. Nothing else that is saved declares anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from wagtail.log_actions import log

from home.bilingual.declarations import Declaration, LanguageSummary
from home.bilingual.freshness_rules import (
    BOTH,
    TITLE,
    Fact,
    History,
    Judgement,
    PairState,
    Remembered,
    awaiting_side,
    is_in_progress,
    is_translatable,
    judge_all,
    judge_alone,
    page_words,
)
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.bilingual.page import BilingualPage
from home.bilingual.texts import Pair, Sides, Texts, content_texts, normalise, page_texts
from home.bilingual.visibility import borrows_title


class Standing(NamedTuple):
    """How the two texts of a pair stand to each other; the language must follow, BOTH where one question decides."""

    pair: Pair
    # A PairState.
    state: Any
    # Empty where all is well.
    language: str
    # The texts when the two were last known to say the same, and as they are.
    basis: Sides
    sides: Sides

    def is_done_in(self, language: str) -> bool:
        """Tell whether nothing is left to do for the pair in a language."""
        return self.language not in (language, BOTH)


def standings(page: BilingualPage) -> list[Standing]:
    """List all that is written on a page as it is given, in the order of its fields, a language that is not begun included."""
    return _standings(page, page_texts(page), _history(page))


def standings_and_behind(page: BilingualPage) -> tuple[list[Standing], list[Standing]]:
    """List both at once, with the text and what is remembered of it read once."""
    texts, history = page_texts(page), _history(page)
    return _standings(page, texts, history), _behind(texts, history)


def behind(page: BilingualPage) -> list[Standing]:
    """List what is behind on a page as it is given, be it a draft or what is live, in the order of its fields."""
    return _behind(page_texts(page), _history(page))


def copied(page: BilingualPage) -> list[Standing]:
    """List the passages of a page as it is given that are a copy of the other language."""
    return [item for item in behind(page) if item.state == PairState.COPIED]


def by_machine(page: BilingualPage) -> list[Standing]:
    """List the passages of a page as it is given that a machine wrote and nobody has confirmed."""
    return [item for item in standings(page) if item.state == PairState.MACHINE]


def _behind(texts: Texts, history: History) -> list[Standing]:
    return [Standing(pair, *judgement, texts[pair]) for pair, judgement in judge_all(texts, history) if judgement.language]


def _standings(page: BilingualPage, texts: Texts, history: History) -> list[Standing]:
    judged, words = dict(judge_all(texts, history)), page_words(texts, history)
    if borrows_title(page):
        judged[TITLE] = Judgement(PairState.NOT_WRITTEN, DEFAULT_LANGUAGE)
    return [
        Standing(pair, *(judged.get(pair) or judge_alone(pair, sides, history[pair], words)), sides)
        for pair, sides in texts.items()
        if any(sides)
    ]


@transaction.atomic
def declare(page: BilingualPage, pairs: Iterable[Pair] | None = None, user: Any = None) -> list[Pair]:
    """Declare that some pairs of a page as it is given, or all of them, say the same in both languages.

    A copy is not declared with all the others, only by its name: then that text belongs in both languages. Neither is what a
    machine wrote, which somebody must read. Returns the pairs of which this was not known.
    """
    texts, history = page_texts(page), _history(page)
    wanted = texts if pairs is None else set(pairs)
    new = {
        pair: sides
        for pair, sides in texts.items()
        if pair in wanted and any(sides) and history[pair][-1:] != [Remembered(Fact.EQUAL, sides)]
    }
    if pairs is None:
        # A pair without text in one language is no translation yet, unless the rest of the field is one.
        found = {item.pair: item.state for item in _behind(texts, history)}
        new = {
            pair: sides
            for pair, sides in new.items()
            if (all(sides) or pair in found) and found.get(pair) not in (PairState.COPIED, PairState.MACHINE)
        }
    _remember(page, new, Fact.EQUAL, user)
    if new and user:
        log(page, "home.declare", user=user, data={"fields": sorted({pair.field_name for pair in new})})
    summarise(page.get_latest_revision_as_object())
    if page.live:
        summarise_live(type(page).objects.get(pk=page.pk))
    return list(new)


def follow(page: BilingualPage, *, same_sitting: bool) -> None:
    """Follow the writing: to be called with a draft before it is saved, while the latest revision is the text before it.

    Finishes what the former sitting wrote, notes what awaits its translation, and what its editor has left alone.
    """
    revision = page.get_latest_revision()
    if not revision:
        return
    before, after, history = content_texts(type(page), revision.content), page_texts(page), _history(page)
    if not same_sitting and _finish(page, before, history):
        history = _history(page)
    words = page_words(after, history)
    for pair, sides in after.items():
        if all(sides) and (waiting := _what_waits(before.get(pair, ("", "")), sides, history[pair], words.small)):
            _remember(page, {pair: waiting}, Fact.AWAITS)
    if same_sitting and before != after:
        left = {
            pair: sides
            for pair, sides in after.items()
            if before.get(pair) == sides
            and awaiting_side(history[pair]) is not None
            and Remembered(Fact.LEFT, sides) not in history[pair]
            and is_in_progress(pair, sides, history[pair], words)
        }
        _remember(page, left, Fact.LEFT)


def remember_machine(page: BilingualPage, pairs: Iterable[Pair], language: str) -> None:
    """Remember that a machine wrote some pairs in a language; to be called with a draft before it is saved."""
    side, wanted = LANGUAGES.index(language), set(pairs)
    texts = {pair: sides for pair, sides in page_texts(page).items() if pair in wanted}
    for fact, kept in ((Fact.AWAITS, 1 - side), (Fact.MACHINE, side)):
        _remember(page, {pair: tuple(sides[s] if s == kept else "" for s in (0, 1)) for pair, sides in texts.items()}, fact)


def finish_live(page: BilingualPage) -> None:
    """Take the translations that readers see for finished, and keep which languages of them are behind."""
    if not _finish(page, page_texts(page), _history(page)):
        summarise_live(page)


def _finish(page: BilingualPage, texts: Texts, history: History) -> bool:
    """Declare the first translations of some texts; returns whether there were any, and then live ones are judged again."""
    words = page_words(texts, history)
    finished = {pair: sides for pair, sides in texts.items() if is_in_progress(pair, sides, history[pair], words)}
    if finished:
        _remember(page, finished, Fact.EQUAL)
        if page.live:
            summarise_live(type(page).objects.get(pk=page.pk))
    return bool(finished)


def _what_waits(before: Sides, sides: Sides, history: list[Remembered], small: set[str]) -> Sides | None:
    """Return the text that a copy, or the first words of a translation, are to translate, if that is not known yet."""
    if any(known.fact == Fact.EQUAL for known in history) and sides[0] != sides[1]:
        return None
    if sides[0] == sides[1] and not is_translatable(sides[0], small):
        return None
    sources = [side for side in (0, 1) if before[side] == sides[side]]
    if len(sources) != 1 or (sides[0] != sides[1] and before[1 - sources[0]]):
        return None
    waiting: Sides = (sides[0], "") if sources == [0] else ("", sides[1])
    if sides[0] == sides[1]:
        # Publishing one language alone brings a copy back the other way round.
        earlier = [known.sides for known in history if known.fact == Fact.AWAITS and sides[0] in known.sides]
        waiting = earlier[-1] if earlier else waiting
    return None if history[-1:] == [Remembered(Fact.AWAITS, waiting)] else waiting


def summarise(page: BilingualPage) -> None:
    """Keep which languages of a draft are behind, which are copied, and how much of each is done."""
    texts, history = page_texts(page), _history(page)
    found, everything = _behind(texts, history), _standings(page, texts, history)
    machine = _languages(everything, PairState.MACHINE)
    _keep(page, **_behind_and_copied(found), machine=machine, **progress(everything))


def progress(found: list[Standing]) -> dict[str, int]:
    """Count the passages of a page, and those that are done in each language."""
    done = {column("done", language): sum(item.is_done_in(language) for item in found) for language in LANGUAGES}
    return {"passages": len(found), **done}


def summarise_uncounted() -> None:
    """Count what is done on pages that were last saved by a version of the site that did not count."""
    for summary in LanguageSummary.objects.filter(passages=None).select_related("page")[:100]:
        summarise(summary.page.specific.get_latest_revision_as_object())


def summarise_live(page: BilingualPage) -> None:
    """Keep the same of the text that readers see."""
    _keep(page, **{f"live_{name}": languages for name, languages in _behind_and_copied(behind(page)).items()})


def copy_freshness(page: BilingualPage, copy: BilingualPage) -> None:
    """Give a copy of a page, or an alias that becomes one, the declarations and the summary of the page."""
    for model in (Declaration, LanguageSummary):
        model.objects.filter(page=copy.pk).delete()
        _give(model.objects.filter(page=page.alias_of_id or page.pk).order_by("pk"), copy)


def leave_to_aliases(instance: BilingualPage, **kwargs: Any) -> None:
    """Give its declarations to the aliases of a page that is deleted: each becomes a page of its own."""
    aliases = list(instance.aliases.values_list("pk", flat=True))
    rows = list(Declaration.objects.filter(page=instance.pk).order_by("pk")) if aliases else []

    def leave() -> None:
        # One that was deleted along with it needs none.
        for alias in type(instance).objects.filter(pk__in=aliases):
            _give(rows, alias)

    if rows:
        transaction.on_commit(leave)


def _give(rows: Iterable[Any], page: BilingualPage) -> None:
    rows = list(rows)
    for row in rows:
        row.pk, row.page_id = None, page.pk
        row._state.adding = True
    if rows:
        type(rows[0]).objects.bulk_create(rows)


def _history(page: BilingualPage) -> History:
    history: History = defaultdict(list)
    # An alias has the text of its source, and the source's declarations.
    rows = Declaration.objects.filter(page=page.alias_of_id or page.pk).order_by("pk")
    for field_name, block_id, texts, fact in rows.values_list("field_name", "block_id", "texts", "fact"):
        # Former versions of the site remembered what nobody sees, too.
        history[Pair(field_name, block_id)].append(Remembered(fact, tuple(map(normalise, texts))))
    return history


def _remember(page: BilingualPage, texts: Texts, fact: Fact, user: Any = None) -> None:
    Declaration.objects.bulk_create(
        Declaration(
            page_id=page.pk, field_name=pair.field_name, block_id=pair.block_id, texts=list(sides), fact=fact, declared_by=user
        )
        for pair, sides in texts.items()
    )


def _keep(page: BilingualPage, **values: Any) -> None:
    LanguageSummary.objects.bulk_create(
        [LanguageSummary(page_id=page.pk, **values)], update_conflicts=True, unique_fields=["page"], update_fields=list(values)
    )


def _behind_and_copied(found: list[Standing]) -> dict[str, list[str]]:
    behind = _languages(found, PairState.CHANGED, PairState.NOT_WRITTEN)
    return {"behind": behind, "copied": _languages(found, PairState.COPIED)}


def _languages(found: list[Standing], *states: Any) -> list[str]:
    named = {item.language for item in found if item.state in states}
    return [language for language in (*LANGUAGES, BOTH) if language in named]

"""Which language of a page is behind: by its text, never by a time stamp.

A *declaration* says of one pair (a field, or the two blocks of one id) that its texts of that moment say the same. Declarations
are facts about texts, not about revisions: they belong to the page, are copied with it, and are never taken back. So any text
of the page, a draft, what is live, an older revision that is published again, is judged by all of them, for what it is:

- A pair whose two texts were once declared equal is fresh.
- Otherwise each text is as old as the newest declaration that knows it, and a text that none knows is newer than all. The older
  text is *behind*; where none knows either, both changed, and both are to be looked at.
- Where both texts are the very same, the newer one is a copy that awaits its translation, so there the newer one is behind.
- A pair that was never declared is being written. It is fresh when both languages have text. A block that only one language has
  is missing in the other, which is behind, unless that language has nothing in the whole field: then it is not begun.

Declarations are made by a person, by “still correct” or by a tick when publishing. The one exception is a pair that is filled
for the first time. Autosave writes the first half of a word and overwrites its revision while the writing goes on, so such a
pair is declared once its revision is finished: when the next one begins, with the texts of the finished one. Nothing else that
is saved declares anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from wagtail.log_actions import log

from home.bilingual.languages import LANGUAGES
from home.bilingual.texts import Pair, Sides, Texts, content_texts, page_texts

if TYPE_CHECKING:
    from home.models import BasePage

# What was declared of each pair, oldest first.
History = dict[Pair, list[Sides]]


class Behind(NamedTuple):
    """A pair whose text in one language has not followed the other language's."""

    pair: Pair
    language: str
    # The other language's text: as it was when the two were last known to say the same, and as it is.
    declared: str
    current: str


def behind(page: "BasePage") -> list[Behind]:
    """List what is behind on a page as it is given, be it a draft or what is live, in the order of its fields."""
    return judge(page_texts(page), _history(page))


def judge(texts: Texts, history: History) -> list[Behind]:
    """List which pairs are behind, in which language."""
    begun = {(pair.field_name, side) for pair, sides in texts.items() for side in range(len(LANGUAGES)) if sides[side]}
    found = []
    for pair, sides in texts.items():
        if all((pair.field_name, side) in begun for side in range(len(LANGUAGES))):
            found += _judge_pair(pair, sides, history.get(pair, []))
    return found


def _judge_pair(pair: Pair, sides: Sides, declared: list[Sides]) -> list[Behind]:
    if sides in declared or (not declared and all(sides)) or not any(sides):
        return []
    if not declared:
        declared = [("",) * len(LANGUAGES)]
    unknown = len(declared)
    ages = [
        max((age for age, texts in enumerate(declared) if texts[side] == sides[side]), default=unknown)
        for side in range(len(LANGUAGES))
    ]
    basis = declared[min(*ages, unknown - 1)]
    chosen = max(ages) if len(set(sides)) == 1 else min(ages)
    return [
        Behind(pair, language, declared=basis[1 - side], current=sides[1 - side])
        for side, language in enumerate(LANGUAGES)
        if ages[side] == chosen
    ]


@transaction.atomic
def declare(page: "BasePage", pairs: Iterable[Pair] | None = None, user: Any = None) -> list[Pair]:
    """Declare that some pairs of a page as it is given, or all of them, say the same in both languages.

    Returns the pairs of which this was not known.
    """
    texts, history = page_texts(page), _history(page)
    wanted = texts if pairs is None else set(pairs)
    new = {pair: sides for pair, sides in texts.items() if pair in wanted and any(sides) and history[pair][-1:] != [sides]}
    if pairs is None:
        # A pair without text in one language is no translation yet, unless the rest of the field is one.
        unfinished = {item.pair for item in judge(texts, history)}
        new = {pair: sides for pair, sides in new.items() if all(sides) or pair in unfinished}
    _remember(page, new, user)
    if new and user:
        log(page, "home.declare", user=user, data={"fields": sorted({pair.field_name for pair in new})})
    summarise(page.get_latest_revision_as_object())
    if page.live:
        summarise_live(type(page).objects.get(pk=page.pk))
    return list(new)


def declare_first_fillings(page: "BasePage") -> None:
    """Declare the pairs that the latest revision filled for the first time; to be called when the next one begins.

    Two sides that are the very same were copied and await their translation.
    """
    revision = page.get_latest_revision()
    if not revision:
        return
    history = _history(page)
    finished = content_texts(type(page), revision.content)
    filled = {pair: sides for pair, sides in finished.items() if all(sides) and len(set(sides)) > 1}
    new = {pair: sides for pair, sides in filled.items() if not history[pair]}
    _remember(page, new)
    if new and page.live:
        summarise_live(type(page).objects.get(pk=page.pk))


def summarise(page: "BasePage") -> None:
    """Keep which languages of a draft are behind."""
    _keep(page, behind=_languages(behind(page)))


def summarise_live(page: "BasePage") -> None:
    """Keep which languages of the text that readers see are behind."""
    _keep(page, live_behind=_languages(behind(page)))


def copy_freshness(page: "BasePage", copy: "BasePage") -> None:
    """Give the copy of a page the declarations and the summary of the page that was copied."""
    from home.models import Declaration, LanguageSummary

    for model in (Declaration, LanguageSummary):
        model.objects.filter(page=copy.pk).delete()
        rows = list(model.objects.filter(page=page.pk).order_by("pk"))
        for row in rows:
            row.pk, row.page_id = None, copy.pk
            row._state.adding = True
        model.objects.bulk_create(rows)


def _history(page: "BasePage") -> History:
    from home.models import Declaration

    history: History = defaultdict(list)
    # An alias has the text of its source, and the source's declarations.
    rows = Declaration.objects.filter(page=page.alias_of_id or page.pk).order_by("pk")
    for field_name, block_id, texts in rows.values_list("field_name", "block_id", "texts"):
        history[Pair(field_name, block_id)].append(tuple(texts))
    return history


def _remember(page: "BasePage", texts: Texts, user: Any = None) -> None:
    from home.models import Declaration

    Declaration.objects.bulk_create(
        Declaration(page_id=page.pk, field_name=pair.field_name, block_id=pair.block_id, texts=list(sides), declared_by=user)
        for pair, sides in texts.items()
    )


def _keep(page: "BasePage", **values: list[str]) -> None:
    from home.models import LanguageSummary

    LanguageSummary.objects.bulk_create(
        [LanguageSummary(page_id=page.pk, **values)], update_conflicts=True, unique_fields=["page"], update_fields=list(values)
    )


def _languages(found: list[Behind]) -> list[str]:
    return [language for language in LANGUAGES if any(item.language == language for item in found)]

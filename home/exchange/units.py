"""The pairs that freshness knows, as texts for a translator: a field, a paragraph, a point, a caption each."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField

from home.bilingual.block_visitor import WRITTEN, Kind, Leaf, leaves
from home.bilingual.freshness import Standing
from home.bilingual.languages import LANGUAGES, other_language
from home.bilingual.normal_text import normal
from home.bilingual.passages import passage_name
from home.editing.passage import Passage
from home.exchange.owners import holders_of, standings_of
from home.exchange.rich_codes import Run, from_words, set_against, take_apart, to_words

NOTHING = Run("", {})


class Unit(NamedTuple):
    """One text of a page in both languages."""

    # Names it on the whole site: `12/body/<block>/points.0.value.text/1`.
    key: str
    leaf: Leaf
    # Its place among the runs of formatted text; 0 where the text is plain.
    place: int
    name: str
    source: Run
    # Empty where what is written cannot be set against the source.
    target: Run
    # The words that are written in the language now.
    present: str
    # In characters, where there is one.
    limit: int | None
    is_one_line: bool


class OnItsWay(NamedTuple):
    """A pair of a draft with its texts."""

    passage: Passage
    standing: Standing
    units: list[Unit]
    # Whether both values are made alike, so that each text has its place.
    is_alike: bool


def pairs_of(draft: Any, language: str) -> Iterator[OnItsWay]:
    """Go through the pairs of a draft and its rows that have something to translate into a language, done or not."""
    side = LANGUAGES.index(other_language(language))
    for name, holder in holders_of(draft):
        for standing in standings_of(holder):
            passage = Passage(holder, standing.pair, language)
            if standing.sides[side] and not passage.is_of_two_kinds:
                yield _on_its_way(name, passage, standing)


def written(pair: OnItsWay, new: dict[str, Run]) -> Any:
    """Return the stored value of a pair with other texts in it, by their keys.

    Where nothing is written yet, or its parts are not those of the source, all texts are new, and the rest is the source's.
    """
    source = pair.passage.stored_source()
    value = deepcopy(pair.passage.stored() if pair.is_alike else source)
    for path in dict.fromkeys(unit.leaf.path for unit in pair.units):
        units = [unit for unit in pair.units if unit.leaf.path == path]
        if not any(unit.key in new for unit in units):
            continue
        if units[0].leaf.kind == Kind.WORDS:
            text = to_words(new[units[0].key].marked)
        else:
            wanted, there = take_apart(units[0].leaf.value), take_apart(_at(value, path))
            base = there if wanted.shape == there.shape and pair.is_alike else wanted
            text = base.with_runs([new.get(unit.key, unit.target) for unit in units])
        value = _with(value, path, text)
    return value


def as_kept(marked: str, unit: Unit) -> str:
    """Write a text that came from outside as the page would keep it."""
    return normal(marked.replace("\n", " ") if unit.is_one_line else marked)


def parts_of(pair: OnItsWay) -> Iterator[list[Unit]]:
    """Go through what can only be written as a whole: the pair, a formatted text, or a text by itself."""
    if not pair.is_alike:
        yield pair.units
        return
    for path in dict.fromkeys(unit.leaf.path for unit in pair.units):
        units = [unit for unit in pair.units if unit.leaf.path == path]
        if all(unit.target is NOTHING for unit in units):
            yield units
        else:
            yield from ([unit] for unit in units)


def _on_its_way(holder_name: str, passage: Passage, standing: Standing) -> OnItsWay:
    draft, language = passage.draft, passage.language
    source, target = passage.stored_source(), passage.stored()
    is_alike = target is not None and _are_alike(source, target)
    name = passage_name(draft, standing.pair, standing.sides)
    units: list[Unit] = []
    for leaf in _texts(passage, source):
        there = str(_at(target, leaf.path)) if is_alike else ""
        words = "" if is_alike else standing.sides[LANGUAGES.index(language)]
        key = "/".join(quote(part, safe="") for part in (*standing.pair, ".".join(map(str, leaf.path))))
        key = f"{holder_name}/{key}"
        label = str(getattr(leaf.block, "label", "") or "") if leaf.path else ""
        limit, is_one_line = _form_of(passage, leaf)
        runs = list(_side_by_side(leaf, there))
        for place, (run, own) in enumerate(runs):
            present = to_words(own.marked) if own is not NOTHING else words or _plain(there)
            number = f" ({place + 1})" if len(runs) > 1 else ""
            full_name = f"{name}: {capfirst(label)}{number}" if label else f"{name}{number}"
            units.append(Unit(f"{key}/{place}", leaf, place, full_name, run, own, present, limit, is_one_line))
    return OnItsWay(passage, standing, units, is_alike)


def _side_by_side(leaf: Leaf, there: str) -> Iterator[tuple[Run, Run]]:
    """Set the runs of a text against those that are written in the other language."""
    if leaf.kind == Kind.WORDS:
        yield Run(from_words(leaf.value), {}), Run(from_words(there), {})
        return
    wanted, own = take_apart(leaf.value), take_apart(there)
    for place, run in enumerate(wanted.runs):
        yield run, set_against(own.runs[place], run) if wanted.shape == own.shape else NOTHING


def _plain(html: str) -> str:
    return " ".join(to_words(run.marked) for run in take_apart(html).runs)


def _texts(passage: Passage, value: Any) -> Iterator[Leaf]:
    if passage.pair.block_id:
        found = leaves(passage.block, value)
    else:
        is_rich = isinstance(passage.field, RichTextField)
        found = iter([Leaf(Kind.RICH_TEXT if is_rich else Kind.WORDS, value)])
    return (leaf for leaf in found if leaf.kind in WRITTEN and leaf.value.strip())


def _form_of(passage: Passage, leaf: Leaf) -> tuple[int | None, bool]:
    """Return how long a text may be, and whether it is one line."""
    if leaf.kind != Kind.WORDS:
        return None, False
    if not passage.pair.block_id:
        return passage.field.max_length, isinstance(passage.field, models.CharField)
    return getattr(getattr(leaf.block, "field", None), "max_length", None), not isinstance(leaf.block, blocks.TextBlock)


def _are_alike(left: Any, right: Any) -> bool:
    """Tell whether two stored values have the same parts."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_are_alike, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        holders = {key for key, value in left.items() if isinstance(value, list | dict)}
        return (
            left.get("type") == right.get("type")
            and holders <= right.keys()
            and all(_are_alike(left[key], right[key]) for key in left.keys() & right.keys())
        )
    return isinstance(left, list | dict) == isinstance(right, list | dict)


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value or ""


def _with(value: Any, path: tuple[str | int, ...], text: str) -> Any:
    if not path:
        return text
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = text
    return value

"""A translator's file against the texts of today: what is new, what stays, and why; and the draft that is made of it."""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.bilingual.freshness import declare
from home.bilingual.freshness_rules import is_translatable
from home.bilingual.languages import LANGUAGES, other_language
from home.bilingual.normal_text import is_visible
from home.bilingual.page import BilingualPage, page_model
from home.bilingual.roles import languages_of
from home.bilingual.texts import Pair, normalise
from home.editing.beside_pages import save_owner
from home.editing.drafts import lock_message
from home.exchange import po, xliff
from home.exchange.owners import KEY, draft_of, find_owners
from home.exchange.parcel import Return, Returned, site, source_seal, taken_apart, target_seal
from home.exchange.rich_codes import Run, checked, to_words
from home.exchange.sending import title_of
from home.exchange.units import OnItsWay, Unit, as_kept, pairs_of, parts_of, written

MOST_BYTES = 10 * 1024 * 1024
# Pages, snippets and settings that are looked at and saved together: about two seconds.
PART = 25
TOO_LARGE = _("The file is too large. Ask for it in parts, each of at most 10 MB.")
SOURCE_CHANGED = _("The source was changed after it was sent. Send the passage once more.")
TARGET_CHANGED = _("The translation was changed after it was sent. It stays as it is, unless you take the text of the file.")
GONE = _("The passage is no longer on the page.")
UNFINISHED = _("Other parts of this passage are not translated. It can only be brought back as a whole.")


@dataclass
class Row:
    """A text of the file beside what is written now."""

    name: str
    source: str
    present: str
    new: str
    # Why it is not brought back; empty where it is.
    problem: str = ""
    # What the source says now, where it is no longer what was sent.
    source_now: str = ""
    # The text's name where a person may take it although somebody else has written there.
    key: str = ""


@dataclass
class OwnerRows:
    """What the file brings to one page, snippet or settings."""

    title: str
    # Where the person may edit it; empty where they may not.
    url: str = ""
    # The draft that is written; None where nothing may be.
    draft: Any = None
    # The version that it was made of.
    version: int | None = None
    # Why nothing is brought there; empty where something may be.
    problem: str = ""
    rows: list[Row] = field(default_factory=list)
    # What is written on confirmation.
    new: list[tuple[OnItsWay, dict[str, Run]]] = field(default_factory=list)
    # The pairs of these in which nothing is left to do.
    whole: list[Pair] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many texts are new."""
        return sum(len(runs) for _, runs in self.new)

    @property
    def is_page(self) -> bool:
        return isinstance(self.draft, BilingualPage)


@dataclass
class Comparison:
    """A whole file, checked, one part of it compared, and nothing written yet."""

    language: str
    owners: list[OwnerRows]
    # Counted from 1.
    part: int
    parts: int

    @property
    def count(self) -> int:
        """How many texts are new."""
        return sum(owner.count for owner in self.owners)

    @property
    def may_be_taken(self) -> bool:
        """Whether there are texts that a person may take although somebody else has written there."""
        return any(row.key for owner in self.owners for row in owner.rows)

    @property
    def next_part(self) -> int:
        return self.part + 1

    @property
    def has_others(self) -> bool:
        """Whether some of them are not on pages, and so have no draft."""
        return any(owner.new and not owner.is_page for owner in self.owners)


def read(data: bytes) -> Return:
    """Read a file of any kind that was sent; raises ValidationError, with what to do."""
    if len(data) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if data.startswith(b"PK"):
        raise ValidationError(gettext("This is an archive. Unpack it, and bring back the files in it one by one."))
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    return xliff.read(data) if start == b"<" else po.read(data)


def compare(data: bytes, user: Any, part: int = 1, taken: Container[str] = ()) -> Comparison:
    """Check a file whole and set a part of it against what is written; raises ValidationError where it is not to be trusted.

    `taken` names texts that a person takes from the file although somebody else has written there.
    """
    returned = read(data)
    language = returned.target_language
    _check_whole(returned)
    texts: dict[str, dict[str, Returned]] = {}
    for text in returned.texts:
        key = taken_apart(text.reference)[0]
        texts.setdefault(key.partition("/")[0], {})[key] = text
    keys = list(texts)[(part - 1) * PART : part * PART]
    owners = find_owners(keys, user)
    compared = [_owner(*owners.get(key, (None, "")), texts[key], language, user, taken) for key in keys]
    return Comparison(language, compared, part, ceil(len(texts) / PART))


@transaction.atomic
def bring_back(comparison: Comparison, user: Any, *, is_declared: bool) -> list[OwnerRows]:
    """Save what is new as one draft of each page, and anything else at once; returns what was written.

    On request the passages of pages are declared to say the same in both languages. Raises ValidationError, and writes
    nothing, where somebody has saved one of them since the comparison.
    """
    changed = [owner for owner in comparison.owners if owner.new]
    for owner in changed:
        if _version(owner.draft, lock=True) != owner.version:
            raise ValidationError(
                gettext("“%(title)s” was saved by somebody meanwhile. Look once more.") % {"title": owner.title}
            )
    for owner in changed:
        for pair, runs in owner.new:
            pair.passage.write_stored(written(pair, runs))
        save_owner(owner.draft, user)
        if is_declared and owner.is_page:
            declare(owner.draft, owner.whole, user)
    return changed


def _check_whole(returned: Return) -> None:
    if returned.site.rstrip("/") != site():
        sites = {"site": returned.site or "?", "this": site()}
        raise ValidationError(gettext("The file belongs to another site, %(site)s. This one is %(this)s.") % sites)
    language = returned.target_language
    if language not in LANGUAGES or returned.source_language != other_language(language):
        raise ValidationError(gettext("The file is not from Danish into English, nor from English into Danish."))
    if not returned.texts:
        raise ValidationError(gettext("There is no text in the file."))
    keys = [taken_apart(text.reference)[0] for text in returned.texts]
    if twice := [key for key, count in Counter(keys).items() if key and count > 1]:
        [text, *_] = (text for text, key in zip(returned.texts, keys, strict=True) if key == twice[0])
        raise ValidationError(gettext("The file has a text twice: “%(text)s”. Ask for it once more.") % {"text": _short(text)})
    for text in returned.texts:
        key, seal, _target = taken_apart(text.reference)
        if not KEY.fullmatch(key.partition("/")[0]) or seal != source_seal(key, language, text.source):
            raise ValidationError(
                gettext(
                    "A source text is not as it was sent, or stands in the wrong place: “%(text)s”. "
                    "Ask the translator to change only the translation, or send the page once more."
                )
                % {"text": _short(text)}
            )


def _owner(owner: Any, url: str, texts: dict[str, Returned], language: str, user: Any, taken: Container[str]) -> OwnerRows:
    if owner is None:
        reason = gettext("It was deleted after it was sent, or you may not edit it.")
        return OwnerRows(gettext("No longer here"), problem=reason)
    if not url:
        reason = gettext("Ask somebody who may edit it to bring it back.")
        return OwnerRows(gettext("A page that you may not edit"), problem=reason)
    found = OwnerRows(title_of(owner), url, problem=_why_not(owner, language, user))
    if found.problem:
        return found
    found.version, found.draft, left = _version(owner), draft_of(owner), dict(texts)
    for pair in pairs_of(found.draft, language):
        rows, new = _pair(pair, {unit.key: left.pop(unit.key, None) for unit in pair.units}, language, taken)
        found.rows += rows
        if new:
            found.new.append((pair, new))
            # What is declared is the page's own; its rows have no memory.
            is_its_own = pair.passage.draft is found.draft and not any(row.problem for row in rows)
            if is_its_own and all(unit.key in new or unit.target.marked for unit in pair.units):
                found.whole.append(pair.standing.pair)
    gone = (text for text in left.values() if text.target)
    found.rows += [Row(gettext("Passage"), to_words(text.source), "", to_words(text.target), str(GONE)) for text in gone]
    return found


def _why_not(page: Any, language: str, user: Any) -> str:
    if language not in languages_of(user):
        return gettext("You do not write this language.")
    if not isinstance(page, BilingualPage):
        return ""
    if page.alias_of_id:
        return gettext("The page is a mirror of another page, which has the text.")
    return lock_message(page, user)


def _pair(
    pair: OnItsWay, texts: dict[str, Returned | None], language: str, taken: Container[str]
) -> tuple[list[Row], dict[str, Run]]:
    """Judge the texts of a pair; returns what there is to see, and what is new."""
    rows: dict[str, Row] = {}
    new: dict[str, Run] = {}
    for unit in pair.units:
        text = texts[unit.key]
        if text is None or _is_untranslated(text) or as_kept(text.target, unit) == unit.target.marked:
            continue
        row = Row(unit.name, to_words(text.source), unit.present, to_words(text.target))
        rows[unit.key] = row
        run, row.problem = _judged(unit, text, language, is_taken=unit.key in taken)
        if row.problem == str(SOURCE_CHANGED):
            row.source_now = to_words(unit.source.marked)
        if row.problem == str(TARGET_CHANGED):
            row.key = unit.key
        if not row.problem:
            new[unit.key] = run
    for part in parts_of(pair):
        if (own := [unit.key for unit in part if unit.key in new]) and len(own) < len(part):
            for key in own:
                del new[key]
                rows[key].problem = str(UNFINISHED)
    return list(rows.values()), new


def _judged(unit: Unit, text: Returned, language: str, *, is_taken: bool) -> tuple[Run, str]:
    seals = taken_apart(text.reference)
    marked = as_kept(text.target, unit)
    if seals[1] != source_seal(unit.key, language, unit.source.marked):
        return unit.target, str(SOURCE_CHANGED)
    if seals[2] != target_seal(unit) and not is_taken:
        return unit.target, str(TARGET_CHANGED)
    if unit.limit and len(to_words(marked)) > unit.limit:
        return unit.target, gettext("The translation is too long: at most %(limit)s characters.") % {"limit": unit.limit}
    try:
        return checked(marked, unit.source, unit.target), ""
    except ValidationError as error:
        return unit.target, gettext("Codes do not match: %(reason)s. Ask the translator to mend it.") % {
            "reason": error.message
        }


def _is_untranslated(text: Returned) -> bool:
    """Tell whether a program has left a text as it was sent: empty, of nothing that is seen, or a copy that is no name."""
    words, source = to_words(text.target), normalise(to_words(text.source))
    return not is_visible(words) or (normalise(words) == source and is_translatable(source, set()))


def _version(owner: Any, *, lock: bool = False) -> int | None:
    """Return the latest version of an owner as it is stored now."""
    model = page_model() if isinstance(owner, BilingualPage) else type(owner)
    rows = model._base_manager.filter(pk=owner.pk)
    stored = (rows.select_for_update() if lock else rows).first()
    return getattr(stored, "latest_revision_id", None)


def _short(text: Returned) -> str:
    return to_words(text.source)[:80]

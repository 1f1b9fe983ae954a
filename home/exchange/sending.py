"""What a translator gets: all that is not written, only copied, or of a former source in one language."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.bilingual.bin import is_in_bin
from home.bilingual.freshness_rules import PairState
from home.bilingual.languages import LANGUAGES, other_language
from home.bilingual.page import BilingualPage
from home.bilingual.texts import normalise
from home.editing.differences import word_difference
from home.exchange import po, xliff
from home.exchange.owners import draft_of, key_of
from home.exchange.parcel import Parcel, Sent, Text, reference
from home.exchange.rich_codes import to_words
from home.exchange.units import OnItsWay, Unit, pairs_of


class Format(NamedTuple):
    """A kind of file."""

    label: Any
    ending: str
    write: Callable[[Parcel], bytes]


FORMATS = {
    "xliff2": Format(_("XLIFF 2.1"), "xlf", xliff.write_v2),
    "xliff1": Format(_("XLIFF 1.2, for older programs"), "xlf", xliff.write_v1),
    "po": Format(_("PO"), "po", po.write),
}


def parcel_of(owners: Iterable[Any], language: str) -> Parcel:
    """Gather what is to be translated into a language on pages, snippets and settings; what may not be sent is left out."""
    sent = [_owner(owner, language) for owner in owners if not kept_back(owner, language)]
    return Parcel(other_language(language), language, [owner for owner in sent if owner.texts])


def pages_to_send(pages: Any) -> Iterator[BilingualPage]:
    """Go through those of some pages that go out together; a page about a patient is sent by itself, or not at all."""
    found = pages.filter(alias_of=None, depth__gt=1).specific()
    return (page for page in found.iterator(chunk_size=100) if not page.tells_of_a_patient and not is_in_bin(page))


def kept_back(owner: Any, language: str) -> str:
    """Say why nothing of a page may go to a translator; empty where it may."""
    if reason := isinstance(owner, BilingualPage) and owner.withheld_reason(language):
        return gettext("%(reason)s, so nothing of the page is sent.") % {"reason": capfirst(reason)}
    return ""


def _owner(owner: Any, language: str) -> Sent:
    draft = draft_of(owner)
    pairs = [pair for pair in pairs_of(draft, language) if not pair.standing.is_done_in(language)]
    texts = [text for pair in pairs for text in _texts(pair, language)]
    return Sent(key_of(owner), title_of(draft), texts)


def title_of(owner: Any) -> str:
    """Call an owner as the admin does."""
    return owner.get_admin_display_title() if isinstance(owner, BilingualPage) else str(owner)


def _texts(pair: OnItsWay, language: str) -> list[Text]:
    standing, side = pair.standing, LANGUAGES.index(other_language(language))
    former = standing.basis[side] if standing.state == PairState.CHANGED else ""
    # Where words only went, each text of the pair may be the one.
    new = [unit.key for unit in pair.units if normalise(to_words(unit.source.marked)) not in former] or [
        unit.key for unit in pair.units
    ]
    return [_text(pair, unit, language, former if unit.key in new else "") for unit in pair.units]


def _text(pair: OnItsWay, unit: Unit, language: str, former: str) -> Text:
    standing, side = pair.standing, LANGUAGES.index(other_language(language))
    # Who is behind has a translation, but a copy is none.
    target = "" if standing.state == PairState.COPIED else unit.target.marked
    notes = [unit.name]
    if unit.limit:
        notes.append(gettext("At most %(limit)s characters.") % {"limit": unit.limit})
    if unit.present and not target and standing.state != PairState.COPIED:
        notes.append(gettext("The translation until now: %(text)s") % {"text": unit.present})
    if former:
        notes.append(gettext("Changed since: %(changes)s") % {"changes": _difference(former, standing.sides[side])})
    is_behind = bool(former) or standing.state == PairState.MACHINE
    codes = {**unit.target.codes, **unit.source.codes}
    return Text(reference(unit, language), unit.source.marked, target, codes, notes, former, unit.limit, is_behind)


def _difference(before: str, after: str) -> str:
    """Write a difference without tags: `[-gone-]` and `{+new+}`."""
    marked = str(word_difference(before, after))
    for tag, opening, closing in (("del", "[-", "-]"), ("ins", "{+", "+}")):
        marked = re.sub(f"<{tag}>(.*?)</{tag}>", rf"{opening}\1{closing}", marked)
    return html.unescape(marked)

"""What the editor is told of the passages that are behind."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.bilingual.freshness import Standing, behind
from home.bilingual.freshness_rules import BOTH, PairState
from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.page import BilingualPage
from home.bilingual.passages import passage_name
from home.bilingual.roles import languages_of
from home.bilingual.texts import Pair
from home.editing.differences import word_difference

# By the language that is behind: a language's name takes another form in each sentence.
CHANGED = {
    "da": _("The English text has changed since the Danish one was last confirmed:"),
    "en": _("The Danish text has changed since the English one was last confirmed:"),
}
MISSING = {"da": _("It is missing in Danish:"), "en": _("It is missing in English:")}
COPIED = {
    "da": _("The Danish text is a copy of the English one and awaits its translation:"),
    "en": _("The English text is a copy of the Danish one and awaits its translation:"),
}
BY_MACHINE = {
    "da": _("A machine wrote the Danish text. Read it, and confirm it or mend it:"),
    "en": _("A machine wrote the English text. Read it, and confirm it or mend it:"),
}
REMOVED = {
    "da": _("It was removed in English, but is still there in Danish:"),
    "en": _("It was removed in Danish, but is still there in English:"),
}


QUESTION = _("Both texts were changed since they last said the same. Do they say the same now?")


class Notice(NamedTuple):
    """One passage to look at, in words, with what finds it in the editor."""

    label: str
    sentence: str
    # What changed, by the language of its text.
    differences: list[tuple[str, SafeString]]
    # What the editor says where nothing is to be done.
    word: str
    column: str
    block_id: str
    language: str
    key: str
    # Copies are declared one by one, and so is what a machine wrote.
    is_copied: bool
    # What the editor sees, so that nobody declares a text that was saved meanwhile.
    seen: str

    @property
    def language_name(self) -> str:
        return str(language_name(self.language))


def notices(page: BilingualPage, user: Any = None) -> list[Notice]:
    """Say what is behind on a page as it is given, in the languages that a person writes (default: in both)."""
    return notices_of(page, behind(page), languages_of(user) if user else LANGUAGES)


def notices_of(page: BilingualPage, found: list[Standing], languages: Sequence[str]) -> list[Notice]:
    """Say it of what is found behind."""
    return [_notice(page, item, languages) for item in found if item.language in languages or item.language == BOTH]


def _notice(page: BilingualPage, item: Standing, languages: Sequence[str]) -> Notice:
    sentence, compared = _explain(item)
    # The question of both languages leads to the one that the person writes, English where that is both.
    language = languages[-1] if item.language == BOTH else item.language
    words = {PairState.COPIED: gettext("The same in both languages"), PairState.MACHINE: gettext("Confirm")}
    return Notice(
        label=passage_name(page, item.pair, item.sides),
        sentence=str(sentence),
        differences=[(LANGUAGES[side], word_difference(before, item.sides[side])) for side, before in compared],
        word=gettext("Yes, they say the same") if item.language == BOTH else words.get(item.state, gettext("Still correct")),
        column=column(item.pair.field_name, language),
        block_id=item.pair.block_id,
        language=language,
        key=pair_key(item.pair),
        is_copied=item.state in (PairState.COPIED, PairState.MACHINE),
        seen=_digest(item.sides),
    )


def _explain(item: Standing) -> tuple[Any, list[tuple[int, str]]]:
    """Say why a passage is to be looked at; with the languages whose text is shown, and what each is compared with."""
    if item.language == BOTH:
        return QUESTION, [(side, item.basis[side]) for side in (0, 1)]
    other = LANGUAGES.index(other_language(item.language))
    source = item.sides[other]
    if item.state == PairState.NOT_WRITTEN:
        return MISSING[item.language], [(other, source)]
    if item.state == PairState.COPIED:
        return COPIED[item.language], [(other, source)]
    if item.state == PairState.MACHINE:
        return BY_MACHINE[item.language], [(side, item.sides[side]) for side in (other, 1 - other)]
    return (CHANGED if source else REMOVED)[item.language], [(other, item.basis[other])]


def pair_key(pair: Pair) -> str:
    return ":".join(pair)


def _digest(sides: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(sides).encode()).hexdigest()

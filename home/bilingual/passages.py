"""What a passage is called, and which are only copied or a machine’s: for everybody who publishes."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.text import Truncator, capfirst, get_text_list
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from home.bilingual.freshness import by_machine, copied
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.page import BilingualPage
from home.bilingual.texts import Pair, Sides
from home.bilingual.visibility import Errors, shown_languages

# By the language that is copied: a language's name takes another form in each sentence.
COPIED = {
    "da": _("In Danish this is still the English text: %(passages)s."),
    "en": _("In English this is still the Danish text: %(passages)s."),
}

BY_MACHINE = {
    "da": ngettext_lazy(
        "In Danish %(count)s passage is a draft by machine. "
        "Read and confirm it under “Translate into Danish” before you publish.",
        "In Danish %(count)s passages are a draft by machine. "
        "Read and confirm them under “Translate into Danish” before you publish.",
        "count",
    ),
    "en": ngettext_lazy(
        "In English %(count)s passage is a draft by machine. "
        "Read and confirm it under “Translate into English” before you publish.",
        "In English %(count)s passages are a draft by machine. "
        "Read and confirm them under “Translate into English” before you publish.",
        "count",
    ),
}


def passage_name(page: BilingualPage, pair: Pair, sides: Sides) -> str:
    """Name a field, or a block by its first words."""
    field = page._meta.get_field(pair.field_name)
    for language in reversed(LANGUAGES) if pair.block_id else ():
        for block in getattr(page, column(field.name, language)).raw_data:
            if block["id"] == pair.block_id and block["type"] in field.stream_block.child_blocks:
                words = Truncator(sides[LANGUAGES.index(language)] or sides[0]).words(6)
                label = field.stream_block.child_blocks[block["type"]].label
                return gettext("%(block)s “%(words)s”") % {"block": label, "words": words}
    return str(capfirst(field.verbose_name))


def copied_passages(page: BilingualPage, languages: list[str] | None = None) -> dict[str, list[str]]:
    """Name, by language, the passages of a draft that publishing would show untranslated.

    Asks about some languages, or else about those that are switched on.
    """
    wanted = languages or shown_languages(page)
    found: dict[str, list[str]] = {}
    for item in copied(page):
        if item.language in wanted:
            found.setdefault(item.language, []).append(passage_name(page, item.pair, item.sides))
    return found


def copy_errors(page: BilingualPage, languages: list[str] | None = None) -> list[ValidationError]:
    """Ask about what would be published untranslated: one question per language, with the passages named."""
    return [
        ValidationError(COPIED[language], code="copied", params={"passages": get_text_list(names, gettext("and"))})
        for language, names in copied_passages(page, languages).items()
    ]


def machine_counts(page: BilingualPage, languages: list[str] | None = None) -> dict[str, int]:
    """Count, by language, what a machine wrote of a draft and nobody has confirmed.

    Asks about some languages, or else about those that are switched on.
    """
    return Counter(item.language for item in by_machine(page) if item.language in (languages or shown_languages(page)))


def machine_errors(page: BilingualPage, languages: list[str] | None = None) -> Errors:
    """Say, by column, which languages cannot be published, since nobody has read what a machine wrote."""
    return {
        column("shown", language): ValidationError(BY_MACHINE[language], params={"count": count})
        for language, count in machine_counts(page, languages).items()
    }

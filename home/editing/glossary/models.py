from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from home.bilingual.languages import LANGUAGES, other_language
from home.bilingual.sorting import in_order
from home.editing.glossary.phrases import spelling, split_phrases
from home.editing.versions import VersionsMixin

MOST_CHARACTERS = 200
WORDS = {"da": "danish", "en": "english"}
AVOIDED = {"da": "not_danish", "en": "not_english"}
SEVERAL = _("One word or phrase. Where several are good, write commas between them, the best one first.")
NEVER = _("Words that the site never uses for it, with commas between them.")


class GlossaryForm(WagtailAdminModelForm):
    """Refuses a word that another term has: nobody could tell which of the two is meant.

    The content files may bring what an editor has written already; that does no harm.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        others = type(self.instance).objects.exclude(pk=self.instance.pk)
        for language, name in WORDS.items():
            written = split_phrases(cleaned.get(name, ""))
            for other in others:
                if word := shared(written, other.words(language), language):
                    message = gettext("“%(word)s” is in the glossary already, as “%(term)s”. Write your words there.")
                    self.add_error(name, message % {"word": word, "term": other})
                    break
        return cleaned


class GlossaryTerm(VersionsMixin, index.Indexed):
    """What the clinic calls one thing in both languages; it goes to translators and machines, and reads along in the editor."""

    danish = models.CharField(_("Danish"), max_length=MOST_CHARACTERS, help_text=SEVERAL)
    english = models.CharField(_("English"), max_length=MOST_CHARACTERS, help_text=SEVERAL)
    not_danish = models.CharField(_("do not use in Danish"), max_length=MOST_CHARACTERS, blank=True, help_text=NEVER)
    not_english = models.CharField(_("do not use in English"), max_length=MOST_CHARACTERS, blank=True, help_text=NEVER)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What a translator must know, in one or two sentences.")
    )

    page_cache_ignore = True

    base_form_class = GlossaryForm
    panels = [
        FieldRowPanel(["danish", "english"]),
        MultiFieldPanel([FieldRowPanel(["not_danish", "not_english"])], _("Do not use")),
        "note",
    ]
    search_fields = [index.AutocompleteField(name) for name in (*WORDS.values(), *AVOIDED.values())]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms of the glossary")
        ordering = [in_order("danish", "da"), "pk"]

    def __str__(self) -> str:
        return f"{self.danish} / {self.english}"

    def clean(self) -> None:
        errors = {}
        for language in LANGUAGES:
            for name in (WORDS[language], AVOIDED[language]):
                if (written := getattr(self, name)) and (fault := _fault(written, language)):
                    errors[name] = ValidationError(fault)
                setattr(self, name, ", ".join(split_phrases(written)))
            if both := shared(self.avoided(language), self.words(language), language):
                message = gettext("“%(word)s” cannot be a word to use and a word not to use.")
                errors.setdefault(AVOIDED[language], ValidationError(message % {"word": both}))
        if errors:
            raise ValidationError(errors)

    def words(self, language: str) -> list[str]:
        """List what it is called in a language, the best first."""
        return split_phrases(getattr(self, WORDS[language]))

    def avoided(self, language: str) -> list[str]:
        """List what it is never called in a language."""
        return split_phrases(getattr(self, AVOIDED[language]))


def terms() -> list[GlossaryTerm]:
    """Return the whole glossary, but for what has words in one language only; one query."""
    return list(GlossaryTerm.objects.exclude(danish="").exclude(english=""))


def word_pairs(source_language: str) -> dict[str, str]:
    """Return for every word in one language the best one in the other, as dictionaries of translation services have it."""
    target = other_language(source_language)
    return {word: term.words(target)[0] for term in terms() for word in term.words(source_language)}


def shared(words: list[str], others: list[str], language: str) -> str:
    """Return the first of some words that others have, too; empty where there is none."""
    known = {spelling(other, language) for other in others}
    return next((word for word in words if spelling(word, language) in known), "")


def _fault(text: str, language: str) -> str:
    if "<" in text or ">" in text:
        return gettext("Write words only, without formatting.")
    if not all(spelling(phrase, language) for phrase in split_phrases(text) or [text]):
        return gettext("Write words, and not only signs.")
    return ""

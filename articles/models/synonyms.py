import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.bilingual.languages import column
from home.bilingual.search_query import WORD
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, translated
from home.editing.versions import VersionsMixin

HELP = _("Words and short phrases that readers use for the same thing, with commas between them: “pain, ache, hurts”.")


class Synonyms(VersionsMixin, index.Indexed):
    """Words that mean the same to readers: a search for one of them finds the pages that have another."""

    words = models.TextField(_("words that mean the same"), blank=True, help_text=HELP)

    # Words that mean the same in one language need not have their like in the other.
    needs_both_languages = False

    base_form_class = OwnLanguagesForm
    panels = [LanguagesPanel(), translated("words", is_copied=False)]
    search_fields = [index.AutocompleteField(column("words", language)) for language in ("da", "en")]

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words_da or self.words_en or str(self.pk)

    @classmethod
    def groups(cls, language: str) -> list[list[list[str]]]:
        """Return each list as its phrases, and each of these as its words; one query."""
        lists = cls.objects.values_list(column("words", language), flat=True)
        groups = [[WORD.findall(phrase.lower()) for phrase in re.split(r"[,;\n]", words or "")] for words in lists]
        return [[phrase for phrase in group if phrase] for group in groups]

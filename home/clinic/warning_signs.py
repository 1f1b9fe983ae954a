from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.sorting import in_order
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, translated, translated_text
from home.editing.versions import VersionsMixin

SIGN_FEATURES = ["bold", "ul"]
WORDS = ("short", "at_once", "within_days")


class WarningSigns(VersionsMixin, index.Indexed):
    """The signs on which to see a doctor, in two steps: written here once, and shown on every page that chooses them."""

    name = models.CharField(
        _("name"),
        max_length=60,
        unique=True,
        help_text=_("What the pain is about, for example “back and leg”. Only editors see it."),
    )
    short = models.TextField(
        _("in short"), blank=True, help_text=_("The most dangerous signs in one sentence, for the front page.")
    )
    at_once = RichTextField(
        _("at once"), blank=True, features=SIGN_FEATURES, help_text=_("The signs on which to call 112 or a doctor at once.")
    )
    within_days = RichTextField(
        _("within days"),
        blank=True,
        features=SIGN_FEATURES,
        help_text=_("The signs on which to see one’s own doctor within days."),
    )
    checked_by = models.CharField(
        _("checked by"),
        max_length=150,
        blank=True,
        help_text=_("The doctor, or other authorised health professional, who has approved both steps in both languages."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    # What they approved: it holds for these words, and for no others.
    checked_words = models.TextField(default="", blank=True, editable=False)

    base_form_class = OwnLanguagesForm
    panels = [
        LanguagesPanel(),
        "name",
        translated("short"),
        translated_text("at_once"),
        translated_text("within_days"),
        MultiFieldPanel([FieldRowPanel(["checked_by", "checked_on"])], _("Approved by a clinician")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("warning signs")
        verbose_name_plural = _("warning signs")
        ordering = [in_order("name", "da"), "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        former = type(self)._base_manager.filter(pk=self.pk).values_list("checked_by", "checked_on").first()
        if former != (self.checked_by, self.checked_on):
            self.checked_words = self._words
        super().save(*args, **kwargs)

    @property
    def is_checked(self) -> bool:
        """Tell whether a clinician has approved the words that stand here now."""
        return bool(self.checked_by and self.checked_on) and self.checked_words == self._words

    @property
    def _words(self) -> str:
        return "\n".join(getattr(self, column(name, language)) or "" for name in WORDS for language in LANGUAGES)

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from home.bilingual.sorting import in_order
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, translated, translated_text
from home.editing.versions import VersionsMixin

INLINE_FEATURES = ["bold", "italic", "link"]


class Practitioner(VersionsMixin, index.Indexed):
    """A person who writes, treats or reviews, with the credentials that readers are shown."""

    name = models.CharField(_("name"), max_length=150)
    credentials = models.CharField(
        _("credentials"), max_length=200, blank=True, help_text=_("Your title, shown after the name.")
    )
    biography = RichTextField(
        _("biography"),
        blank=True,
        features=INLINE_FEATURES,
        help_text=_("Two to five sentences, shown on the front page and with the articles."),
    )
    training = models.TextField(
        _("training"), blank=True, help_text=_("One course or examination per line, with the place and the year.")
    )
    association = models.CharField(
        _("association"),
        max_length=200,
        blank=True,
        help_text=_("The association that you belong to or are registered with: patients can look you up there."),
    )
    spoken_languages = models.CharField(
        _("languages spoken"), max_length=150, blank=True, help_text=_("For example “Danish and English”.")
    )
    photo = models.ForeignKey(
        "home.ClinicImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Your face in daylight, at least 800 pixels wide. It is cut to a square, around the focal point."),
    )

    base_form_class = OwnLanguagesForm
    panels = [
        LanguagesPanel(),
        "name",
        FieldPanel("photo"),
        translated("credentials"),
        translated_text("biography"),
        translated("training"),
        translated("association"),
        translated("spoken_languages"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = [in_order("name", "da"), "pk"]

    def __str__(self) -> str:
        return self.name

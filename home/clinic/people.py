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
        _("credentials"), max_length=200, blank=True, help_text=_("Title and training, shown after the name.")
    )
    biography = RichTextField(
        _("biography"), blank=True, features=INLINE_FEATURES, help_text=_("Two to five sentences, shown with the articles.")
    )
    photo = models.ForeignKey(
        "home.ClinicImage",
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = OwnLanguagesForm
    panels = [LanguagesPanel(), "name", translated("credentials"), translated_text("biography"), FieldPanel("photo")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = [in_order("name", "da"), "pk"]

    def __str__(self) -> str:
        return self.name

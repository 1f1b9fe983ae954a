from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.bilingual.languages import DefaultLanguageSaveMixin
from home.bilingual.panels import LanguagesPanel, slug_input, title_panel, translated


class Topic(DefaultLanguageSaveMixin, index.Indexed):
    """What articles are about, for example sciatica; readers can list the articles of a topic."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, help_text=_("The topic's part of the address."))
    description = models.TextField(_("description"), blank=True, help_text=_("One sentence above the topic's articles."))

    panels = [
        LanguagesPanel(),
        title_panel("name"),
        translated("slug", widget=slug_input(), is_copied=False),
        translated("description"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

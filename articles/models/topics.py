from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.bilingual.languages import LANGUAGES, active_language, column
from home.bilingual.slugs import propose_slug
from home.bilingual.sorting import in_order
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, slug_input, title_panel, translated
from home.editing.versions import VersionsMixin

# Part of an address, so it must never change.
TOPIC_SEGMENTS = {"da": "emne", "en": "topic"}


class TopicManager(models.Manager):
    """Topics in Danish order; an article's own rows are sorted by modelcluster, which knows no expressions in Meta.ordering."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().order_by(in_order("name_da", "da"), "pk")


class Topic(VersionsMixin, index.Indexed):
    """What articles are about, for example sciatica; readers can list the articles of a topic."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, help_text=_("The topic’s part of the address."))
    description = models.TextField(_("description"), blank=True, help_text=_("One sentence above the topic’s articles."))
    icd10 = models.CharField(
        _("ICD-10 code"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d\d(\.\d{1,2})?$", _("Write the code with its dot, for example M54.3."))],
        help_text=_(
            "Only where the topic is an illness or a complaint, for example M54.3 for sciatica. "
            "Search engines are then told that its articles are about that illness."
        ),
    )

    objects = TopicManager()

    base_form_class = OwnLanguagesForm
    panels = [
        LanguagesPanel(),
        title_panel("name"),
        translated("slug", widget=slug_input(), is_copied=False),
        translated("description"),
        "icd10",
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_da", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A name that a translator sent back brings no slug along.
        for language in LANGUAGES:
            name, slug = getattr(self, column("name", language)), column("slug", language)
            if name and not getattr(self, slug):
                proposed = propose_slug(name)
                is_taken = type(self)._base_manager.filter(**{slug: proposed}).exists()
                setattr(self, slug, None if is_taken else proposed or None)
        super().save(*args, **kwargs)

    @property
    def path(self) -> str:
        """The end of the address of the topic's list, in the active language: `emne/iskias/`."""
        return f"{TOPIC_SEGMENTS[active_language()]}/{self.slug}/"

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from articles.models.topics import Topic
from articles.new_topic import TopicsPanel
from home.bilingual.visibility import BilingualPageQuerySet, Errors
from home.editing.panels import translated_text
from home.models import BasePage, BilingualPageManager, HeroMixin, LeadMixin, WarningSignsMixin

CONDITION_FEATURES = ["bold", "italic", "link", "ul", "ol"]


class Region(models.TextChoices):
    """A place on the body map."""

    HEAD = "head", _("Head")
    NECK = "neck", _("Neck and shoulders")
    ARM = "arm", _("Arm and hand")
    BACK = "back", _("Back and leg")
    HIP = "hip", _("Hip")
    KNEE = "knee", _("Knee")
    FOOT = "foot", _("Foot")


class ConditionIndexPage(LeadMixin, BasePage):
    """What people come with, by where it hurts: a body map and a list."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.ConditionPage"]

    content_panels = [*BasePage.content_panels, *LeadMixin.lead_panels]

    class Meta:
        verbose_name = _("list of conditions")
        verbose_name_plural = _("lists of conditions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "conditions": self.conditions}

    @cached_property
    def conditions(self) -> list["ConditionPage"]:
        """The public pages below in the active language, in the order in which an editor has put them."""
        return list(ConditionPage.objects.public_below(self).with_pictures().order_by("path"))


class ConditionPageQuerySet(BilingualPageQuerySet):
    def with_pictures(self) -> "ConditionPageQuerySet":
        """Read what cards show, and the pictures on them with their renditions."""
        return self.for_cards().select_related("hero_image").prefetch_related("hero_image__renditions")

    def on(self, topics: list[Topic]) -> "ConditionPageQuerySet":
        """Keep the pages on one of some topics."""
        return self.filter(pk__in=ConditionPage.topics.through.objects.filter(topic__in=topics).values("conditionpage"))


class ConditionPage(WarningSignsMixin, HeroMixin, LeadMixin, BasePage):
    """What people come with: what it is, what acupuncture may and may not do, when to see a doctor, and what research says."""

    parent_page_types = ["articles.ConditionIndexPage"]
    subpage_types: list[str] = []

    region = models.CharField(
        _("place on the body map"),
        max_length=10,
        choices=Region.choices,
        blank=True,
        help_text=_("Leave empty to have no place on it."),
    )
    about = RichTextField(_("what it is"), blank=True, features=CONDITION_FEATURES)
    acupuncture = RichTextField(
        _("what acupuncture may and may not do"),
        blank=True,
        features=CONDITION_FEATURES,
        help_text=_("Never promise an effect: write “may help some”."),
    )
    research = RichTextField(
        _("what the research says"),
        blank=True,
        features=CONDITION_FEATURES,
        help_text=_("For and against, each with a link to its source."),
    )
    topics = ParentalManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("The articles on these topics, and their case stories, are shown below the text."),
    )

    same_in_both_languages = ("region",)
    required_to_show = (*LeadMixin.required_to_show, "about", "acupuncture", "research")
    search_body_fields = ("about", "acupuncture", "research", "warning_words")
    rows_for_readers = ("topics",)

    objects = BilingualPageManager.from_queryset(ConditionPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        "hero_image",
        *LeadMixin.lead_panels,
        "warning_signs",
        translated_text("about"),
        translated_text("acupuncture"),
        translated_text("research"),
        "region",
        TopicsPanel("topics"),
    ]

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def unfinished(self) -> Errors:
        errors = super().unfinished()
        if not self.warning_signs_id:
            errors["warning_signs"] = ValidationError(
                gettext("Choose the warning signs: readers must know when to see a doctor.")
            )
        return errors

import uuid
from typing import Any, Self

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField

from articles.models.comments import CommentsMixin
from articles.models.consent import Consent
from articles.models.listing import ListingPage
from home.bilingual.languages import active_language, language_name
from home.bilingual.visibility import BilingualPageQuerySet
from home.editing.panels import translated, translated_text
from home.models import BasePage

STORY_FEATURES = ["bold", "italic", "link", "ul"]


class CaseStoryIndexPage(ListingPage):
    """The list of all case stories."""

    subpage_types = ["articles.CaseStoryPage"]
    topics_lookup = "article__topics"

    class Meta:
        verbose_name = _("list of case stories")
        verbose_name_plural = _("lists of case stories")

    def entries(self) -> BilingualPageQuerySet:
        return CaseStoryPage.objects.public_below(self).for_cards().order_by("-first_published_at", "-pk")


class CaseStoryPage(CommentsMixin, BasePage):
    """One patient's experience, told under a pseudonym and only while the patient's consent is valid.

    A copy or an alias tells of the same patient, so it has the same key and thus the same consent, and goes when that is
    withdrawn. Another patient's story begins as a new page.
    """

    same_in_both_languages = ("pseudonym",)
    tells_of_a_patient = True
    parent_page_types = ["articles.CaseStoryIndexPage"]
    subpage_types: list[str] = []

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences, shown in lists and in the article the story belongs to.")
    )
    pseudonym = models.CharField(_("pseudonym"), max_length=50, help_text=_("Never the patient’s own name."))
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    occupation = models.CharField(_("occupation"), max_length=100, blank=True)
    complaint = models.CharField(_("complaint"), max_length=200, blank=True)
    duration = models.CharField(_("duration"), max_length=100, blank=True, help_text=_("How long the patient had had it."))
    background = RichTextField(_("background"), blank=True, features=STORY_FEATURES)
    course = RichTextField(_("course of treatment"), blank=True, features=STORY_FEATURES)
    outcome = RichTextField(_("outcome"), blank=True, features=STORY_FEATURES)
    picture = models.ForeignKey(
        "home.ClinicImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown only where the consent covers a picture. It is deleted with the story if nothing else uses it."),
    )
    article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="case_stories",
        help_text=_("The article that the story belongs to."),
    )

    # What the consent register knows the story by.
    consent_key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False, db_index=True)

    required_to_show = ("title", "slug", "summary", "background", "course", "outcome")
    search_lead_fields = ("summary",)
    search_body_fields = ("occupation", "complaint", "duration", "background", "course", "outcome")

    content_panels = [
        *BasePage.content_panels,
        translated("summary"),
        MultiFieldPanel(
            [
                FieldRowPanel(["pseudonym", "age"]),
                translated("occupation"),
                translated("complaint"),
                translated("duration"),
            ],
            _("The patient"),
        ),
        translated_text("background"),
        translated_text("course"),
        translated_text("outcome"),
        "picture",
        PageChooserPanel("article", "articles.ArticlePage"),
        *CommentsMixin.comments_panels,
    ]

    class Meta:
        verbose_name = _("case story")
        verbose_name_plural = _("case stories")

    def with_content_json(self, content: dict[str, Any]) -> Self:
        story = super().with_content_json(content)
        # Whose story it is does not change with its text.
        story.consent_key = self.consent_key
        return story

    @classmethod
    def withheld_in(cls, language: str) -> Exists:
        consents = Consent.objects.valid().covering(language).filter(consent_key=OuterRef("consent_key"))
        return Exists(cls._base_manager.filter(~Exists(consents.order_by()), pk=OuterRef("pk")))

    def withheld_reason(self, language: str) -> Any:
        consents = Consent.objects.filter(consent_key=self.consent_key).covering(language)
        if consents.valid().exists():
            return ""
        latest = consents.only("until").first()
        if latest is None:
            reason = _("a consent for {language} is missing")
        elif latest.has_ended:
            reason = _("the consent for {language} has ended")
        else:
            reason = _("the consent for {language} is only an example")
        return format_lazy(reason, language=language_name(language))

    @cached_property
    def consented_picture(self) -> Any:
        """The picture, where a consent that is valid today covers it."""
        if self.picture_id is None:
            return None
        consents = Consent.objects.valid().filter(consent_key=self.consent_key, covers_picture=True)
        return self.picture if consents.covering(active_language()).exists() else None

    @property
    def lead(self) -> str:
        """What stands below the title, as on other pages."""
        return self.summary

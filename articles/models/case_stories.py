from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField

from articles.models.comments import CommentsMixin
from articles.models.listing import ListingPage
from home.bilingual.panels import translated, translated_text
from home.bilingual.publication import BilingualPageQuerySet
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
        return CaseStoryPage.objects.child_of(self).public_in().order_by("-first_published_at", "-pk")


class CaseStoryPage(CommentsMixin, BasePage):
    """One patient's experience, told under a pseudonym."""

    parent_page_types = ["articles.CaseStoryIndexPage"]
    subpage_types: list[str] = []

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("Two or three sentences, shown in lists and in the article the story belongs to.")
    )
    pseudonym = models.CharField(_("pseudonym"), max_length=50, help_text=_("Never the patient's own name."))
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    occupation = models.CharField(_("occupation"), max_length=100, blank=True)
    complaint = models.CharField(_("complaint"), max_length=200, blank=True)
    duration = models.CharField(_("duration"), max_length=100, blank=True, help_text=_("How long the patient had had it."))
    background = RichTextField(_("background"), blank=True, features=STORY_FEATURES)
    course = RichTextField(_("course of treatment"), blank=True, features=STORY_FEATURES)
    outcome = RichTextField(_("outcome"), blank=True, features=STORY_FEATURES)
    article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="case_stories",
        help_text=_("The article that the story belongs to."),
    )

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
        PageChooserPanel("article", "articles.ArticlePage"),
        *CommentsMixin.comments_panels,
    ]

    class Meta:
        verbose_name = _("case story")
        verbose_name_plural = _("case stories")

    @property
    def lead(self) -> str:
        """What stands below the title, as on other pages."""
        return self.summary

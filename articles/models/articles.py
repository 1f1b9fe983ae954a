from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from articles.models.comments import CommentsMixin
from articles.models.listing import ListingPage
from articles.models.topics import Topic
from articles.new_topic import TopicsPanel
from home.bilingual.texts import word_count
from home.bilingual.visibility import BilingualPageQuerySet, Errors
from home.editing.link_field import LinkField, is_link
from home.editing.panels import RowsPanel
from home.models import BasePage, BilingualPageManager, BodyMixin, HeroMixin, WarningSignsMixin
from home.reading.references import Reference, references_in

# A calm pace for an adult who reads about health.
WORDS_READ_PER_MINUTE = 200


class ArticleIndexPage(ListingPage):
    """The list of all articles."""

    subpage_types = ["articles.ArticlePage"]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def entries(self) -> "ArticlePageQuerySet":
        return ArticlePage.objects.public_below(self).newest_first().with_pictures()


class ArticlePageQuerySet(BilingualPageQuerySet):
    def newest_first(self) -> "ArticlePageQuerySet":
        """Order by the date that readers see."""
        return self.order_by("-publication_date", "-pk")

    def with_pictures(self) -> "ArticlePageQuerySet":
        """Read what cards show, and the pictures on them with their renditions."""
        return self.for_cards().select_related("hero_image").prefetch_related("hero_image__renditions")


class ArticlePage(CommentsMixin, WarningSignsMixin, BodyMixin, HeroMixin, BasePage):
    """A health article, with the people and sources that stand behind it."""

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types: list[str] = []

    author = models.ForeignKey(
        "home.Practitioner",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        "home.Practitioner",
        verbose_name=_("medical reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The health professional, other than the author, who has checked the facts."),
    )
    # A draft may still lack it.
    publication_date = models.DateField(
        _("publication date"),
        null=True,
        default=timezone.localdate,
        help_text=_("Shown to readers; newer articles stand first."),
    )
    last_reviewed = models.DateField(_("last medical review"), null=True, blank=True)
    next_review = models.DateField(
        _("next medical review due"),
        null=True,
        blank=True,
        help_text=_("Health content should be checked at least once a year."),
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")

    joined_for_readers = (*WarningSignsMixin.joined_for_readers, "author", "reviewer")
    rows_for_readers = ("sources", "topics", "related_pages")
    shown_by = ("case_stories",)
    search_body_fields = (*BodyMixin.search_body_fields, "warning_words")

    objects = BilingualPageManager.from_queryset(ArticlePageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        "hero_image",
        *BodyMixin.body_panels,
        "warning_signs",
        MultiFieldPanel(
            [
                FieldRowPanel(["author", "reviewer"]),
                FieldRowPanel(["publication_date", "last_reviewed", "next_review"]),
            ],
            _("Author and medical review"),
        ),
        RowsPanel("sources", heading=_("Sources"), label=_("source")),
        TopicsPanel("topics"),
        RowsPanel("related_pages", heading=_("Related reading"), label=_("page")),
        *CommentsMixin.comments_panels,
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        # The lists read the first few of it, however many articles there are.
        indexes = [models.Index(fields=["-publication_date", "-basepage_ptr"], name="article_newest_first")]

    def unfinished(self) -> Errors:
        errors = super().unfinished()
        if not self.publication_date:
            errors["publication_date"] = ValidationError(gettext("Write the publication date, which readers see."))
        if self.reviewer_id and self.reviewer_id == self.author_id:
            errors["reviewer"] = ValidationError(gettext("The reviewer must be somebody other than the author."))
        if self.last_reviewed and self.next_review and self.next_review <= self.last_reviewed:
            errors["next_review"] = ValidationError(gettext("The next review must come after the last one."))
        if half := [source.title or source.publisher for source in self.sources.all() if not source.is_finished]:
            message = gettext(
                "Finish the source “%(title)s”: write its title, who published it, the year, and all of its link."
            )
            errors["sources"] = ValidationError([message % {"title": title} for title in half])
        if any(related.target_id is None for related in self.related_pages.all()):
            errors["related_pages"] = ValidationError(
                gettext("Choose a page in each row of the related reading, or delete the row.")
            )
        return errors

    # Readers

    def references(self) -> Iterator[Reference]:
        yield from super().references()
        yield from ((BasePage, related.target_id) for related in self.related_pages.all() if related.target_id)
        if self.author:
            yield from references_in(self.author.biography)

    def card_types(self) -> tuple[type[BasePage], ...]:
        return (ArticlePage,)

    def shown_beside(self) -> list[models.Model]:
        return [self.author] if self.author else []

    @property
    def reading_minutes(self) -> int:
        """How long the lead and body of the active language take to read, in whole minutes and never none."""
        words = len((self.lead or "").split()) + (word_count(self.body) if self.body else 0)
        return max(1, round(words / WORDS_READ_PER_MINUTE))


class ArticleSource(Orderable):
    """A publication that an article rests on, named in the publication's own language."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=300, help_text=_("As it is printed, in the source’s own language."))
    publisher = models.CharField(_("publisher or journal"), max_length=200)
    # A draft may still lack it.
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    link = LinkField(_("link"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="en", choices=[("da", _("Danish")), ("en", _("English"))])

    panels = ["title", FieldRowPanel(["publisher", "year"]), FieldRowPanel(["link", "language"])]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return bool(self.title and self.publisher and self.year and 1900 <= self.year <= 2100 and is_link(self.link))


class RelatedPage(Orderable):
    """A page that the reader of an article may want to read next."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pages")
    # A draft may still lack it.
    target = models.ForeignKey("home.BasePage", verbose_name=_("page"), null=True, on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("target", ["articles.ArticlePage", "articles.CaseStoryPage"])]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.target or "")

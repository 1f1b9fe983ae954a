import secrets

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

LONGEST_NAME = 60
LONGEST_TEXT = 3000


def new_key() -> str:
    return secrets.token_urlsafe(24)


class CommentState(models.TextChoices):
    """What has become of a comment; readers see those that are approved."""

    WAITING = "waiting", pgettext_lazy("comment", "Waiting")
    APPROVED = "approved", pgettext_lazy("comment", "Approved")
    HIDDEN = "hidden", pgettext_lazy("comment", "Hidden")
    SPAM = "spam", pgettext_lazy("comment", "Spam")


class Doubt(models.TextChoices):
    """Why a comment was taken for spam."""

    TRAP = "trap", _("A field that people do not see was filled in.")
    HASTE = "haste", _("It was sent faster than anybody types.")
    LINKS = "links", _("It holds links.")
    REPETITION = "repetition", _("The same text was sent before.")
    NUMBER = "number", _("Many comments came from the same place within an hour.")


class CommentsMixin(models.Model):
    """A page that readers may comment on, unless an editor closes it."""

    comments_open = models.BooleanField(
        _("open for comments"),
        default=True,
        help_text=_("Readers may comment on the page, in both languages. What they have written stays when you close it."),
    )

    comments_panels = [FieldPanel("comments_open", heading=_("Comments"))]

    class Meta:
        abstract = True


class CommentQuerySet(models.QuerySet):
    def approved(self) -> "CommentQuerySet":
        """Keep what readers see, the oldest first."""
        return self.filter(state=CommentState.APPROVED).order_by("created_at", "pk")


class Comment(models.Model):
    """What a reader wrote about a page, in one language, and what the clinic answered."""

    page = models.ForeignKey("home.BasePage", verbose_name=_("page"), on_delete=models.CASCADE, related_name="reader_comments")
    lang = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    text = models.TextField(_("comment"), max_length=LONGEST_TEXT)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Never shown to readers; used only to tell the author of your answer.")
    )
    state = models.CharField(_("state"), max_length=8, choices=CommentState.choices, default=CommentState.WAITING)
    doubt = models.CharField(_("marked as spam because"), max_length=10, choices=Doubt.choices, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited by the clinic"), null=True, blank=True, editable=False)
    answer = models.TextField(
        _("answer"), max_length=LONGEST_TEXT, blank=True, help_text=_("Shown below the comment as the clinic’s answer.")
    )
    answer_lang = models.CharField(_("language of the answer"), max_length=2, choices=settings.LANGUAGES)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    # When the author was told of the answer, which happens once.
    told_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Opens the author's own pages; whoever has it may delete the comment.
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    # The form that was sent and a keyed digest of its text: the same twice is one comment.
    form_key = models.CharField(max_length=40, editable=False)
    digest = models.CharField(max_length=64, db_index=True, editable=False)

    objects = CommentQuerySet.as_manager()

    # A comment is no content of the page, and the index would be written for each.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        # Only readers write comments.
        default_permissions = ("change", "delete")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["page", "state", "created_at"], name="comment_conversation"),
            models.Index(fields=["state", "-created_at"], name="comment_queue"),
        ]
        constraints = [models.UniqueConstraint(fields=["form_key", "digest"], name="comment_sent_once")]

    def __str__(self) -> str:
        # Wagtail keeps this in its log, where nothing personal belongs.
        return gettext("Comment %(number)s") % {"number": self.pk}

    @property
    @admin.display(description=_("comment"))
    def excerpt(self) -> str:
        """Who wrote and what, in one line."""
        return f"{self.name}: {Truncator(self.text).words(14)}"

    @property
    def is_edited(self) -> bool:
        return self.edited_at is not None

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES, column

LIFETIME = timedelta(days=7)


def new_key() -> str:
    return secrets.token_urlsafe(24)


def week_from_now() -> datetime:
    return timezone.now() + LIFETIME


class DraftLink(models.Model):
    """A link by which people without a login read a page's latest draft, until it expires or an editor takes it back."""

    page = models.OneToOneField("home.BasePage", on_delete=models.CASCADE, related_name="draft_link")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    expires_at = models.DateTimeField(_("expires"), default=week_from_now)

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def renew(cls, page: models.Model) -> Self:
        """Make a new link for a page; the older one stops working."""
        return cls.objects.update_or_create(page_id=page.pk, defaults={"key": new_key(), "expires_at": week_from_now()})[0]

    @property
    def is_valid(self) -> bool:
        return timezone.now() < self.expires_at

    def addresses(self) -> list[tuple[str, str, str]]:
        """List language, the language's own name and path for each version of the draft that has text."""
        written = [language for language in LANGUAGES if getattr(self.page, column("has_text", language))]
        return [
            (language, get_language_info(language)["name_local"].capitalize(), reverse("draft", args=[self.key, language]))
            for language in written or LANGUAGES
        ]

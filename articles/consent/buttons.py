"""The way from a story's editor to its consents, for those who keep the register."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from articles.models import CaseStoryPage, Consent


def consent_button(page: Any, user: Any, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Lead to the story's latest consent, or to where its first one is recorded."""
    if (
        not page.pk
        or page.cached_content_type.model_class() is not CaseStoryPage
        or not user.has_perm("articles.change_consent")
    ):
        return []
    key = page.specific_deferred.consent_key
    consent = Consent.objects.filter(consent_key=key).only("pk").first()
    url = reverse("consents:edit", args=[consent.pk]) if consent else f"{reverse('consents:add')}?story={key}"
    return [Button(_("Consent"), url, icon_name="lock", priority=80)]

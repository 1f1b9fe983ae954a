"""The way from a page's editor to its translation, and from there to a machine and to a translator."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from home.admin.exchange.first_draft import draft_button
from home.admin.exchange.send import send_button
from home.bilingual.roles import languages_of
from home.pages.base import BasePage
from home.security.users import User

# By the language that is written.
HEADING = {"da": _("Translate into Danish"), "en": _("Translate into English")}


def translate_buttons(page: BasePage, user: User, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Offer the translation, in each language that the person writes, in the menu at the top of the editor."""
    if not page.pk or page.alias_of_id or not page.permissions_for_user(user).can_edit():
        return []
    return [
        Button(HEADING[language], reverse("translate", args=[page.pk, language]), icon_name="globe", priority=60 + order)
        for order, language in enumerate(languages_of(user))
    ]


def other_ways(page: BasePage, user: User) -> list[Button]:
    """List who else can translate a page."""
    return [*draft_button(page, user), *send_button(page, user)]

"""Drafts that are shown to people without a login: sharing one in the admin, and reading it."""

from copy import copy
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from home.admin.screens import PageScreen, page_to_edit
from home.bilingual.languages import LANGUAGES, language_name
from home.pages.base import BasePage
from home.pages.draft_link import DraftLink
from home.security.headers import PUBLIC_WITH_FILMS, headers
from home.security.users import User


def read_draft(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """Show the latest draft of a page in one language; nothing that is told about the reader or the editor goes with it."""
    link = get_object_or_404(DraftLink.objects.select_related("page"), key=key)
    if language not in LANGUAGES:
        raise Http404
    with translation.override(language):
        draft = link.page.specific.get_latest_revision_as_object() if link.is_valid else None
        # What readers must not have whatever is published, nobody gets by a link either.
        if draft is not None and not draft.withheld_reason(language):
            response = draft.make_preview_request(_anonymous(request), language, {"draft_link": link})
        else:
            response = TemplateResponse(request, "home/draft_expired.html", status=HTTPStatus.GONE).render()
    add_never_cache_headers(response)
    # Wagtail takes it for a preview, which editors see within the admin.
    for name, value in headers(request.path_info).items():
        response.headers[name] = value
    if draft is not None and draft.shows_films():
        response.headers["Content-Security-Policy"] = PUBLIC_WITH_FILMS
    response.headers["X-Robots-Tag"] = "noindex"
    # The address is the key, so it is told to no other site.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


class ShareDraftView(PageScreen):
    """Lets an editor make a link to a draft, copy it, and take it back."""

    template_name = "wagtailadmin/home/share_draft.html"
    page_title = _("Share draft")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        self.page = page_to_edit(request, page_id)
        return super().dispatch(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        if "withdraw" in request.POST:
            DraftLink.objects.filter(page_id=self.page.pk).delete()
        elif len(reasons := self._withheld()) == len(LANGUAGES):
            messages.error(request, " ".join(reasons.values()))
        else:
            DraftLink.renew(self.page)
        return redirect("share_draft", self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = DraftLink.objects.filter(page_id=self.page.pk).select_related("page").first()
        link = link if link and link.is_valid else None
        addresses = link.addresses() if link else []
        withheld = self._withheld()
        versions = [
            (capfirst(language_name(language)), self.request.build_absolute_uri(path))
            for language, _name, path in addresses
            if language not in withheld
        ]
        shown = {"page": self.page, "link": link, "versions": versions, "withheld": withheld.values()}
        return {**super().get_context_data(**kwargs), **shown, "may_share": len(withheld) < len(LANGUAGES)}

    def _withheld(self) -> dict[str, str]:
        """Say for each language in which nobody may read the page why that is so."""
        reasons = {language: self.page.withheld_reason(language) for language in LANGUAGES}
        return {
            language: gettext("The draft in %(language)s cannot be shared: %(reason)s.")
            % {"language": language_name(language), "reason": reason}
            for language, reason in reasons.items()
            if reason
        }


def share_draft_button(page: BasePage, user: User, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Offer sharing in the menu at the top of the editor."""
    if not page.pk or not page.permissions_for_user(user).can_edit():
        return []
    return [Button(_("Share draft"), reverse("share_draft", args=[page.pk]), icon_name="link", priority=70)]


def _anonymous(request: HttpRequest) -> HttpRequest:
    """Copy a request without its cookies, by which an editor who tries the link would be known."""
    reader = copy(request)
    reader.META = {name: value for name, value in request.META.items() if name not in ("HTTP_COOKIE", "HTTP_AUTHORIZATION")}
    return reader

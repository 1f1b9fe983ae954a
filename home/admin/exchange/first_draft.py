"""The screens that have a machine draft what is missing: of one page, or of all; and the one that shows how far it has come."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import Button

from home.admin.readiness.board import editable_pages
from home.admin.readiness.panels import board_address
from home.admin.screens import AdminScreen, PageScreen, page_to_edit
from home.bilingual.languages import column, other_language
from home.bilingual.roles import languages_of
from home.exchange.first_drafts.drafting import go_on, pages_to_draft
from home.exchange.first_drafts.models import DraftRun
from home.exchange.first_drafts.outgoing import NeverSentError, Outgoing, never_sent
from home.exchange.first_drafts.service import Service
from home.exchange.first_drafts.translator_url import translator
from home.pages.base import BasePage
from home.security.users import User

# By the language that is missing.
DRAFT = {"da": _("Draft the missing Danish"), "en": _("Draft the missing English")}
NOTHING = {"da": _("Nothing is missing in Danish."), "en": _("Nothing is missing in English.")}


class ServiceScreen(AdminScreen):
    """A screen that is there once the operator has named a service, for who writes a language."""

    service: Service

    def dispatch(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        service = translator()
        if service is None:
            raise Http404
        if not languages_of(request.user):
            raise PermissionDenied
        self.service = service
        return super().dispatch(request, **kwargs)


class DraftView(ServiceScreen):
    """Says what is sent where, and begins with all pages that somebody may edit; never with case stories."""

    template_name = "wagtailadmin/home/first_draft.html"
    page_title = _("First draft by machine")
    header_icon = "globe"
    page: BasePage | None = None

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        language = request.POST.get("language", "")
        if language not in languages_of(request.user):
            raise PermissionDenied
        if not (pages := self.pages(language)):
            return redirect(request.path)
        return redirect("first_draft_run", DraftRun.begin(request.user, language, pages).pk)

    def pages(self, language: str) -> list[int]:
        return pages_to_draft(editable_pages(self.request.user), language, self.request.user)

    def missing(self, language: str) -> str:
        """Say how much may be missing; empty where nothing is."""
        count = len(self.pages(language))
        return ngettext("%(count)s page to look at", "%(count)s pages to look at", count) % {"count": count} if count else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        languages = languages_of(self.request.user)
        choices = [(language, DRAFT[language], self.missing(language), NOTHING[language]) for language in languages]
        return {**super().get_context_data(**kwargs), "page": self.page, "service": self.service, "choices": choices}


class DraftPageView(PageScreen, DraftView):
    """The same for one page."""

    page: BasePage

    def dispatch(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        self.page = page_to_edit(request, kwargs["page_id"])
        return super().dispatch(request, **kwargs)

    def pages(self, language: str) -> list[int]:
        return [self.page.pk] if self.outgoing(language) else []

    def outgoing(self, language: str) -> Outgoing | None:
        """Return what would be sent; None where that is nothing."""
        try:
            outgoing = Outgoing(self.page, language)
        except NeverSentError:
            return None
        return outgoing if outgoing.pairs else None

    def missing(self, language: str) -> str:
        pairs = outgoing.pairs if (outgoing := self.outgoing(language)) else []
        if not pairs:
            return ""
        texts = sum(len(pair.units) for pair in pairs)
        of_texts = ngettext("%(count)s text", "%(count)s texts", texts) % {"count": texts}
        missing = ngettext("%(count)s passage is missing", "%(count)s passages are missing", len(pairs)) % {"count": len(pairs)}
        return missing if texts == len(pairs) else f"{missing} ({of_texts})"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reasons = {never_sent(self.page, language) for language in languages_of(self.request.user)}
        return {**super().get_context_data(**kwargs), "reason": "" if "" in reasons else next(iter(reasons))}


class DraftRunView(ServiceScreen):
    """Does a run piece by piece: its script asks for one after the other, and without it a button does."""

    template_name = "wagtailadmin/home/first_draft_run.html"
    header_icon = "globe"

    @cached_property
    def run(self) -> DraftRun:
        return get_object_or_404(DraftRun, pk=self.kwargs["pk"], user=self.request.user)

    def get_page_title(self) -> str:
        return str(DRAFT[self.run.language])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("act") == "stop":
            DraftRun.objects.filter(pk=self.run.pk).update(is_stopped=True)
        else:
            go_on(self.run, self.service)
        return redirect("first_draft_run", pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, context = self.run, super().get_context_data(**kwargs)
        if len(run.pages_drafted) == 1:
            context["confirm_url"] = reverse("translate", args=[run.pages_drafted[0], run.language])
        elif run.pages_drafted:
            context["confirm_url"] = board_address(gap=column("machine", run.language))
        return {**context, "run": run, "service": self.service, "source_language": other_language(run.language)}


def may_draft(page: BasePage, user: Any) -> bool:
    """Tell whether the machine is offered to somebody for a page."""
    is_allowed = not page.alias_of_id and not page.specific_class.tells_of_a_patient
    return is_allowed and bool(languages_of(user)) and page.permissions_for_user(user).can_edit() and translator() is not None


def draft_button(page: BasePage, user: User, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Offer it in the menu at the top of a page's editor."""
    if not page.pk or not may_draft(page, user):
        return []
    return [Button(DraftView.page_title, reverse("first_draft_of_page", args=[page.pk]), icon_name="globe", priority=63)]

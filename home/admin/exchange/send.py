"""The screen that writes a file for a translator: of one page, or of all that is missing or out of date."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from home.admin.readiness.board import editable_pages
from home.admin.screens import AdminScreen, PageScreen, page_to_edit
from home.bilingual.languages import LANGUAGES, language_name
from home.bilingual.roles import languages_of
from home.exchange.parcel import Parcel
from home.exchange.sending import FORMATS, kept_back, pages_to_send, parcel_of
from home.pages.base import BasePage
from home.security.users import User

INTO = {"da": _("From English into Danish"), "en": _("From Danish into English")}


class SendForm(forms.Form):
    """Which way, and what the translator's program reads."""

    language = forms.ChoiceField(label=_("Direction"), widget=forms.RadioSelect)
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(name, each.label) for name, each in FORMATS.items()],
        initial="xliff2",
        widget=forms.RadioSelect,
        help_text=_("Ask your translator. Most programs read XLIFF 2.1."),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(language, INTO[language]) for language in languages]
        self.fields["language"].initial = languages[-1] if languages else None


class SendView(AdminScreen):
    """Writes what is missing or out of date on all pages that somebody may edit, without case stories."""

    template_name = "wagtailadmin/home/send_to_translator.html"
    page_title = _("Send to a translator")
    header_icon = "download"
    page: BasePage | None = None

    def dispatch(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        language, kind = form.cleaned_data["language"], FORMATS[form.cleaned_data["format"]]
        parcel = parcel_of(self.pages(language), language)
        if not parcel.pages:
            sentence = gettext("Nothing is missing or out of date in %(language)s, so there is nothing to send.")
            messages.info(request, sentence % {"language": language_name(language)})
            return self.render_to_response(self.get_context_data(form=form))
        self.note(parcel)
        response = HttpResponse(kind.write(parcel), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}-{language}.{kind.ending}"'
        return response

    def pages(self, language: str) -> Any:
        pages = pages_to_send(editable_pages(self.request.user), language)
        return [page for page in pages if page.permissions_for_user(self.request.user).can_edit()]

    @property
    def file_name(self) -> str:
        return "site"

    @property
    def languages(self) -> list[str]:
        """The languages into which something may be sent."""
        return list(LANGUAGES)

    def note(self, parcel: Parcel) -> None:
        """Remember with each page that its text left the site."""
        numbers = [page.number for page in parcel.pages]
        for page in BasePage.objects.filter(pk__in=numbers).specific():
            log(page, "home.send_to_translator", user=self.request.user)

    def make_form(self, data: Any = None) -> SendForm:
        return SendForm(data, languages=self.languages)

    def get_context_data(self, form: SendForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": form or self.make_form(), "page": self.page}


class SendPageView(PageScreen, SendView):
    """Writes what is missing or out of date on one page."""

    page: BasePage

    def dispatch(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        self.page = page_to_edit(request, kwargs["page_id"])
        if not may_send(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def pages(self, language: str) -> Any:
        return [self.page]

    @property
    def file_name(self) -> str:
        return self.page.slug or f"page-{self.page.pk}"

    @property
    def languages(self) -> list[str]:
        return [language for language in LANGUAGES if not kept_back(self.page, language)]

    def get_context_data(self, form: SendForm | None = None, **kwargs: Any) -> dict[str, Any]:
        reasons = [reason for language in LANGUAGES if (reason := kept_back(self.page, language))]
        counts = [(capfirst(language_name(language)), self.count(language)) for language in self.languages]
        return {**super().get_context_data(form, **kwargs), "reasons": reasons, "counts": counts}

    def count(self, language: str) -> str:
        count = sum(len(page.texts) for page in parcel_of([self.page], language).pages)
        return ngettext("%(count)s text is missing or out of date", "%(count)s texts are missing or out of date", count) % {
            "count": count
        }


def may_send(page: BasePage, user: Any) -> bool:
    """Tell whether somebody may send a page out; of a patient's story that is for who publishes to decide."""
    permissions = page.permissions_for_user(user)
    needed = permissions.can_publish if page.specific_class.tells_of_a_patient else permissions.can_edit
    return not page.alias_of_id and bool(languages_of(user)) and needed()


def send_button(page: BasePage, user: User, next_url: str | None = None, view_name: str = "") -> list[Button]:
    """Offer it in the menu at the top of a page's editor."""
    if not page.pk or not may_send(page, user):
        return []
    url = reverse("send_page_to_translator", args=[page.pk])
    return [Button(_("Send to a translator"), url, icon_name="download", priority=65)]

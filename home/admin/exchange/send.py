"""The screen that writes a file for a translator: of a page, those below it, a snippet, the settings, or everything."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from home.admin.readiness.board import editable_pages
from home.admin.screens import AdminScreen, PageScreen, page_to_edit
from home.bilingual.languages import LANGUAGES, language_name
from home.bilingual.page import page_model
from home.bilingual.roles import languages_of
from home.editing.glossary.models import terms
from home.exchange import tbx
from home.exchange.owners import beside_pages, find_owners, key_of
from home.exchange.parcel import Parcel
from home.exchange.sending import FORMATS, kept_back, pages_to_send, parcel_of
from home.pages.base import BasePage
from home.security.users import User

WHOLES = EVERYTHING, PAGES, OTHERS = ("everything", "pages", "others")
THIS, BELOW = "this", "below"
INTO = {"da": _("From English into Danish"), "en": _("From Danish into English")}


class SendForm(forms.Form):
    """Which way, and what the translator's program reads."""

    what = forms.ChoiceField(label=_("What"))
    language = forms.ChoiceField(label=_("Direction"), widget=forms.RadioSelect)
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(name, each.label) for name, each in FORMATS.items()],
        initial="xliff2",
        widget=forms.RadioSelect,
        help_text=_("Ask your translator. Most programs read XLIFF 2.1."),
    )

    def __init__(self, *args: Any, languages: list[str], what: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = what
        if len(what) == 1:
            self.fields["what"].widget = forms.HiddenInput()
        self.fields["what"].initial = what[0][0]
        self.fields["language"].choices = [(language, INTO[language]) for language in languages]
        self.fields["language"].initial = languages[-1] if languages else None


class SendView(AdminScreen):
    """Writes what is missing or out of date wherever somebody may edit, without case stories."""

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
        if "glossary" in request.POST:
            return as_file(tbx.write(terms(), language), f"glossary-{language}.tbx")
        parcel = parcel_of(self.owners(form.cleaned_data["what"]), language)
        if not parcel.owners:
            sentence = gettext("Nothing is missing or out of date in %(language)s, so there is nothing to send.")
            messages.info(request, sentence % {"language": language_name(language)})
            return self.render_to_response(self.get_context_data(form=form))
        self.note(parcel)
        # One snippet goes under its own name.
        name = self.file_name if form.cleaned_data["what"] in (*WHOLES, THIS, BELOW) else form.cleaned_data["what"]
        return as_file(kind.write(parcel), f"{name}-{language}.{kind.ending}")

    def owners(self, what: str) -> list[Any]:
        """Return what was chosen of that a person may edit."""
        pages = self.editable(editable_pages(self.request.user)) if what in (EVERYTHING, PAGES) else []
        return [*pages, *(owner for owner in self.others if what in (EVERYTHING, OTHERS, key_of(owner)))]

    def editable(self, pages: Any) -> Iterator[BasePage]:
        return (page for page in pages_to_send(pages) if page.permissions_for_user(self.request.user).can_edit())

    @cached_property
    def others(self) -> list[Any]:
        return [owner for owner, _url in beside_pages(self.request.user)]

    @property
    def choices(self) -> list[Any]:
        """What may be sent by itself."""
        one = [(key_of(owner), f"{capfirst(owner._meta.verbose_name)}: {owner}") for owner in self.others]
        found = [(EVERYTHING, _("Everything")), (PAGES, _("All pages")), (OTHERS, _("All snippets and settings"))]
        return [*found, (_("Only"), one)] if one else found[1:2]

    @property
    def file_name(self) -> str:
        return "site"

    @property
    def languages(self) -> list[str]:
        """The languages into which something may be sent."""
        return list(LANGUAGES)

    def note(self, parcel: Parcel) -> None:
        """Remember with each owner that its text left the site."""
        for owner, _url in find_owners([sent.owner for sent in parcel.owners], self.request.user).values():
            log(owner, "home.send_to_translator", user=self.request.user)

    def make_form(self, data: Any = None) -> SendForm:
        return SendForm(data, languages=self.languages, what=self.choices)

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

    def owners(self, what: str) -> list[Any]:
        return [self.page, *(self.editable(self.below) if what == BELOW else [])]

    @property
    def below(self) -> Any:
        return page_model().objects.descendant_of(self.page)

    @property
    def choices(self) -> list[Any]:
        more = [(BELOW, _("This page and those below it; case stories below it are left out"))] if self.below.exists() else []
        return [(THIS, _("This page")), *more]

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
        count = sum(len(sent.texts) for sent in parcel_of([self.page], language).owners)
        return ngettext("%(count)s text is missing or out of date", "%(count)s texts are missing or out of date", count) % {
            "count": count
        }


def as_file(data: bytes, name: str) -> HttpResponse:
    """Answer with a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


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

"""The screen that takes a translator's file, shows what it changes, and saves it as drafts once somebody says so."""

import binascii
import zlib
from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.admin.screens import AdminScreen
from home.bilingual.languages import other_language
from home.bilingual.roles import languages_of
from home.exchange.bringing_back import MOST_BYTES, TOO_LARGE, Comparison, bring_back, compare

# What a form may carry, packed.
MOST_PACKED = 2 * 1024 * 1024


class FileForm(forms.Form):
    """Asks for the file."""

    file = forms.FileField(
        label=_("The translator’s file"),
        help_text=_("XLIFF or PO, as it was sent from here. Nothing is saved before you have seen what it changes."),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.po"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return bytes(upload.read())


class BringBackView(AdminScreen):
    """Compares first; the file travels with the form, and is checked wholly once more when it is brought back."""

    template_name = "wagtailadmin/home/bring_back.html"
    page_title = _("Bring a translation back")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        is_confirmed = "packed" in request.POST
        part = int(number) if (number := request.POST.get("part", "")).isdecimal() else 1
        form = FileForm() if is_confirmed else FileForm(request.POST, request.FILES)
        try:
            if is_confirmed:
                data = unpacked(request.POST["packed"])
            elif form.is_valid():
                data = form.cleaned_data["file"]
            else:
                return self.render_to_response(self.get_context_data(form=form))
            taken = frozenset(request.POST.getlist("taken"))
            comparison, packed = compare(data, request.user, part, taken), packed_for_form(data)
        except ValidationError as error:
            messages.error(request, " ".join([*error.messages, gettext("Nothing was changed.")]))
            return self.render_to_response(self.get_context_data())
        if is_confirmed and "keep" in request.POST and comparison.count:
            try:
                answer = self.keep(comparison)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                comparison = compare(data, request.user, part)
            else:
                if comparison.part >= comparison.parts:
                    return answer
                comparison = compare(data, request.user, part + 1)
        return self.render_to_response(self.get_context_data(comparison=comparison, packed=packed))

    def keep(self, comparison: Comparison) -> HttpResponse:
        count = comparison.count
        changed = bring_back(comparison, self.request.user, is_declared="declared" in self.request.POST)
        sentence = ngettext("%(count)s text is brought back.", "%(count)s texts are brought back.", count)
        messages.success(self.request, sentence % {"count": count})
        if len(changed) > 1:
            return redirect("readiness")
        [only] = changed
        if not only.is_page:
            return redirect(only.url)
        url = reverse("translate", args=[only.draft.pk, comparison.language])
        return redirect(f"{url}?{urlencode({'passage': 'end'})}")

    def get_context_data(self, form: FileForm | None = None, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context_data(**kwargs), "form": form or FileForm()}
        if comparison := kwargs.get("comparison"):
            context["source_language"] = other_language(comparison.language)
        return context


def packed_for_form(data: bytes) -> str:
    """Pack a file so that a form can carry it; raises ValidationError where it is too large for that."""
    packed = b64encode(zlib.compress(data)).decode("ascii")
    if len(packed) > MOST_PACKED:
        raise ValidationError(TOO_LARGE)
    return packed


def unpacked(packed: str) -> bytes:
    """Unpack it again, and no more than a file may hold."""
    try:
        return zlib.decompressobj().decompress(b64decode(packed, validate=True), MOST_BYTES + 1)
    except (zlib.error, binascii.Error, ValueError) as error:
        raise ValidationError(gettext("The file did not come through. Choose it again.")) from error

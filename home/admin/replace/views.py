"""The screen that finds words, shows each place before anything is changed, and takes a replacement back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.admin.replace.acts import replace, undo
from home.admin.replace.models import Replacement
from home.admin.replace.places import find_places
from home.admin.replace.words import Words
from home.admin.screens import AdminScreen
from home.bilingual.languages import language_name
from home.bilingual.roles import languages_of


class WordsForm(forms.Form):
    """What to look for, and what is to stand there."""

    old = forms.CharField(label=_("Find"), max_length=255, strip=False)
    new = forms.CharField(label=_("Replace with"), max_length=255, required=False, strip=False)
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    match_case = forms.BooleanField(label=_("Capitals and small letters must match"), required=False)
    whole_words = forms.BooleanField(label=_("Whole words only"), required=False)

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(language, capfirst(language_name(language))) for language in languages]
        self.fields["language"].initial = languages[0] if languages else None
        self.fields["whole_words"].initial = True

    def clean_old(self) -> str:
        if not self.cleaned_data["old"].strip():
            raise forms.ValidationError(_("Write what to look for."))
        return self.cleaned_data["old"]


class ReplaceView(AdminScreen):
    """Finds words over pages, snippets and settings, and replaces them where one says so."""

    template_name = "wagtailadmin/home/replace.html"
    page_title = _("Find and replace")
    header_icon = "search"
    shown_replacements = 10

    def get_context_data(self, form: WordsForm | None = None, **kwargs: Any) -> dict[str, Any]:
        form = form or self.make_form(self.request.GET if "old" in self.request.GET else None)
        found = find_places(Words(**form.cleaned_data), self.request.user) if form.is_bound and form.is_valid() else None
        former = Replacement.objects.filter(made_by=self.request.user, undone_at=None)[: self.shown_replacements]
        return {**super().get_context_data(**kwargs), "form": form, "places": found, "former": former, "media": form.media}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        words, chosen = Words(**form.cleaned_data), set(request.POST.getlist("place"))
        places = [place for place in find_places(words, request.user) if place.key in chosen and not place.problem]
        if not places:
            messages.warning(request, gettext("Nothing was changed. Choose at least one place."))
            return self.render_to_response(self.get_context_data(form=form))
        replace(words, places, request.user)
        count = len(places)
        text = ngettext("The words are replaced in %(count)s place.", "The words are replaced in %(count)s places.", count)
        messages.success(request, text % {"count": count})
        if any(place.is_page for place in places):
            messages.info(request, gettext("Pages have a new draft; readers get it once it is published."))
        return redirect("replace")

    def make_form(self, data: Any) -> WordsForm:
        return WordsForm(data, languages=languages_of(self.request.user))


def undo_replacement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what somebody has replaced; only they can."""
    replacement = get_object_or_404(Replacement, pk=pk, made_by=request.user, undone_at=None)
    if request.method == "POST":
        left_alone = undo(replacement, request.user)
        messages.success(request, gettext("The former words are back."))
        if left_alone:
            names = get_text_list(left_alone, gettext("and"))
            messages.warning(request, gettext("Changed since, and left alone: %(names)s.") % {"names": names})
    return redirect("replace")

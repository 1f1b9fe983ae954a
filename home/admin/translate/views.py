"""“Translate next”: one page in one direction, a passage at a time, by keyboard if one likes."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.autosave import AutosaveIndicator
from wagtail.models import Revision

from home.admin.screens import PageScreen, page_to_edit
from home.admin.translate.buttons import HEADING, other_ways
from home.admin.translate.finish import end_context
from home.admin.translate.glossary import GlossaryOfPage
from home.bilingual.freshness import Standing, declare, progress, standings
from home.bilingual.freshness_rules import PairState
from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.page import BilingualPage
from home.bilingual.pairing import pair_up
from home.bilingual.passages import passage_name
from home.bilingual.roles import languages_of
from home.editing.differences import source_difference
from home.editing.drafts import lock_message, save_draft
from home.editing.pair_states import state_words
from home.editing.panels import EDITOR_MEDIA, shown_text
from home.editing.passage import Passage, name_of, wordless_blocks

FOR_SEARCH_ENGINES = ("seo_title", "search_description")
# Asks for the screen that follows the last passage.
END = "end"
# By the language that is written.
EMPTY = {
    "da": _("Nothing is written in Danish yet. Write it, or skip this passage."),
    "en": _("Nothing is written in English yet. Write it, or skip this passage."),
}
STILL_SOURCE = {
    "da": _("This is still the English text. Translate it; or confirm once more, if it belongs in both languages."),
    "en": _("This is still the Danish text. Translate it; or confirm once more, if it belongs in both languages."),
}


class TranslateView(PageScreen):
    """Shows one passage of a page's draft, keeps what is typed, and leads on to the next that is not done."""

    template_name = "wagtailadmin/home/translate.html"
    header_icon = "globe"
    draft: BilingualPage
    language: str
    # Whether the form comes back with the question whether a copy belongs in both languages.
    is_asked = False

    def dispatch(self, request: HttpRequest, page_id: int, language: str) -> HttpResponse:
        self.page = page_to_edit(request, page_id)
        if language not in LANGUAGES:
            raise Http404
        if language not in languages_of(request.user):
            raise PermissionDenied
        if self.page.alias_of_id:
            return redirect("translate", self.page.alias_of_id, language)
        self.language = language
        self.draft = self.page.get_latest_revision_as_object()
        pair_up(self.draft)
        return super().dispatch(request)

    # Which passage

    @cached_property
    def found(self) -> list[Standing]:
        # What search engines show comes last, as in the editor.
        return sorted(standings(self.draft), key=lambda item: item.pair.field_name in FOR_SEARCH_ENGINES)

    @cached_property
    def left(self) -> list[int]:
        """The places of what is not done."""
        return [place for place, item in enumerate(self.found) if not item.is_done_in(self.language)]

    @cached_property
    def place(self) -> int | None:
        """The place of the passage that is asked for, else of the first that is not done; None where all is done."""
        wanted = self.request.GET.get("passage")
        if wanted == END:
            return None
        places = {name_of(item.pair): place for place, item in enumerate(self.found)}
        return places.get(wanted, next(iter(self.left), None))

    @property
    def item(self) -> Standing:
        return self.found[self.place]

    @cached_property
    def passage(self) -> Passage:
        return Passage(self.draft, self.item.pair, self.language)

    @cached_property
    def glossary(self) -> GlossaryOfPage:
        return GlossaryOfPage(self.found, self.language)

    @cached_property
    def lock(self) -> str:
        """Why the page is locked for this person, where it is."""
        return lock_message(self.page, self.request.user)

    # What is typed

    def make_form(self, data: Any = None) -> forms.Form:
        form = forms.Form(data, initial={"text": self.passage.value()})
        form.fields["text"] = self.passage.form_field()
        return form

    def post(self, request: HttpRequest) -> HttpResponse:
        if "wordless" in request.POST and not self.lock:
            return self.add_wordless()
        if self.place is None:
            return redirect(self.address(None))
        form = self.make_form(request.POST)
        is_autosave = request.accepts("application/json") and not request.accepts("text/html")
        if problem := self.why_not(form):
            return self.refuse(form, problem, is_autosave=is_autosave)
        revision = self.keep(form)
        if is_autosave:
            return self.tell_saved(revision)
        return self.move_on(request.POST.get("act", "save"), revision, form)

    def why_not(self, form: forms.Form) -> str:
        """Say why nothing can be saved as it was sent."""
        if self.lock:
            return self.lock
        if not form.is_valid():
            return gettext("The text could not be saved. See what is wrong below.")
        if form.has_changed() and self.request.POST.get("seen") != self.seen[self.language]:
            theirs = self.item.sides[LANGUAGES.index(self.language)] or gettext("(nothing)")
            return gettext(
                "Somebody else has changed this text meanwhile. It says: “%(text)s”. Save once more to keep yours."
            ) % {"text": theirs}
        return ""

    def refuse(self, form: forms.Form, problem: str, *, is_autosave: bool) -> HttpResponse:
        if is_autosave:
            return JsonResponse({"success": False, "error_code": "invalid_revision", "error_message": problem}, status=400)
        messages.error(self.request, problem)
        return self.render_to_response(self.get_context_data(form=form))

    def keep(self, form: forms.Form) -> Revision:
        """Save what was typed, if it differs from what the draft has."""
        if form.has_changed():
            self.passage.write(form.cleaned_data["text"])
            return self.save()
        return self.page.latest_revision

    @transaction.atomic
    def save(self) -> Revision:
        """Save the draft, in place of the version of the same sitting."""
        overwritten = self.page.get_latest_revision()
        if not (overwritten and self.may_overwrite(overwritten)):
            overwritten = None
        revision = save_draft(self.draft, self.request.user, overwritten)
        self.forget_what_was_found()
        return revision

    def may_overwrite(self, revision: Revision) -> bool:
        """Tell whether this person has written a revision in this sitting, and it is nothing but a draft."""
        is_of_sitting = self.request.POST.get("overwrite_revision_id") == str(revision.pk)
        is_draft = revision.pk != self.page.live_revision_id and not revision.approved_go_live_at
        return is_of_sitting and is_draft and revision.user_id == self.request.user.pk and not revision.task_states.exists()

    def tell_saved(self, revision: Revision) -> JsonResponse:
        # The source may have changed meanwhile, which nobody has seen yet.
        updates = {"seen": self.seen[self.language]} if self.place is not None else {}
        html = self.glossary.news(self.item) if self.place is not None else ""
        saved = {"revision_id": revision.pk, "revision_created_at": revision.created_at.isoformat(), "field_updates": updates}
        return JsonResponse({"success": True, "pk": self.page.pk, **saved, "html": html})

    def move_on(self, act: str, revision: Revision, form: forms.Form) -> HttpResponse:
        here = self.place
        if here is None:
            # The last words of a passage were taken away, and with them the passage.
            return redirect(self.address(next(iter(self.left), None), revision))
        if act == "copy":
            # Nothing that is written is ever overwritten.
            if not self.item.sides[LANGUAGES.index(self.language)]:
                self.passage.copy()
                revision = self.save()
        elif act == "confirm" and (problem := self.confirm()):
            return self.refuse(form, problem, is_autosave=False)
        if act == "back":
            return redirect(self.address(max(here - 1, 0), revision))
        if act in ("confirm", "skip"):
            others = [place for place in self.left if place != here]
            following = [place for place in others if place > here]
            return redirect(self.address(next(iter(following or others), None), revision))
        return redirect(self.address(here, revision))

    def confirm(self) -> str:
        """Declare that both languages say the same here; returns why not, where there is a question."""
        own, source = (self.item.sides[LANGUAGES.index(code)] for code in (self.language, other_language(self.language)))
        if not own and source:
            return str(EMPTY[self.language])
        if self.request.POST.get("seen_source") != self.seen[other_language(self.language)]:
            return gettext("The source was changed meanwhile. Look at it once more.")
        if self.item.state == PairState.COPIED and "still_source" not in self.request.POST:
            self.is_asked = True
            return str(STILL_SOURCE[self.language])
        declare(self.draft, [self.item.pair], self.request.user)
        self.forget_what_was_found()
        return ""

    def add_wordless(self) -> HttpResponse:
        for passage in wordless_blocks(self.draft, self.language):
            passage.copy()
        return redirect(self.address(None, self.save()))

    def forget_what_was_found(self) -> None:
        pair = self.item.pair if self.place is not None else None
        for name in ("found", "left", "glossary"):
            self.__dict__.pop(name, None)
        places = {item.pair: place for place, item in enumerate(self.found)}
        self.__dict__["place"] = places.get(pair)

    # What is shown

    @property
    def seen(self) -> dict[str, str]:
        """Digests of both texts, so that nobody overwrites or confirms what they have not seen."""
        return {code: hashlib.sha256(text.encode()).hexdigest() for code, text in zip(LANGUAGES, self.item.sides, strict=True)}

    def address(self, place: int | None, revision: Revision | None = None) -> str:
        query: dict[str, Any] = {"passage": END if place is None else name_of(self.found[place].pair)}
        if revision and revision.user_id == self.request.user.pk:
            query["sitting"] = revision.pk
        url = reverse("translate", args=[self.page.pk, self.language])
        return f"{url}?{urlencode(query)}"

    def get_page_title(self) -> str:
        return str(HEADING[self.language])

    def get_context_data(self, form: forms.Form | None = None, **kwargs: Any) -> dict[str, Any]:
        counts = progress(self.found)
        context = {
            **super().get_context_data(**kwargs),
            "page": self.draft,
            "language": self.language,
            "source_language": other_language(self.language),
            "language_name": capfirst(language_name(self.language)),
            "source_language_name": capfirst(language_name(other_language(self.language))),
            "done": counts[column("done", self.language)],
            "passages": counts["passages"],
            "overview": [self.entry(place) for place in range(len(self.found))],
            "sitting": self.request.POST.get("overwrite_revision_id") or self.request.GET.get("sitting", ""),
            "lock": self.lock,
            "other_ways": other_ways(self.page, self.request.user),
            "autosave_indicator": AutosaveIndicator(),
        }
        if self.place is None:
            return {**context, "media": EDITOR_MEDIA, **end_context(self.page, self.draft, self.request.user, self.language)}
        return {**context, **self.passage_context(form or self.make_form())}

    def passage_context(self, form: forms.Form) -> dict[str, Any]:
        item, source = self.item, LANGUAGES.index(other_language(self.language))
        field = self.draft._meta.get_field(self.passage.source_column)
        return {
            "form": form,
            "media": form.media + EDITOR_MEDIA,
            "name": passage_name(self.draft, item.pair, item.sides),
            "state": state_words(item),
            "state_name": str(PairState.UP_TO_DATE if item.is_done_in(self.language) else item.state),
            "number": self.place + 1,
            **self.glossary.context(item, shown_text(field, self.passage.source()), source_difference(item, self.language)),
            "before": self.found[self.place - 1].sides if self.place else None,
            "after": self.found[self.place + 1].sides if self.place + 1 < len(self.found) else None,
            "is_copy_offered": bool(item.sides[source]) and not item.sides[1 - source],
            "is_asked": self.is_asked,
            "seen": self.seen[self.language],
            "seen_source": self.seen[other_language(self.language)],
            "action_url": self.request.get_full_path(),
            "autosave_enabled": True,
            "autosave_interval": 500,
        }

    def entry(self, place: int) -> dict[str, Any]:
        item = self.found[place]
        return {
            "name": passage_name(self.draft, item.pair, item.sides),
            "state": state_words(item),
            "remarks": self.glossary.remarks(item),
            "url": self.address(place),
            "is_current": place == self.place,
        }

"""A person's rights in the admin: find, hand over, delete."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from home.admin.screens import AdminScreen
from home.privacy.personal_data import REASONS, SHORTEST_SEARCH, Holding, erase, export, holdings, note_reading
from home.security.public_forms.contact_details import folded


class PersonView(AdminScreen):
    """Finds what is held about a person. Names are posted, so that they stand in no address and no server's log."""

    permission_required = "home.erase_person"
    template_name = "wagtailadmin/home/person.html"
    page_title = _("A person’s data")
    header_icon = "user"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"reasons": REASONS, **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest) -> HttpResponse:
        person, act = request.POST.get("person", "").strip(), request.POST.get("act", "find")
        reason = request.POST.get("reason", "")
        found = list(holdings(person, request.user))
        chosen = [holding for holding in found if holding.key in request.POST.getlist("chosen")]
        is_short = len(folded(person)) < SHORTEST_SEARCH
        if act == "export":
            note_reading(found, request.user, "home.export_person", reason)
            response = HttpResponse(export(found), content_type="application/json")
            response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
            return response
        if act == "erase" and self._erase(chosen, reason):
            return redirect("person")
        asked = chosen if act in ("ask", "erase") else []
        if not asked and not is_short:
            note_reading(found, request.user, "home.read_person", reason)
        context = self.get_context_data(
            person=person,
            reason=reason,
            found=[(holding, holding.may_be_erased_by(request.user)) for holding in found],
            chosen=asked,
            is_searched=True,
            is_short=is_short,
        )
        if act == "ask" and not chosen:
            messages.error(request, gettext("Tick what is to be deleted."))
        return self.render_to_response(context)

    def _erase(self, chosen: list[Holding], reason: str) -> bool:
        if not chosen or not all(holding.may_be_erased_by(self.request.user) for holding in chosen):
            messages.error(self.request, gettext("Nothing was deleted. What is held has changed, or you may not delete it."))
            return False
        try:
            count = erase(chosen, self.request.user, reason)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return False
        text = ngettext("%(count)s thing has been deleted.", "%(count)s things have been deleted.", count)
        messages.success(self.request, text % {"count": count})
        return True


class PersonFormatter(LogFormatter):
    """Says in the history what was done with a person's data and why, and not whose it was."""

    def message_of(self, count: int) -> str:
        raise NotImplementedError

    def format_message(self, log_entry: Any) -> str:
        text = self.message_of(log_entry.data["count"]) % {"count": log_entry.data["count"]}
        reason = REASONS.get(log_entry.data.get("reason", ""))
        return f"{text}: {reason}" if reason else text


class ReadPersonFormatter(PersonFormatter):
    label = _("Look up a person’s data")

    def message_of(self, count: int) -> str:
        return ngettext("Looked up a person and saw %(count)s thing", "Looked up a person and saw %(count)s things", count)


class ExportPersonFormatter(PersonFormatter):
    label = _("Download a person’s data")

    def message_of(self, count: int) -> str:
        return ngettext("Downloaded %(count)s thing about a person", "Downloaded %(count)s things about a person", count)


class ErasePersonFormatter(PersonFormatter):
    label = _("Delete a person’s data")

    def message_of(self, count: int) -> str:
        return ngettext("Deleted %(count)s thing about a person", "Deleted %(count)s things about a person", count)

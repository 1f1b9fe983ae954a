"""A person's rights in the admin: find, hand over, delete."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter

from home.personal_data import SHORTEST_SEARCH, Holding, erase, export, holdings

PERMISSION = "home.erase_person"


class PersonView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Finds what is held about a person. Names are posted, so that they stand in no address and no server's log."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "wagtailadmin/home/person.html"
    page_title = _("A person’s data")
    header_icon = "user"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest) -> HttpResponse:
        person, act = request.POST.get("person", "").strip(), request.POST.get("act", "find")
        found = list(holdings(person))
        chosen = [holding for holding in found if holding.key in request.POST.getlist("chosen")]
        if act == "export":
            response = HttpResponse(export(found), content_type="application/json")
            response.headers["Content-Disposition"] = 'attachment; filename="person.json"'
            return response
        if act == "erase" and self._erase(chosen):
            return redirect("person")
        context = self.get_context_data(
            person=person,
            found=[(holding, self._may_erase(holding)) for holding in found],
            chosen=chosen if act in ("ask", "erase") else [],
            is_searched=True,
            is_short=len(person) < SHORTEST_SEARCH,
        )
        if act == "ask" and not chosen:
            messages.error(request, gettext("Tick what is to be deleted."))
        return self.render_to_response(context)

    def _erase(self, chosen: list[Holding]) -> bool:
        if not chosen or not all(map(self._may_erase, chosen)):
            messages.error(self.request, gettext("Nothing was deleted. What is held has changed, or you may not delete it."))
            return False
        try:
            count = erase(chosen, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return False
        text = ngettext("%(count)s thing has been deleted.", "%(count)s things have been deleted.", count)
        messages.success(self.request, text % {"count": count})
        return True

    def _may_erase(self, holding: Holding) -> bool:
        return not holding.permission or self.request.user.has_perm(holding.permission)


class PersonMenuItem(MenuItem):
    """The way to the screen, for who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


class ErasePersonFormatter(LogFormatter):
    """Says in the history that a person's data was deleted, and not whose."""

    label = _("Delete a person’s data")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data["count"]
        text = ngettext("Deleted %(count)s thing about a person", "Deleted %(count)s things about a person", count)
        return text % {"count": count}

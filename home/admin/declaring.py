"""The editor's word that a passage is still correct in both languages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from home.admin.screens import page_to_edit
from home.bilingual.freshness import declare
from home.bilingual.texts import page_texts
from home.editing.behind_notices import notices, pair_key
from home.editing.pair_states import pair_states
from home.pages.base import BasePage


def behind_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is behind in the saved draft of a page, once what an editor says is still correct has been declared."""
    draft, message = page_to_edit(request, page_id).get_latest_revision_as_object(), ""
    if request.method == "POST":
        message = _declare(draft, request)
    context = {"message": message, **pair_states(draft, request.user)}
    return TemplateResponse(request, "wagtailadmin/home/behind.html", context)


def declare_when_publishing(request: HttpRequest, page: BasePage) -> None:
    """Declare everything where the editor's tick says so."""
    if request.POST.get("declare-all"):
        declare(page, user=request.user)


class DeclareFormatter(LogFormatter):
    """Says in the history what was declared."""

    label = _("Confirm that it is still correct")

    def format_message(self, log_entry: Any) -> str:
        model = log_entry.content_type.model_class()
        labels = [str(model._meta.get_field(name).verbose_name) for name in log_entry.data["fields"]]
        return gettext("Confirmed that both languages say the same: %(fields)s") % {"fields": ", ".join(labels)}


def _declare(draft: BasePage, request: HttpRequest) -> str:
    pair = next((pair for pair in page_texts(draft) if pair_key(pair) == request.POST.get("pair")), None)
    if pair is None:
        return ""
    told = [(notice.key, notice.seen) for notice in notices(draft, request.user)]
    if (pair_key(pair), request.POST.get("seen")) not in told:
        return gettext("The text was changed meanwhile. Look at it once more.")
    declare(draft, [pair], request.user)
    return gettext("Marked as still correct in both languages.")

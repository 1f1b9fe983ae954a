"""What the admin shows of the outbox: what has not been sent, and why."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from home.admin.screens import AdminScreen
from home.outbox.models import Mail

VIEW, CHANGE = "home.view_mail", "home.change_mail"
MAILS_PER_LIST = 50


class OutboxView(AdminScreen):
    """Lists the e-mails, those in trouble first. Their text is not shown: some hold a link that logs somebody in."""

    permission_required = VIEW
    template_name = "wagtailadmin/outbox/index.html"
    page_title = _("E-mails")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unsent = Mail.objects.filter(sent_at=None).order_by("-attempts", "created_at")
        return {
            **super().get_context_data(**kwargs),
            "unsent": Paginator(unsent, MAILS_PER_LIST).get_page(self.request.GET.get("p")),
            "sent": Mail.objects.exclude(sent_at=None).order_by("-sent_at")[:MAILS_PER_LIST],
            "may_retry": self.request.user.has_perm(CHANGE),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Let the mails that were chosen, or all that wait, be tried again at once."""
        if not request.user.has_perm(CHANGE):
            return self.handle_no_permission()
        chosen = Mail.objects.filter(sent_at=None)
        if "all" not in request.POST:
            numbers = [number for number in request.POST.getlist("mail") if number.isdecimal() and len(number) < 16]
            chosen = chosen.filter(pk__in=numbers)
        count = chosen.update(next_try_at=timezone.now(), attempts=0)
        text = ngettext(
            "%(count)s e-mail is tried again within a minute.", "%(count)s e-mails are tried again within a minute.", count
        )
        messages.success(request, text % {"count": count})
        return redirect("outbox")


class TroublePanel(Component):
    """Says on the dashboard that e-mails could not be sent."""

    name = "outbox"
    order = 90
    template_name = "wagtailadmin/outbox/panel.html"

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        text = ngettext("%(count)s e-mail could not be sent.", "%(count)s e-mails could not be sent.", self.count)
        return {"text": text % {"count": self.count}, "link": gettext("See why"), "url": reverse("outbox")}


def add_trouble_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell who may see the outbox when something is stuck in it."""
    if request.user.has_perm(VIEW) and (count := Mail.objects.in_trouble().count()):
        panels.append(TroublePanel(count))

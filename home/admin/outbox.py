"""What the admin shows of the outbox: what has not been sent, and why."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

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
            "may_retry": self.request.user.has_perm(CHANGE) and not settings.STAGING,
            "is_staging": settings.STAGING,
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

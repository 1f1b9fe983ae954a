"""What the register has besides its lists and forms: the signed document, and the end of a consent."""

import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.log_actions import log

from articles.consent.traces import Traces
from articles.consent.withdrawing import withdraw
from articles.models import Consent, SignedDocument, Withdrawal


def read_document(request: HttpRequest, pk: int) -> FileResponse:
    """Send a consent keeper the document that a patient has signed, and log that."""
    _check(request, "change")
    document = get_object_or_404(SignedDocument.objects.select_related("consent"), consent=pk)
    log(instance=document.consent, action="consent.read_document", user=request.user)
    response = FileResponse(io.BytesIO(document.content), as_attachment=True, filename=document.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


def withdraw_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will go with a consent, ask, and withdraw it."""
    _check(request, "delete")
    consent = get_object_or_404(Consent, pk=pk)
    if request.method == "POST":
        withdraw(consent.consent_key, request.user)
        messages.success(request, gettext("The consent is withdrawn, and the site is cleared of the story."))
        return redirect("consents:index")
    traces, finder = Traces(consent.consent_key), AdminURLFinder(request.user)
    referring = [(str(instance), finder.get_edit_url(instance)) for instance in traces.referring]
    context = {"consent": consent, "traces": traces, "referring": referring}
    return TemplateResponse(request, "wagtailadmin/consents/withdraw.html", context)


def withdrawn_view(request: HttpRequest) -> HttpResponse:
    """List when consents were withdrawn: nothing else is known of them."""
    _check(request, "change")
    columns: list[Any] = [
        Column("number", label=gettext("Withdrawal"), accessor=str),
        DateColumn("withdrawn_at", label=gettext("Withdrawn")),
    ]
    table = Table(columns, Withdrawal.objects.all())
    return TemplateResponse(request, "wagtailadmin/consents/withdrawn.html", {"table": table})


def _check(request: HttpRequest, action: str) -> None:
    if not request.user.has_perm(f"articles.{action}_consent"):
        raise PermissionDenied

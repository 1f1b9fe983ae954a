"""What the register has besides its lists and forms: the signed document, and the end of a consent."""

import io
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.contenttypes.models import ContentType
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, Table
from wagtail.log_actions import log

from articles.consent.withdrawal import Traces, withdraw
from articles.models import Consent, SignedDocument, Withdrawal
from home.admin.screens import AdminScreen

# What the last withdrawal of this session left to read.
TO_READ = "withdrawal_to_read"


@permission_required("articles.change_consent", raise_exception=True)
def read_document(request: HttpRequest, pk: int) -> FileResponse:
    """Send a consent keeper the document that a patient has signed, and log that."""
    document = get_object_or_404(SignedDocument.objects.select_related("consent"), consent=pk)
    log(instance=document.consent, action="consent.read_document", user=request.user)
    response = FileResponse(io.BytesIO(document.content), as_attachment=True, filename=document.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


class RegisterScreen(AdminScreen):
    """A screen below the register, for those who may do something with consents."""

    header_icon = "lock"
    permission_required = "articles.change_consent"

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("consents:index"), "label": _("Consents")}]


class WithdrawView(RegisterScreen):
    """Says what will go with a consent, asks, and withdraws it."""

    template_name = "wagtailadmin/consents/withdraw.html"
    page_title = _("Withdraw the consent")
    permission_required = "articles.delete_consent"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consent = get_object_or_404(Consent, pk=self.kwargs["pk"])
        traces, finder = Traces(consent.consent_key), AdminURLFinder(self.request.user)
        lists = {"referring": traces.referring, "picture_uses": traces.picture_uses()}
        linked = {name: [(str(instance), finder.get_edit_url(instance)) for instance in found] for name, found in lists.items()}
        return {**super().get_context_data(**kwargs), "consent": consent, "traces": traces, **linked}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        to_read = withdraw(get_object_or_404(Consent, pk=pk).consent_key, request.user)
        # Numbers only: what they are called is asked when it is shown.
        request.session[TO_READ] = [[ContentType.objects.get_for_model(found).pk, str(found.pk)] for found in to_read]
        messages.success(request, gettext("The consent is withdrawn, and the site is cleared of the story."))
        return redirect("withdrawn_consents")


class WithdrawnView(RegisterScreen):
    """Lists when consents were withdrawn: nothing else is known of them."""

    template_name = "wagtailadmin/consents/withdrawn.html"
    page_title = _("Withdrawn consents")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [Column("number", label=_("Withdrawal"), accessor=str), DateColumn("withdrawn_at", label=_("Withdrawn"))]
        table = Table(columns, Withdrawal.objects.all())
        return {**super().get_context_data(**kwargs), "table": table, "to_read": self._to_read()}

    def _to_read(self) -> list[tuple[str, str, str | None]]:
        """Name what the last withdrawal left for a person to judge, with its kind and where it is edited."""
        finder, found = AdminURLFinder(self.request.user), []
        for content_type, key in self.request.session.get(TO_READ, []):
            model = ContentType.objects.get_for_id(content_type).model_class()
            instance = model._base_manager.filter(pk=key).first() if model else None
            if instance is not None:
                found.append((capfirst(str(model._meta.verbose_name)), str(instance), finder.get_edit_url(instance)))
        return found

"""The contact form as readers meet it, at an address that no cache keeps; it needs neither a cookie nor JavaScript."""

from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from home.bilingual.languages import active_language
from home.bilingual.page import BilingualPage
from home.clinic.models import ClinicSettings
from home.contact.fields import THANKS_SEGMENTS
from home.contact.forms import RequestForm
from home.contact.mails import confirm, notify
from home.security.public_forms.form import new_token
from home.security.public_forms.form_limits import count_attempt


def serve_form(request: HttpRequest, page: BilingualPage) -> HttpResponse:
    """Show the form, or keep what was sent and lead to the thanks; a form that fails keeps what was typed."""
    if request.method != "POST":
        return _render(request, page, "home/contact_form.html", page.get_form(request=request, page=page))
    form: RequestForm = page.get_form(request.POST, request=request, page=page)
    if form.is_valid() and _is_kept(form, page, request):
        response = redirect(f"{page.get_url(request)}{THANKS_SEGMENTS[active_language()]}/")
        response.status_code = HTTPStatus.SEE_OTHER
        add_never_cache_headers(response)
        return response
    return _render(request, page, "home/contact_form.html", form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def serve_thanks(request: HttpRequest, page: BilingualPage) -> HttpResponse:
    """Say that the request has arrived."""
    return _render(request, page, "home/contact_thanks.html")


def _is_kept(form: RequestForm, page: BilingualPage, request: HttpRequest) -> bool:
    """Keep a request with its two mails, or none of them; False with the reason in the form where it is not kept."""
    if count_attempt("contact", request).are_too_many and not _kept(form):
        form.add_error(None, _too_many())
        return False
    values = {
        "page_id": page.pk,
        "form_data": form.answers,
        "language": active_language(),
        "consent_text": form.consent_text,
        "token": form.token.key,
    }
    try:
        with transaction.atomic():
            submission = page.get_submission_class().objects.create(**values)
            notify(submission, form.sender)
            confirm(page, form.sender)
    except IntegrityError:
        kept = _kept(form)
        # As the database gives dates back.
        if kept and kept.form_data == {key: _as_stored(value) for key, value in form.answers.items()}:
            return True
        form.shown_token = new_token(form.purpose)
        message = gettext("You have already sent this form. Send it once more if the clinic should have the changed text too.")
        form.add_error(None, message)
        return False
    return True


def _kept(form: RequestForm) -> Any:
    return form.page.get_submission_class().objects.filter(token=form.token.key).first()


def _too_many() -> str:
    if telephone := ClinicSettings.load().telephone:
        return gettext(
            "So many requests have come from your connection today that the form takes no more. "
            "Call the clinic on %(telephone)s, or send it again tomorrow."
        ) % {"telephone": telephone}
    return gettext(
        "So many requests have come from your connection today that the form takes no more. Please send it again tomorrow."
    )


def _as_stored(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _render(
    request: HttpRequest, page: BilingualPage, template: str, form: RequestForm | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {**page.get_context(request), "form": form}
    response = TemplateResponse(request, template, context, status=status)
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

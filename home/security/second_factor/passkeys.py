"""Passkeys as the second step: the ceremonies are django-otp-webauthn's; who may begin them, and what follows, is ours."""

import json
import logging
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_otp import login
from django_otp_webauthn.exceptions import NotVerified
from django_otp_webauthn.models import WebAuthnCredential
from django_otp_webauthn.views import (
    BeginCredentialRegistrationView,
    CompleteCredentialAuthenticationView,
    CompleteCredentialRegistrationView,
)

from home.security.second_factor.devices import passkeys, telephone
from home.security.second_factor.views import PasskeyForm, let_in, wanted

logger = logging.getLogger("home.logins")


class _OnlyInside:
    """Only a person who has used the phone in this session may add a passkey; a passkey never replaces the phone."""

    request: HttpRequest

    def check_can_register(self) -> None:
        user: Any = self.request.user
        if not user.is_verified():
            raise NotVerified


class OfferView(_OnlyInside, BeginCredentialRegistrationView):
    """Tells the browser what a new passkey has to be."""


class AddView(_OnlyInside, CompleteCredentialRegistrationView):
    """Keeps the passkey that the browser has made, under the name that its owner gave it."""

    def post(self, *args: Any, **kwargs: Any) -> JsonResponse:
        answer = super().post(*args, **kwargs)
        passkey = passkeys(self.request.user).get(pk=json.loads(answer.content)["id"])
        form = PasskeyForm(self.request.data)
        passkey.name = form.cleaned_data["name"] if form.is_valid() else _("Passkey")
        passkey.save(update_fields=["name"])
        logger.info("Passkey added", extra={"user_id": self.request.user.pk})
        messages.success(self.request, _("“%(name)s” can now be used to log in.") % {"name": passkey.name})
        return answer


class CheckView(CompleteCredentialAuthenticationView):
    """Lets in who has shown a passkey after the password."""

    def handle_exception(self, exc: Exception) -> JsonResponse:
        logger.warning("Wrong second factor", extra={"user_id": self.request.user.pk})
        return super().handle_exception(exc)

    def complete_auth(self, device: WebAuthnCredential) -> None:
        let_in(self.request, device)

    def get_success_url(self) -> str:
        return wanted(self.request)


@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """Forget one of the person's own passkeys."""
    passkey = get_object_or_404(passkeys(request.user), pk=pk)
    if request.user.otp_device == passkey:
        # The person stays logged in; the phone, which everybody with a passkey has, takes its place.
        login(request, telephone(request.user))
    passkey.delete()
    logger.info("Passkey removed", extra={"user_id": request.user.pk})
    messages.success(request, _("“%(name)s” can no longer be used to log in.") % {"name": passkey.name})
    return redirect("second_factor_codes")

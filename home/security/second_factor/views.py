"""The screens of the second factor: a login is asked for its code here, and here it is set up."""

import logging
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login

from home.security.second_factor.devices import (
    backup_codes_left,
    confirm_telephone,
    has_telephone,
    matching_device,
    new_backup_codes,
    new_telephone,
    passkeys,
    qr_code,
    readable_key,
)

logger = logging.getLogger("home.logins")


class CodeForm(forms.Form):
    """Six digits from the phone, or a backup code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class PasskeyForm(forms.Form):
    """What somebody calls a new passkey, so that they know later which one to remove."""

    name = forms.CharField(
        label=gettext_lazy("What do you want to call it?"),
        max_length=64,
        help_text=gettext_lazy("For example “Inger’s computer”."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


@sensitive_post_parameters("code")
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password."""
    if not has_telephone(request.user):
        return redirect("second_factor_set_up")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        device = matching_device(request.user, form.cleaned_data["code"])
        if device:
            let_in(request, device)
            return redirect(wanted(request))
        logger.warning("Wrong second factor", extra={"user_id": request.user.pk})
        form.add_error(None, _("That code is not valid. Wait for a new one and type that."))
    context = {"form": form, "next": wanted(request), "has_passkey": passkeys(request.user).exists()}
    return render(request, "home/second_factor/verify.html", context)


@sensitive_post_parameters("code")
def set_up(request: HttpRequest) -> HttpResponse:
    """Connect a phone: the first one, or a new one for a person who has used the former."""
    user: Any = request.user
    if has_telephone(user) and not user.is_verified():
        return redirect("second_factor")
    device = new_telephone(user)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device.verify_is_allowed()[0] and device.verify_token("".join(form.cleaned_data["code"].split())):
            codes = confirm_telephone(user, device)
            let_in(request, device)
            return render(request, "home/second_factor/codes.html", {"codes": codes})
        form.add_error(None, _("That code is not valid. Wait for a new one and type that."))
    context = {
        "form": form,
        "qr_code": qr_code(device),
        "key": readable_key(device),
        "required": settings.REQUIRE_SECOND_FACTOR,
    }
    return render(request, "home/second_factor/set_up.html", context)


def overview(request: HttpRequest) -> HttpResponse:
    """Show what somebody has, and make new backup codes."""
    if not has_telephone(request.user):
        return redirect("second_factor_set_up")
    if request.method == "POST":
        return render(request, "home/second_factor/codes.html", {"codes": new_backup_codes(request.user)})
    context = {
        "codes_left": backup_codes_left(request.user),
        "passkeys": passkeys(request.user),
        "passkey_form": PasskeyForm(),
    }
    return render(request, "home/second_factor/overview.html", context)


def let_in(request: HttpRequest, device: Any) -> None:
    """Count the session as verified, under a new number."""
    request.session.cycle_key()
    login(request, device)
    logger.info("Second factor given", extra={"user_id": request.user.pk})
    if backup_codes_left(request.user) == 0:
        messages.warning(request, _("You have no backup codes left. Make new ones under your account."))


def wanted(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if allowed else reverse("wagtailadmin_home")

"""Logins: how often they may fail, and what the log says of them."""

import hashlib
import hmac
import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from home.security.client_address import client_address
from home.security.models import LoginAttempt

logger = logging.getLogger("home.logins")
# Nothing is kept for longer, neither names nor addresses, and both only as a keyed digest.
WINDOW = timedelta(minutes=15)
# Somebody who has forgotten a password; a whole office behind one address; many machines that try one name.
LIMITS = {"name and address": 5, "address": 30, "name": 50}
# Nobody can have somebody's mailbox filled, nor try out from one place whose addresses have accounts.
RESET_LIMITS = {"address": 10, "name": 3}
TOO_MANY = _("Too many attempts. Wait a quarter of an hour and try again.")


class LoginForm(WagtailLoginForm):
    """Wagtail's login, which counts the attempts before it looks at the password."""

    def clean(self) -> dict[str, Any]:
        keys = attempt_keys(self.request, self.cleaned_data.get("username", ""))
        # Counted before the password is looked at: attempts made at the same moment count, too.
        if is_one_too_many(keys, LIMITS):
            logger.warning("Login refused after too many attempts", extra={"name_digest": keys["name"][:12]})
            raise ValidationError(TOO_MANY, code="too_many_attempts")
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            # No name: people type their password into the wrong field.
            logger.warning("Login failed", extra={"name_digest": keys["name"][:12]})
            raise
        LoginAttempt.objects.filter(key__in=keys.values()).delete()
        return cleaned


def attempt_keys(request: HttpRequest, name: str, act: str = "login") -> dict[str, str]:
    """Return what an attempt is counted under; each act has counts of its own."""
    address = client_address(request)
    name = name.strip().lower()
    return {
        "name and address": _digest(act, "both", name, address),
        "address": _digest(act, "address", address),
        "name": _digest(act, "name", name),
    }


def is_one_too_many(keys: dict[str, str], limits: dict[str, int]) -> bool:
    """Count an attempt, and tell whether any of its limits is exceeded by it.

    What one limit refuses is not counted for those after it, so that nobody can close somebody's account from one place.
    """
    forget_old_attempts()
    for kind, limit in limits.items():
        LoginAttempt.objects.create(key=keys[kind])
        if LoginAttempt.objects.filter(key=keys[kind]).count() > limit:
            return True
    return False


def forget_old_attempts() -> None:
    """Delete the attempts that no longer count."""
    LoginAttempt.objects.filter(at__lt=timezone.now() - WINDOW).delete()


def log_logins() -> None:
    """Write down who came and went, by number."""
    user_logged_in.connect(_log_in, dispatch_uid="log_in")
    user_logged_out.connect(_log_out, dispatch_uid="log_out")


def _log_in(user: Any, **kwargs: Any) -> None:
    logger.info("Logged in", extra={"user_id": user.pk})


def _log_out(user: Any, **kwargs: Any) -> None:
    logger.info("Logged out", extra={"user_id": getattr(user, "pk", None)})


def _digest(*parts: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()

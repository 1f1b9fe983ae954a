"""A person's phone, backup codes and passkeys, kept by django-otp."""

import base64
import secrets
from typing import Any

import segno
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

BACKUP_CODES = 10
TELEPHONE, PAPER = "telephone", "paper"


def has_telephone(user: Any) -> bool:
    """Whether the person has to take the second step; backup codes and passkeys never come without a telephone."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def telephone(user: Any) -> TOTPDevice:
    return TOTPDevice.objects.get(user=user, confirmed=True)


@transaction.atomic
def new_telephone(user: Any) -> TOTPDevice:
    """Return the person's telephone that still has to prove itself, the same one until it has."""
    # Two windows that ask at once get the same one, too.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    device, _new = TOTPDevice.objects.get_or_create(user=user, name=TELEPHONE, confirmed=False)
    return device


def matching_device(user: Any, code: str) -> Any | None:
    """Return the telephone or the paper that a code belongs to; a backup code is used up by it."""
    code = "".join(code.split()).lower()
    with transaction.atomic():
        for device in devices_for_user(user, for_verify=True):
            # django-otp makes each device wait longer after every wrong code.
            if device.verify_is_allowed()[0] and device.verify_token(code):
                return device
    return None


@transaction.atomic
def confirm_telephone(user: Any, device: TOTPDevice) -> list[str]:
    """Let a telephone count that has shown a right code, in place of any former one, and return new backup codes."""
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    return new_backup_codes(user)


@transaction.atomic
def new_backup_codes(user: Any) -> list[str]:
    """Make ten new codes in place of the former ones."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=PAPER)
    codes = [f"{secrets.token_hex(2)}-{secrets.token_hex(2)}" for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def backup_codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def passkeys(user: Any) -> QuerySet[WebAuthnCredential]:
    """Return the person's passkeys in the order in which they came."""
    return WebAuthnCredential.objects.filter(user=user, confirmed=True).order_by("pk")


def remove_devices(user: Any) -> None:
    """Let a person who has lost both phone and paper start again."""
    WebAuthnCredential.objects.filter(user=user).delete()
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def qr_code(device: TOTPDevice) -> str:
    """Draw what the telephone reads, as an address of data."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")


def readable_key(device: TOTPDevice) -> str:
    """Write the key for who cannot photograph it, in groups of four letters."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))

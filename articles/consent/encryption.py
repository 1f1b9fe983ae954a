"""Columns that only somebody with the site's key can read; a stolen database or backup tells nothing of them."""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


def encrypt(data: bytes) -> bytes:
    """Encrypt with the first of the site's keys."""
    return _keys().encrypt(data)


def decrypt(token: bytes) -> bytes:
    """Decrypt with whichever of the site's keys fits; raises ImproperlyConfigured where none does."""
    try:
        return _keys().decrypt(token)
    except InvalidToken as error:
        raise ImproperlyConfigured("CONSENT_KEYS lacks the key with which the consent register was encrypted.") from error


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.CONSENT_KEYS])


class EncryptedTextField(models.TextField):
    """Text that is stored encrypted, and so cannot be searched or sorted by the database."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return decrypt(value.encode()).decode() if value else value


class EncryptedBinaryField(models.BinaryField):
    """Bytes that are stored encrypted."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return encrypt(bytes(value)) if value else value

    def from_db_value(self, value: Any, *args: Any) -> bytes | None:
        return decrypt(bytes(value)) if value else value

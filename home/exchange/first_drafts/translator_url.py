"""The service that the operator names in TRANSLATOR_URL: `deepl://KEY` or `libretranslate://host:5000`."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from home.exchange.first_drafts.deepl import DeepL
from home.exchange.first_drafts.libretranslate import LibreTranslate
from home.exchange.first_drafts.service import Service

# As in EMAIL_URL, `+tls` is encrypted on its way.
LIBRETRANSLATE = {"libretranslate": "http", "libretranslate+tls": "https"}


def translator() -> Service | None:
    """Return the service; None where the operator has named none, or none that can be read, which `check` says."""
    try:
        return named_service(settings.TRANSLATOR_API) if settings.TRANSLATOR_API else None
    except ValueError:
        return None


def named_service(address: str) -> Service:
    """Read an address; raises ValueError, which says nothing of the key."""
    parts = urlsplit(address)
    user, _, host = parts.netloc.rpartition("@")
    key = unquote(user)
    if parts.scheme == "deepl":
        if user or not parts.netloc or parts.path.strip("/"):
            raise ValueError("after deepl:// stands the key of DeepL's API and nothing else")
        return DeepL(unquote(parts.netloc), *parse_qs(parts.query).get("server", []))
    if protocol := LIBRETRANSLATE.get(parts.scheme):
        if not parts.hostname or not host or (parts.port or 1) < 1:
            raise ValueError(f"after {parts.scheme}:// stands a host, as libretranslate.example.dk:5000")
        return LibreTranslate(f"{protocol}://{host}{parts.path}", key)
    raise ValueError("it begins with deepl://, libretranslate:// or libretranslate+tls://")

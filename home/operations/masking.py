"""What leaves the site in a line of the log or in an error report names nobody and opens nothing."""

import re
from typing import Any

HIDDEN = "[…]"
# A password in an address of a server; then e-mail addresses; then what PostgreSQL quotes of a row that it refuses; then what
# opens something by its address alone: the keys of drafts and comments (slugs have no capitals), and of a forgotten password.
SECRETS = (
    re.compile(r"(?<=://)[^\s/@]*:[^\s/@]+(?=@)"),
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<=DETAIL:  ).*"),
    re.compile(r"(?<=/)(?=[\w-]*[A-Z])[\w-]{32}(?![\w-])"),
    re.compile(r"(?<=/)[0-9a-z]{1,13}-[0-9a-f]{32}(?![\w-])"),
)
OF_A_REQUEST = {"method", "url"}


def masked(text: str) -> str:
    for secret in SECRETS:
        text = secret.sub(HIDDEN, text)
    return text


def without_personal_data(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """Leave of a request only what was asked for, without what was searched for; Sentry's `before_send`."""
    if request := event.get("request"):
        event["request"] = {name: value for name, value in request.items() if name in OF_A_REQUEST}
    cleaned: dict[str, Any] = _clean(event)
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value

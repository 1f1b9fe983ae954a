"""LibreTranslate, which the clinic may run itself, so that no text leaves it."""

from http import HTTPStatus
from typing import Any

import requests

from home.bilingual.languages import other_language
from home.exchange.first_drafts import service

# Seconds to connect, and to wait for an answer; a small server needs most of a minute.
PATIENCE = (5, 45)


class LibreTranslate(service.Service):
    """Knows no glossary and no tone; the codes are kept as HTML."""

    name = "LibreTranslate"
    most_texts = 20
    # What its public servers allow, and what a small one does in seconds.
    most_letters = 2_000

    def __init__(self, address: str, key: str = "") -> None:
        self._address, self._key = f"{address.rstrip('/')}/translate", key

    def _ask(self, texts: list[str], language: str) -> list[str]:
        sent = {"q": texts, "source": other_language(language), "target": language, "format": "html", "api_key": self._key}
        try:
            # A server that leads elsewhere is not the one that the operator named.
            answer = requests.post(self._address, json=sent, timeout=PATIENCE, allow_redirects=False)
        except requests.RequestException as error:
            raise self.error(service.AWAY) from error
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise self.error(service.AWAY)
        said = _said(answer)
        if answer.status_code == requests.codes.ok:
            translated = said.get("translatedText")
            if not isinstance(translated, list):
                raise self.error(service.NONSENSE)
            return [service.plain_words(text) if isinstance(text, str) else text for text in translated]
        reason = str(said.get("error", ""))
        if answer.status_code == requests.codes.too_many_requests:
            raise self.error(service.BUSY)
        if answer.status_code == requests.codes.forbidden or "api key" in reason.lower():
            raise self.error(service.WRONG_KEY)
        raise self.error(service.REFUSED if reason else service.AWAY, reason)


def _said(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except (requests.JSONDecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}

"""Readers' forms as a browser without scripts sends them over the network, where an answer may never come."""

import http.client
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup

from tests.support.served import wait_for

FILLING_IN = 3.2  # seconds; nobody is quicker, so a form that is sent sooner is not kept at once
HEADER = "HTTP_X_READER"  # where a reader's address stands, for CLIENT_ADDRESS_HEADER
REQUEST, COMMENT = "/kontakt/skriv/", "/kommentarer/skriv/{}/"


@dataclass
class Form:
    """A form that was opened and filled in by one reader; a page's number makes it a comment, else it is a request."""

    url: str
    number: int
    page: int | None = None
    statuses: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        _status, html = self._ask("GET")
        form = BeautifulSoup(html, "html.parser").select_one("main form")
        self.values = {
            "token": form.select_one("[name=token]")["value"],
            "name": f"Afsender {self.number}",
            "email": self.email,
            "text": f"Det hjalp mig, siger afsender {self.number}.",
            "about": next((choice["value"] for choice in form.select("[name=about]")), ""),
            "consent": "on",
        }

    @property
    def email(self) -> str:
        return f"afsender-{self.number}-{'k' if self.page else 'h'}@example.org"

    def send(self) -> int:
        """Press the button, and return what is answered; raises OSError where nothing is."""
        try:
            status, _html = self._ask("POST", urlencode(self.values))
        except http.client.HTTPException as error:
            raise OSError("The answer broke off.") from error
        self.statuses.append(status)
        return status

    def send_until_answered(self) -> None:
        """Press the button until somebody answers, and once more out of doubt."""
        for _press in range(2):
            wait_for(lambda: self.send() != HTTPStatus.SERVICE_UNAVAILABLE)

    def _ask(self, method: str, body: str | None = None) -> tuple[int, str]:
        headers = {"X-Reader": f"203.0.113.{self.number}", "Origin": self.url}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            connection.request(method, COMMENT.format(self.page) if self.page else REQUEST, body, headers)
            response = connection.getresponse()
            return response.status, response.read().decode(errors="replace")
        finally:
            connection.close()

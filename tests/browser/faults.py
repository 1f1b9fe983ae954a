"""What goes wrong in the pages of a browser while a test looks at something else."""

import re
from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# A person who goes on stops what is still loading.
STOPPED = "net::ERR_ABORTED"
# Chromium repeats each refused or failed request in its console.
REPEATED = "Failed to load resource: "
PERHAPS = "perhaps "
# Chromium only warns of a header that it cannot read.
HEADER = "Error with "


class Faults:
    """Notes the faults of every context it watches, one line each, and compares them with those that a test expects."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("response", self._on_response)
        context.on("requestfailed", self._on_failed_request)
        # Chromium reports a breach of the content security policy in the console, with and without JavaScript.
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def take(self) -> list[str]:
        """Return the lines noted so far, and forget them."""
        lines, self.lines = self.lines, []
        return lines

    def _on_response(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.lines.append(f"{response.status} {response.request.method} {_place(response.url)}")

    def _on_failed_request(self, request: Request) -> None:
        if request.failure != STOPPED:
            self.lines.append(f"failed {request.method} {_place(request.url)} {request.failure}")

    def _on_console(self, message: ConsoleMessage) -> None:
        is_fault = message.type in ("error", "assert") or message.text.startswith(HEADER)
        if is_fault and not message.text.startswith(REPEATED):
            self.lines.append(f"console {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.lines.append(f"error {error.error.name}: {error.error.message}")


def _place(url: str) -> str:
    """Return an address without the test server's own host, whose port differs from run to run."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme="", netloc="")) if parts.hostname == "localhost" else url


def unmet(lines: Iterable[str], expected: Iterable[str]) -> list[str]:
    """Say which lines nobody expects, and which expected lines did not come.

    An asterisk stands for any characters. What depends on the machine's pace begins with “perhaps”, and may stay away.
    """
    patterns = {text: re.compile(re.escape(text.removeprefix(PERHAPS)).replace(r"\*", ".*"), re.DOTALL) for text in expected}
    matches = {text: [line for line in lines if pattern.fullmatch(line)] for text, pattern in patterns.items()}
    met = {line for found in matches.values() for line in found}
    missing = [text for text, found in matches.items() if not found and not text.startswith(PERHAPS)]
    unexpected = Counter(line for line in lines if line not in met)
    return [
        *(f"{line}{f' ({count} times)' if count > 1 else ''}" for line, count in unexpected.items()),
        *(f"expected, but did not happen: {text}" for text in missing),
    ]

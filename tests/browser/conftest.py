"""A real browser for a real site."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.admin import log_in
from tests.browser.faults import Faults, unmet
from tests.support.patience import patience
from tests.support.served import Site
from tests.support.smtp import smtp

CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Seconds that a person would wait for anything on a quiet machine, at most.
LONGEST_WAIT = 20

__all__ = ["smtp"]


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What goes wrong in any page that any test or fixture opens."""
    return Faults()


@pytest.fixture(autouse=True)
def _patience() -> None:
    expect.set_options(timeout=patience(LONGEST_WAIT) * 1000)


@pytest.fixture(autouse=True)
def expects(faults: Faults, request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    """Fail a test whose pages break, unless it says how: `@pytest.mark.expects("404 GET /gone/")`, or `expects(...)` inside."""
    expected = [text for mark in request.node.iter_markers("expects") for text in mark.args]
    yield lambda *texts: expected.extend(texts)
    if wrong := unmet(faults.take(), expected):
        pytest.fail("\n".join(["Something went wrong in the pages of this test:", *wrong]), pytrace=False)


@pytest.fixture(scope="session")
def browser(faults: Faults) -> Iterator[Browser]:
    """The system's Chromium, watched for faults."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "Chromium is missing; `make test` installs it or says how."
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        chromium.on("context", faults.watch)
        chromium.on("context", lambda context: context.set_default_timeout(patience(LONGEST_WAIT) * 1000))
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Page]:
    """A reader's page, with nothing stored."""
    context = browser.new_context(base_url=site.url)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sessions(browser: Browser, site: Site) -> Iterator[dict[str, BrowserContext]]:
    """Logged-in browsers of a Danish and of an English editor, by language."""
    contexts = {language: log_in(browser, site, language) for language in ("da", "en")}
    yield contexts
    for context in contexts.values():
        context.close()

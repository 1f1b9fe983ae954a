"""Pages with little or very much in them look right, in both languages, on a telephone and at a desk."""

import json
import subprocess
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.admin import keep
from tests.browser.test_accessibility import LOOKS, RULES, RUN
from tests.browser.test_narrow import CUT_OFF
from tests.support.patience import patience
from tests.support.served import MANAGE, Site

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
# The widest paragraph of the text and the room that it could have, the tallest picture, where the title stands, in pixels.
MEASURE = """() => {
    const box = (element) => element.getBoundingClientRect();
    const texts = [...document.querySelectorAll(".columns .flow > p")].map(box);
    const pictures = [...document.querySelectorAll("main img")].map(box);
    return {
        text: Math.max(0, ...texts.map(({ width }) => width)),
        left: Math.min(...texts.map(({ left }) => left)),
        side: document.querySelector(".columns__side") ? box(document.querySelector(".columns__side")).width : 0,
        picture: Math.max(0, ...pictures.map(({ height }) => height)),
        title: box(document.querySelector("h1")).top,
        start: box(document.querySelector("h1")).left,
    };
}"""


@pytest.fixture(scope="module")
def sheet(site: Site) -> Iterator[dict[str, list[str]]]:
    """The addresses of the pages, which are gone after these tests."""
    program = "from tests.support import sheet; import json; print(json.dumps(sheet.make()))"
    command = [*MANAGE, "shell", "-v0", "-c", program]
    done = subprocess.run(command, env=site.environment, check=True, capture_output=True, timeout=patience(300))
    yield json.loads(done.stdout.splitlines()[-1])
    assert site.run("from tests.support import sheet; sheet.remove()").wait() == 0


def mistakes(width: int, measured: dict[str, Any]) -> Iterator[str]:
    """Name what a reader would call odd."""
    if measured["text"] and measured["text"] < min(width * 0.85, 500):
        yield f"the text is {measured['text']} px wide"
    if measured["text"] and not measured["side"] and measured["left"] > measured["start"] + 1:
        yield "the text does not begin below the title"
    if measured["picture"] > 800:
        yield f"a picture is {measured['picture']} px high"
    if measured["title"] > 500:
        yield f"the title stands {measured['title']} px below the top"


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.thorough)])
def test_pages_of_every_size_fit_their_room(sheet: dict[str, list[str]], reader: Page, language: str) -> None:
    found = []
    for (name, addresses), width in product(sheet.items(), WIDTHS):
        reader.set_viewport_size({"width": width, "height": 900})
        reader.goto(addresses[("da", "en").index(language)])
        keep(reader, f"sheet, {name}, {language}, {width}")
        found += [
            f"{name}, {width} px: {what}" for what in (*mistakes(width, reader.evaluate(MEASURE)), *reader.evaluate(CUT_OFF))
        ]
    assert found == []


def test_a_film_is_asked_of_another_site_only_after_a_click(sheet: dict[str, list[str]], reader: Page, site: Site) -> None:
    asked: list[tuple[str, str | None]] = []

    def play(route: Route) -> None:
        asked.append((route.request.url, route.request.headers.get("referer")))
        route.fulfill(body="<p>The player</p>", content_type="text/html")

    reader.route(lambda url: not url.startswith(site.url), play)
    reader.emulate_media(reduced_motion="reduce")
    reader.goto(sheet["info, blocks of a clinic"][0])
    reader.evaluate(Axe().axe_script)
    for width, scheme in LOOKS:
        reader.set_viewport_size({"width": width, "height": 900})
        reader.emulate_media(color_scheme=scheme)
        assert reader.evaluate(RUN, RULES) == [], f"{width} px, {scheme}"
    assert asked == []
    link = reader.get_by_role("link", name="Vis filmen")
    expect(link).to_have_attribute("href", "https://vimeo.com/76979871")
    link.press("Enter")
    expect(reader.frame_locator("iframe").get_by_text("The player")).to_be_visible()
    expect(reader.locator("iframe")).to_be_focused()
    # The player is told which site shows the film, and not which page.
    assert asked == [("https://player.vimeo.com/video/76979871?dnt=1", f"{site.url}/")]

"""The lists of the admin on a telephone and on a small laptop: nothing is cut off, and no word is broken."""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.admin import keep
from tests.support.served import Site

pytestmark = pytest.mark.browser

# More than one screen's worth of each kind of row.
PREPARE = """
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from home.models import ClinicDocument, HomePage, User
from tests.support import factories
front = HomePage.objects.first()
long = "Akupunkturbehandling ved spinalstenose og diskusprolaps"
factories.info_page(front, long, "Acupuncture for spinal stenosis", locked=True).save_revision().publish()
factories.picture(long)
factories.document()
document = ClinicDocument(title="Samtykke til offentliggørelse af behandlingsforløb")
document.file.save("samtykke-med-et-meget-langt-filnavn-fra-telefonen_2026.txt", ContentFile(b"Jeg samtykker."))
names = {"first_name": "Anne-Marie", "last_name": "Christoffersen"}
User.objects.create_user("anne-marie", "anne-marie@example.org", "long-enough", **names)
Redirect.objects.create(old_path="/gammel/adresse-til-spinalstenose", redirect_page=front)
Redirect.objects.create(old_path="/kort", redirect_link="https://www.example.org/en/meget/lang/adresse/", is_permanent=False)
"""
SCREENS = (
    "/admin/",
    "/admin/pages/",
    "/admin/pages/{home}/",
    "/admin/images/",
    "/admin/images/?layout=list",
    "/admin/documents/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/snippets/home/practitioner/",
    "/admin/snippets/articles/topic/",
    "/admin/snippets/articles/comment/",
    "/admin/snippets/articles/synonyms/",
    "/admin/snippets/home/glossaryterm/",
    "/admin/users/",
    "/admin/collections/",
    "/admin/consents/",
    "/admin/readiness/",
    "/admin/readership/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/{home}/edit/",
)

FAULTS = """async () => {
    // What moves to its new place has arrived.
    await new Promise(requestAnimationFrame);
    const moving = document.getAnimations().filter(animation => animation.effect.getComputedTiming().endTime < 5000);
    await Promise.all(moving.map(animation => animation.finished.catch(() => {})));
    const page = document.documentElement, found = new Set();
    if (page.scrollWidth > page.clientWidth + 1) found.add(`the page scrolls sideways: ${page.scrollWidth}`);
    const seen = element => element.checkVisibility({visibilityProperty: true}) && getComputedStyle(element).clipPath === "none"
        && !element.closest(".w-sr-only, [popover]:not(:popover-open), [hidden], .sidebar");
    const texts = function* (root) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.data.trim() && seen(node.parentElement)) yield node;
        }
    };
    const boxOf = (node, start, end) => {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        return range;
    };
    for (const part of document.querySelectorAll("table.listing, h1, h2, .listing, header")) {
        for (const node of texts(part)) {
            // An address is no word, and may be broken anywhere.
            for (const word of node.data.matchAll(/[\\p{L}\\d]{4,}/gu)) {
                const before = node.data.slice(0, word.index);
                if (/[/@.]\\S*$/.test(before) || /^\\S*[/@]/.test(node.data.slice(word.index + word[0].length))) continue;
                const boxes = [...boxOf(node, word.index, word.index + word[0].length).getClientRects()];
                if (new Set(boxes.map(box => Math.round(box.top))).size > 1) found.add(`broken: ${word[0]}`);
            }
        }
    }
    // A block folded together shows the beginning of its words.
    for (const heading of document.querySelectorAll("h1, h2:not([data-panel-heading], [data-panel] *), .w-slim-header")) {
        for (const node of texts(heading)) {
            const box = boxOf(node, 0, node.length).getBoundingClientRect();
            let edge = page.clientWidth;
            for (let outer = node.parentElement; outer; outer = outer.parentElement) {
                const clips = /hidden|clip|auto|scroll/.test(getComputedStyle(outer).overflowX);
                if (clips) edge = Math.min(edge, outer.getBoundingClientRect().right);
            }
            if (box.width > 1 && box.right > edge + 1) found.add(`cut: ${node.data.trim()}`);
        }
    }
    return [...found];
}"""


def test_no_list_is_cut_off_and_no_word_of_it_is_broken(site: Site, sessions: dict[str, BrowserContext]) -> None:
    assert site.run(PREPARE).wait() == 0
    admin = sessions["da"].new_page()
    wrong = []
    for number, pattern in enumerate(SCREENS):
        admin.goto(pattern.format(home=site.page_id("homepage")))
        for width in (390, 1280):
            admin.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{pattern}, {width} px: {fault}" for fault in admin.evaluate(FAULTS)]
            keep(admin, f"narrow-{width}-{number:02}")
    admin.close()
    assert wrong == []

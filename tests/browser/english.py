"""Finds the English that an editor can read on a Danish screen, and the words that do not fit where they stand."""

import re
from collections.abc import Iterator
from functools import cache, reduce
from typing import Any

from playwright.sync_api import Page

from home.management.catalogues.packages import DOMAINS, installed_packages, read_catalog
from home.management.catalogues.problems import MARKS, forms
from home.management.catalogues.updating import own_path, translations

WORD = re.compile(r"[a-zæøå]{2,}(?:['’][a-z]+)?")
# File names, and models as the code calls them.
NAME = re.compile(r"\w[\w-]*\.\w+")
# Danish words that no translation happens to use.
DANISH = {"by", "find", "set"}

# Everything that a person reads or hears, also what waits in a closed menu, panel or dialog. Fields and the titles of
# blocks hold the site's own texts; nobody ever sees the date picker's button.
TEXTS = """(root) => {
    const skipped = "script, style, textarea, code, iframe, [contenteditable=true], [lang=en], " +
        ".c-sf-block__title, .row-name, #id_preview_mode, .w-minimap-item__text, " +
        ".xdsoft_save_selected, .w-side-panel-toggle__counter[hidden]";
    const attributes = ["alt", "aria-description", "aria-label", "data-w-progress-active-value",
        "data-w-tooltip-content-value", "placeholder", "title"];
    const texts = new Set([document.title]);
    const visit = (node) => {
        if (node.nodeType === Node.TEXT_NODE) texts.add(node.data.trim().replace(/\\s+/g, " "));
        if (node.nodeType === Node.ELEMENT_NODE) {
            if (node.matches(skipped)) return;
            for (const name of attributes) texts.add(node.getAttribute(name) || "");
            if (node.shadowRoot) visit(node.shadowRoot);
            if (node instanceof HTMLTemplateElement) visit(node.content);
        }
        node.childNodes.forEach(visit);
    };
    visit(document.body);
    return [...texts];
}"""

# Labels that nobody wrote: Django makes them of the field's name.
LABELS = """() => [...document.querySelectorAll("label[for]")].filter((label) => {
    const name = document.getElementById(label.htmlFor)?.name?.split("-").pop().replaceAll("_", " ");
    return name && label.textContent.replace("*", "").trim().toLowerCase() === name;
}).map((label) => label.textContent.replace("*", "").trim())"""

# A pixel more is rounding; a word for the ear alone fits everywhere.
OVERFLOWING = """() => [...document.querySelectorAll("button, .button, [role=tab], [role=menuitem], nav a, th, label")]
    .filter((part) => part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1)
    .filter((part) => part.checkVisibility() && !part.querySelector(".w-sr-only, .w-drilldown__count"))
    .map((part) => part.innerText.trim()).filter(Boolean)"""


@cache
def english_words() -> frozenset[str]:
    """The words that occur in the messages of the site's packages, or in its own, and in no Danish text."""
    sources: list[Any] = [message.id for message in read_catalog(own_path(), "django")]
    for package in installed_packages():
        sources += [message.id for domain in DOMAINS for message in package.source(domain)]
    return frozenset(words(sources) - words(danish_texts()) - DANISH | {"none"})


@cache
def danish_texts() -> frozenset[str]:
    """Every Danish text in force, in small letters."""
    return frozenset(form.lower() for _place, _message, text in translations() for form in forms(text))


def words(texts: Any) -> set[str]:
    """List the words of texts, without their placeholders and tags."""
    return {word for text in texts for form in forms(text) for word in WORD.findall(MARKS.sub(" ", form).lower())}


def find_english(page: Page, content: list[str]) -> Iterator[str]:
    """Name each text of a screen that holds an English word, apart from the content that has to be English."""
    for text in page.evaluate(TEXTS):
        own = NAME.sub("", reduce(lambda rest, part: rest.replace(part, ""), content, text))
        if found := words([own]) & english_words():
            yield f"{text!r} ({', '.join(sorted(found))})"


def find_unlabelled(page: Page) -> Iterator[str]:
    """Name each label that is only the field's name in the code."""
    for text in page.evaluate(LABELS):
        if text.lower() not in danish_texts():
            yield f"{text!r} is no label"


def find_overflowing(page: Page) -> Iterator[str]:
    """Name each button, tab, menu item and label whose words do not fit."""
    for text in page.evaluate(OVERFLOWING):
        yield f"{text!r} is too long"

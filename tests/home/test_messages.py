from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract

from home.management.catalogues.extraction import COMMENT_TAGS, KEYWORDS, extract_template
from home.management.catalogues.identical import is_rightly_identical
from home.management.catalogues.problems import find_problems
from home.management.catalogues.words import find_in_guide, find_unwanted


def catalog(*entries: tuple, **options: object) -> Catalog:
    """A Danish catalogue of (message, translation) or (message, translation, context)."""
    made = Catalog(locale="da", domain="django")
    for message, translation, *context in entries:
        texts = message if isinstance(message, tuple) else (message,)
        flags = ["python-format"] if any("%(" in text for text in texts) else []
        made.add(message, translation, context=context[0] if context else None, flags=[*flags, *options.get("flags", [])])
    return made


def test_a_catalogue_that_is_in_step_has_no_problems() -> None:
    source = catalog(("Price", None), ("%(count)s page", None), (("%(n)s day", "%(n)s days"), None), ("May", None, "month"))
    danish = catalog(
        ("Price", "Pris"),
        ("%(count)s page", "%(count)s side"),
        (("%(n)s day", "%(n)s days"), ("%(n)s dag", "%(n)s dage")),
        ("May", "Maj", "month"),
    )
    assert list(find_problems(source, danish)) == []


@pytest.mark.parametrize(
    ("source", "danish", "problem"),
    [
        (catalog(("Price", None)), catalog(), "missing: Price"),
        (catalog(("May", None, "month"), ("May", None)), catalog(("May", "Må")), "missing: May"),
        (catalog(), catalog(("Price", "Pris")), "stale: Price"),
        (catalog(("Price", None)), catalog(("Price", "Pris"), flags=["fuzzy"]), "fuzzy: Price"),
        (catalog(("Price", None)), catalog(("Price", "")), "without Danish: Price"),
        (
            catalog((("%(n)s day", "%(n)s days"), None)),
            catalog((("%(n)s day", "%(n)s days"), ("%(n)s dag", ""))),
            "without Danish: ('%(n)s day', '%(n)s days')",
        ),
    ],
)
def test_a_catalogue_out_of_step_is_named(source: Catalog, danish: Catalog, problem: str) -> None:
    assert list(find_problems(source, danish)) == [problem]


@pytest.mark.parametrize(
    "danish",
    [
        "%(antal)s sider",
        "%(count)d sider",
        "%(count)s af %(total)s sider",
    ],
)
def test_a_translation_with_other_placeholders_is_named(danish: str) -> None:
    source = catalog(("%(count)s pages", None))
    problems = list(find_problems(source, catalog(("%(count)s pages", danish))))
    assert len(problems) == 1
    assert problems[0].endswith(": %(count)s pages")


def test_placeholders_are_compared_although_nobody_flagged_the_translation() -> None:
    danish = Catalog(locale="da")
    danish.add("%(count)s pages", "%(antal)s sider")
    assert len(list(find_problems(catalog(("%(count)s pages", None)), danish))) == 1


def test_an_obsolete_message_is_named() -> None:
    danish = catalog(("Price", "Pris"))
    danish.obsolete["Cost"] = Catalog().add("Cost", "Udgift")
    assert list(find_problems(catalog(("Price", None)), danish)) == ["obsolete: Cost"]


def test_every_problem_is_named_at_once() -> None:
    source = catalog(("Price", None), ("Treatment", None))
    danish = catalog(("Treatment", ""), ("Cost", "Udgift"))
    assert list(find_problems(source, danish)) == ["missing: Price", "stale: Cost", "without Danish: Treatment"]


def extracted(template: str) -> list[str]:
    """The messages that the command finds in a template."""
    file = BytesIO(template.encode())
    return [found[1] for found in extract(extract_template, file, KEYWORDS, COMMENT_TAGS)]


def test_both_ways_of_writing_a_message_in_a_template_are_found() -> None:
    template = """{% load i18n %}
        <p>{% translate "Price" %}</p>
        <p>{% blocktranslate trimmed count number=days %}
            {{ number }} day
        {% plural %}
            {{ number }} days
        {% endblocktranslate %}</p>"""
    assert extracted(template) == ["Price", ("%(number)s day", "%(number)s days")]


def test_a_template_may_be_indented_as_it_likes() -> None:
    assert extracted("{% load i18n %}\n    {% translate 'Price' %}\n  {% translate 'Day' %}\n") == ["Price", "Day"]


def test_a_word_that_nobody_uses_is_named_in_every_plural_form() -> None:
    assert list(find_unwanted("own: Site", "Hjemmeside")) == []
    assert list(find_unwanted("own: Sites", ("En side", "Alle Websteder"))) == [
        "own: Sites: “Websted”, not used here: hjemmeside"
    ]


def test_english_that_nobody_explained_is_named() -> None:
    assert is_rightly_identical("Status", "Status")
    assert not is_rightly_identical("Publish the page", "Publish the page")


def test_a_button_of_the_guide_that_no_message_names_is_found() -> None:
    assert any("no message “Pages”" in problem for problem in find_in_guide({"Publish"}))

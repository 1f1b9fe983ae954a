from pathlib import Path

import pytest
from django.utils import translation
from wagtail.models import Site

from articles.models import Topic
from home.models import BasePage, ClinicImage, ClinicSettings, Example, LoadedContent, Practitioner
from home.operations.loader import ContentError, load

FILES = {
    "home.yaml": """\
page: home.HomePage
key: home
title: {da: Klinikken, en: The clinic}
lead: {da: Velkommen., en: Welcome.}
hero_image: drawing
body:
  - paragraph: {da: Her er roligt., en: It is quiet.}
""",
    "articles.yaml": """\
page: articles.ArticleIndexPage
key: articles
parent: home
title: {da: Artikler, en: Articles}
lead: {da: Alt., en: Everything.}
""",
    "sciatica.yaml": """\
page: articles.ArticlePage
key: sciatica
parent: articles
order: 1
title: {da: Om iskias, en: About sciatica}
slug: {da: om-iskias, en: about-sciatica}
lead: {da: Kort., en: Short.}
author: inger
publication_date: 2026-11-22
topics: [pain]
sources:
  - title: A trial
    publisher: A journal
    year: 2024
body:
  - heading: {da: Hvad, en: What}
  - callout:
      kind: doctor
      title: {da: Pas på, en: Take care}
      text: {da: Ring., en: Call.}
  - paragraph: {da: "Se [os](page:home).", en: "See [us](page:home)."}
""",
    "pain.yaml": """\
snippet: articles.Topic
key: pain
name: {da: Smerte, en: Pain}
slug: {da: smerte, en: pain}
""",
    "inger.yaml": """\
snippet: home.Practitioner
key: inger
name: Inger
example: [name]
""",
    "drawing.yaml": """\
image: drawing.svg
key: drawing
title: Tegning
""",
    "clinic.yaml": """\
settings: home.ClinicSettings
key: clinic
name: {da: Klinikken, en: The clinic}
postcode: "9000"
cvr: "12345678"
opening_hours:
  - {weekday: 0, opens: "09:00", closes: "16:00"}
""",
}
TABLES = (LoadedContent, Example, Site, Topic, Practitioner, ClinicImage, ClinicSettings)


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A folder of content files without a mistake."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    return tmp_path


def refusal(folder: Path) -> str:
    """Load a folder, and return why it is refused; nothing may be in the database afterwards."""
    with translation.override("en"), pytest.raises(ContentError) as caught:
        load([folder])
    assert not BasePage.objects.filter(depth__gt=1).exists()
    assert [model.__name__ for model in TABLES if model._default_manager.exists()] == []
    return str(caught.value)


def test_files_without_a_mistake_are_loaded(folder: Path) -> None:
    assert len(load([folder]).created) == len(FILES)


@pytest.mark.parametrize(
    ("file", "right", "wrong", "line", "reason"),
    [
        # The file
        ("home.yaml", "key: home", "key: [home", 3, "expected ',' or ']'"),
        ("home.yaml", "key: home", "\tkey: home", 2, "cannot start any token"),
        ("home.yaml", "Velkommen", "\x07", 1, "not YAML"),
        ("home.yaml", FILES["home.yaml"], "", 1, "a mapping (“name: value”) is needed"),
        ("home.yaml", "key: home", "key: home\nkey: home", 3, 'found duplicate key "key"'),
        ("home.yaml", "key: home\n", "", 1, "a file begins with one of"),
        ("home.yaml", "key: home", "key:", 1, "has a “key”"),
        ("home.yaml", "page: home.HomePage\n", "", 1, "a file begins with one of"),
        ("pain.yaml", "key: pain", "key: inger", 2, "the key “inger” is used in inger.yaml too"),
        # The model
        ("home.yaml", "home.HomePage", "home.FrontPage", 1, "there is no model “home.FrontPage”"),
        ("home.yaml", "home.HomePage", "HomePage", 1, "there is no model “HomePage”"),
        ("home.yaml", "home.HomePage", "home.Practitioner", 1, "“home.Practitioner” is not a model for “page:”"),
        ("clinic.yaml", "home.ClinicSettings", "home.Practitioner", 1, "is not a model for “settings:”"),
        # The fields
        ("inger.yaml", "name: Inger", "nmae: Inger", 3, "“nmae” is not a field of home.Practitioner"),
        ("inger.yaml", "name: Inger", "name: [Inger]", 3, "text is needed here"),
        ("inger.yaml", "Inger", 151 * "a", 3, "“name”: Ensure this value has at most 150 characters"),
        ("inger.yaml", "[name]", "[nmae]", 4, "“nmae” is not a field of home.Practitioner"),
        ("pain.yaml", "{da: Smerte, en: Pain}", "{da: Smerte}", 3, "“en” is missing beside the other language"),
        (
            "pain.yaml",
            "{da: Smerte, en: Pain}",
            "{da: Av, min ryg, en: Pain}",
            3,
            "“min ryg” does not belong beside “da” and “en”",
        ),
        ("pain.yaml", "{da: Smerte, en: Pain}", "Smerte", 3, "write “name” in both languages"),
        ("pain.yaml", "slug: {da: smerte, en: pain}", "", 2, "“slug"),
        ("home.yaml", "title: {da: Klinikken, en: The clinic}", "", 2, "a page needs a “title”"),
        ("home.yaml", "{da: Velkommen., en: Welcome.}", '{da: Velkommen., en: ""}', 4, "“lead_en”: "),
        ("sciatica.yaml", "2026-11-22", "2026-13-22", 9, "invalid date"),
        ("sciatica.yaml", "2026-11-22", "22. november", 9, "date"),
        ("sciatica.yaml", "2026-11-22", "[2026]", 9, "text is needed here"),
        ("sciatica.yaml", "order: 1", "order: first", 4, "a whole number is needed here"),
        ("sciatica.yaml", "om-iskias", "Om Iskias", 6, "“slug_da”: "),
        ("articles.yaml", "title:", "slug: {da: admin, en: articles}\ntitle:", 4, "“slug_da”"),
        ("clinic.yaml", '"9000"', '"900"', 4, "A Danish postcode has four digits"),
        ("clinic.yaml", '"12345678"', '"1234"', 5, "A CVR number has eight digits"),
        ("drawing.yaml", "drawing.svg", "drawnig.svg", 1, "there is no file “drawnig.svg”"),
        # Child rows
        ("clinic.yaml", '"16:00"', '"08:00"', 7, "“closes”: The clinic closes before it opens"),
        ("clinic.yaml", "weekday: 0, ", "", 7, "“weekday”: This field cannot be null"),
        ("sciatica.yaml", "    year: 2024\n", "", 12, "“year”: This field cannot be blank"),
        ("sciatica.yaml", "year: 2024", "yaer: 2024", 14, "“yaer” is not a field of articles.ArticleSource"),
        ("sciatica.yaml", "[pain]", "pain", 10, "a list (“- …”) is needed here"),
        # References
        ("sciatica.yaml", "parent: articles", "parent: nowhere", 3, "no file has the key “nowhere”"),
        ("sciatica.yaml", "parent: articles", "parent: pain", 3, "“pain” is a articles.Topic, but a home.BasePage is needed"),
        ("articles.yaml", "parent: home", "parent: articles", 3, "a page cannot stand below itself"),
        ("sciatica.yaml", "author: inger", "author: nobody", 8, "no file has the key “nobody”"),
        ("sciatica.yaml", "author: inger", "author: pain", 8, "“pain” is a articles.Topic, but a home.Practitioner is needed"),
        ("sciatica.yaml", "[pain]", "[inger]", 10, "“inger” is a home.Practitioner, but a articles.Topic is needed"),
        ("sciatica.yaml", "(page:home)", "(page:nowhere)", 21, "no file has the key “nowhere”"),
        ("sciatica.yaml", "(page:home)", "(page:inger)", 21, "“inger” is a home.Practitioner, but a home.BasePage is needed"),
        # Blocks
        ("sciatica.yaml", "- heading:", "- headnig:", 16, "there is no block “headnig”"),
        ("sciatica.yaml", "- heading:", "- Hvad\n  - heading:", 16, "a mapping"),
        (
            "sciatica.yaml",
            "- heading: {da: Hvad, en: What}",
            "- {heading: Hvad, paragraph: Det}",
            16,
            "each block has one name",
        ),
        ("sciatica.yaml", "kind: doctor", "knid: doctor", 18, "this block has only: kind, title, text"),
        ("sciatica.yaml", "kind: doctor", "kind: surgeon", 17, "not complete in “da”: “kind”: “surgeon” cannot be chosen here"),
        (
            "sciatica.yaml",
            "      text: {da: Ring., en: Call.}\n",
            "",
            17,
            "not complete in “da”: “text”: This field is required",
        ),
        ("sciatica.yaml", "en: Call.", 'en: ""', 17, "not complete in “en”: “text”: This field is required"),
        ("sciatica.yaml", "{da: Hvad, en: What}", "{da: Hvad, mand, en: What}", 16, "“mand” does not belong"),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_loads_nothing(
    folder: Path, *, file: str, right: str, wrong: str, line: int, reason: str
) -> None:
    assert right in FILES[file]
    (folder / file).write_text(FILES[file].replace(right, wrong))
    message = refusal(folder)
    assert message.startswith(f"{file}, line {line}: ")
    assert reason in message


def test_a_file_that_is_not_text_is_refused(folder: Path) -> None:
    (folder / "home.yaml").write_bytes(b"page: \xff\xfe")
    assert refusal(folder).startswith("home.yaml, line 1: ")


def test_a_slug_that_a_sibling_has_is_refused(folder: Path) -> None:
    (folder / "twin.yaml").write_text(FILES["sciatica.yaml"].replace("key: sciatica", "key: twin"))
    message = refusal(folder)
    assert message.startswith("twin.yaml, line 6: ") or message.startswith("sciatica.yaml, line 6: ")
    assert "“slug_da”" in message


def test_two_pages_cannot_stand_below_each_other(folder: Path) -> None:
    (folder / "articles.yaml").write_text(FILES["articles.yaml"].replace("parent: home", "parent: sciatica"))
    assert "line 3: a page cannot stand below itself" in refusal(folder)

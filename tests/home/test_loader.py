"""What content files become."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import translation
from wagtail.models import Revision, Site

from articles.models import ArticlePage, Topic
from home.models import (
    BasePage,
    ClinicImage,
    ClinicSettings,
    HomePage,
    InfoPage,
    LoadedContent,
)
from home.operations.loader import load, source
from home.operations.loader.richtext import rich_text
from tests.home.content_files import ABOUT, CLINIC, DRAWING, HOME, SVG, TOPIC, Write, load_from, run_command, write_files


@pytest.fixture
def write(tmp_path: Path, db: None) -> Write:
    """Write content files, named by keyword, into an empty folder."""
    return partial(write_files, tmp_path)


def test_the_real_content_is_public_in_both_languages(db: None) -> None:
    run_command()
    files = [file for folder in source.app_folders() for file in folder.rglob("*.yaml")]
    assert LoadedContent.objects.count() == len(files) > 10
    drafts = [file for file in files if "\ndraft: true\n" in file.read_text()]
    pages = BasePage.objects.filter(depth__gt=1, live=True)
    assert pages.count() == BasePage.objects.filter(depth__gt=1).count() - len(drafts)
    assert pages.public_in("da").count() == pages.public_in("en").count() == pages.count()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert ArticlePage.objects.get().url_in("en") == "/en/articles/relieving-sciatica-pain-through-acupuncture/"


def test_loading_the_real_content_twice_changes_nothing(db: None) -> None:
    run_command()
    revisions, loaded = Revision.objects.count(), LoadedContent.objects.count()
    assert run_command() == f"Content: 0 created, 0 updated, {loaded} unchanged.\n"
    assert Revision.objects.count() == revisions


@pytest.mark.thorough
def test_each_block_of_the_article_has_its_pair_in_the_other_language(db: None) -> None:
    load()
    article = ArticlePage.objects.get()
    assert len(article.body_da) > 20
    assert [(b.id, b.block_type) for b in article.body_da] == [(b.id, b.block_type) for b in article.body_en]
    assert len({block.id for block in article.body_da}) == len(article.body_da)


@pytest.mark.parametrize(("first", "second"), [("da", "en"), ("en", "da")])
def test_the_language_of_whoever_loads_makes_no_difference(tmp_path: Path, write: Write, first: str, second: str) -> None:
    write(home=HOME, clinic=CLINIC + "prices:\n  - name: {da: Besøg, en: Visit}\n    amount: 500\n")
    for language in (first, second):
        with translation.override(language):
            report = load([tmp_path])
    assert (report.unchanged, report.left_alone) == (["home", "clinic"], [])


def test_a_changed_file_updates_what_nobody_has_touched(tmp_path: Path, write: Write) -> None:
    write(home=HOME, about=ABOUT, topic=TOPIC)
    assert load_from(tmp_path).created == ["sciatica", "home", "about"]
    write(about=ABOUT.replace("We are **two**.", "We are **three**."), topic=TOPIC.replace("Sciatica", "Sciatic pain"))
    report = load_from(tmp_path)
    assert (report.updated, report.unchanged, report.created) == (["sciatica", "about"], ["home"], [])
    page = InfoPage.objects.get()
    assert "<b>three</b>" in str(page.body_en)
    assert "<b>to</b>" in str(page.body_da)
    assert Topic.objects.get().name_en == "Sciatic pain"


def test_a_changed_picture_replaces_the_old_one(tmp_path: Path, write: Write) -> None:
    write(drawing=DRAWING)
    (tmp_path / "drawing.svg").write_text(SVG.format(10))
    load_from(tmp_path)
    (tmp_path / "drawing.svg").write_text(SVG.format(20))
    assert load_from(tmp_path).updated == ["drawing"]
    assert ClinicImage.objects.get().width == 20
    assert load_from(tmp_path).unchanged == ["drawing"]


def test_the_command_says_that_nothing_was_loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home.yaml").write_text("nothing: here\n")
    monkeypatch.setattr("home.management.commands.loadcontent.load", partial(load, [tmp_path]))
    with pytest.raises(CommandError, match=r"^Nothing was loaded\. home\.yaml, line 1: a file begins with one of"):
        run_command()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**Ro** og *tid*", "<p><b>Ro</b> og <i>tid</i></p>"),
        ("Først\ndet.\n\nSå det.", "<p>Først det.</p> <p>Så det.</p>"),
        ("- Ro\n- Tid", "<ul> <li>Ro</li> <li>Tid</li> </ul>"),
        ("1. Ro\n2. Tid", "<ol> <li>Ro</li> <li>Tid</li> </ol>"),
        ("### Ro\n\nOg tid.", "<h3>Ro</h3> <p>Og tid.</p>"),
        ("[Om os](page:about)", '<p><a linktype="page" id="7">Om os</a></p>'),
        ('[Om os](page:første "Klinikken")', '<p><a linktype="page" id="8">Om os</a></p>'),
        ("[112](tel:112) og [stps](https://stps.dk)", '<p><a href="tel:112">112</a> og <a href="https://stps.dk">stps</a></p>'),
        ("<b>5</b> * 3 & 2", "<p>&lt;b&gt;5&lt;/b&gt; * 3 &amp; 2</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_what_the_editor_stores(markdown: str, html: str) -> None:
    assert rich_text(markdown, {"about": 7, "første": 8}.__getitem__) == html


def test_a_link_to_a_page_leads_there_in_each_language(tmp_path: Path, write: Write) -> None:
    write(home=HOME, about=ABOUT.replace("**to**", "[to](page:home)").replace("**two**", "[two](page:home)"))
    load_from(tmp_path)
    page, target = InfoPage.objects.get(), HomePage.objects.get().pk
    assert f'<a linktype="page" id="{target}">to</a>' in page.body_da[1].value.source
    assert f'<a linktype="page" id="{target}">two</a>' in page.body_en[1].value.source


def test_dates_and_numbers_are_read_as_they_are_written(tmp_path: Path, write: Write) -> None:
    write(clinic=CLINIC + "latitude: 57.0488\nsubsidy_as_of: 2026-11-22\n")
    load_from(tmp_path)
    clinic = ClinicSettings.objects.get()
    assert (clinic.subsidy_as_of, str(clinic.latitude)) == (date(2026, 11, 22), "57.048800")

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from wagtail.models import Revision, Site

from articles.models import ArticlePage, Topic
from home.models import (
    BasePage,
    ClinicImage,
    ClinicSettings,
    HomePage,
    InfoPage,
    LoadedContent,
    OpeningHours,
    Practitioner,
    User,
)
from home.operations.loader import Report, load, source
from home.operations.loader.richtext import rich_text

HOME = """
page: home.HomePage
key: home
title: {da: Klinikken, en: The clinic}
slug: {da: home, en: home}
lead: {da: Velkommen., en: Welcome.}
body:
  - paragraph: {da: Her er roligt., en: It is quiet here.}
"""
ABOUT = """
page: home.InfoPage
key: about
parent: home
title: {da: Om os, en: About us}
slug: {da: om-os, en: about-us}
lead: {da: Kort., en: Short.}
body:
  - heading: {da: Hvem, en: Who}
  - paragraph:
      da: Vi er **to**.
      en: We are **two**.
"""
TOPIC = """
snippet: articles.Topic
key: sciatica
name: {da: Iskias, en: Sciatica}
slug: {da: iskias, en: sciatica}
"""
DRAWING = """
image: drawing.svg
key: drawing
title: Tegning
alt_text: {da: En cirkel., en: A circle.}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"></svg>'
PERSON = """
snippet: home.Practitioner
key: practitioner
name: Inger
"""
CLINIC = """
settings: home.ClinicSettings
key: clinic
postcode: "9000"
cvr: "12345678"
"""

ARTICLES = """
page: articles.ArticleIndexPage
key: articles
parent: home
title: {da: Artikler, en: Articles}
slug: {da: artikler, en: articles}
lead: {da: Kort., en: Short.}
"""
ARTICLE = """
page: articles.ArticlePage
key: one
parent: articles
title: {da: Iskias, en: Sciatica}
slug: {da: iskias, en: sciatica}
lead: {da: Kort., en: Short.}
topics: [sciatica]
related_pages:
  - target: about
body:
  - paragraph: {da: Tekst., en: Text.}
"""

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, db: None) -> Write:
    """Write content files, named by keyword, into an empty folder."""

    def write_files(**texts: str) -> None:
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text.lstrip("\n"))

    return write_files


def load_from(folder: Path) -> Report:
    with translation.override("en"):
        return load([folder])


def run_command() -> str:
    output = StringIO()
    call_command("loadcontent", stdout=output)
    return output.getvalue()


def test_the_real_content_is_public_in_both_languages(db: None) -> None:
    run_command()
    files = [file for folder in source.app_folders() for file in folder.glob("*.yaml")]
    assert LoadedContent.objects.count() == len(files) > 10
    pages = BasePage.objects.filter(depth__gt=1)
    assert pages.public_in("da").count() == pages.public_in("en").count() == pages.count()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert ArticlePage.objects.get().url_in("en") == "/en/articles/relieving-sciatica-pain-through-acupuncture/"


def test_loading_the_real_content_twice_changes_nothing(db: None) -> None:
    run_command()
    revisions, loaded = Revision.objects.count(), LoadedContent.objects.count()
    assert run_command() == f"Content: 0 created, 0 updated, {loaded} unchanged.\n"
    assert Revision.objects.count() == revisions


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


def change_draft(page: BasePage) -> None:
    page.lead_en = "An editor's draft."
    page.save_revision()


def change_slug(page: BasePage) -> None:
    page.slug_da = "om-klinikken"
    page.save_revision().publish()


@pytest.mark.parametrize("act", [change_draft, change_slug, BasePage.unpublish])
def test_a_page_that_an_editor_has_touched_is_left_alone_and_named(tmp_path: Path, write: Write, act: Callable) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    act(InfoPage.objects.get())
    before = InfoPage.objects.values().get()
    write(about=ABOUT.replace("About us", "Who we are"))
    report = load_from(tmp_path)
    assert (report.left_alone, report.updated) == (["about"], [])
    assert InfoPage.objects.values().get() == before


def test_a_draft_without_a_change_is_not_a_change(tmp_path: Path, write: Write) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    page = InfoPage.objects.get()
    # As the editor's form builds it.
    block = page.body_da.stream_block
    page.body_da = block.clean(block.to_python(list(page.body_da.raw_data)))
    page.save_revision()
    assert load_from(tmp_path).unchanged == ["home", "about"]


def test_a_row_that_an_editor_added_is_kept(tmp_path: Path, write: Write) -> None:
    hours = "opening_hours:\n  - {weekday: 0, opens: '09:00', closes: '16:00'}\n"
    write(clinic=CLINIC + hours)
    load_from(tmp_path)
    OpeningHours.objects.create(settings=ClinicSettings.objects.get(), weekday=5, opens=time(10), closes=time(12), sort_order=1)
    write(clinic=CLINIC + hours.replace("16:00", "15:00"))
    assert load_from(tmp_path).left_alone == ["clinic"]
    assert ClinicSettings.objects.get().opening_hours.count() == 2


def test_a_picture_that_an_editor_replaced_is_left_alone(tmp_path: Path, write: Write) -> None:
    write(drawing=DRAWING)
    (tmp_path / "drawing.svg").write_text(SVG.format(10))
    load_from(tmp_path)
    picture = ClinicImage.objects.get()
    picture.file.save("own.svg", picture.file.file)
    (tmp_path / "drawing.svg").write_text(SVG.format(20))
    assert load_from(tmp_path).left_alone == ["drawing"]


def test_what_an_editor_deleted_stays_deleted_and_is_named(tmp_path: Path, write: Write) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    InfoPage.objects.get().delete()
    write(about=ABOUT.replace("About us", "Who we are"))
    assert load_from(tmp_path).left_alone == ["about"]
    assert not InfoPage.objects.exists()


def test_the_command_names_what_it_left_alone(db: None) -> None:
    run_command()
    Practitioner.objects.update(name="Inger Jensen")
    InfoPage.objects.get(slug_da="privatliv").delete()
    assert (
        "Left alone, since an editor changed, scheduled, moved or deleted them: practitioner, privacy, clinic." in run_command()
    )


def test_what_stands_below_a_deleted_page_is_left_out(tmp_path: Path, write: Write) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    InfoPage.objects.get().delete()
    write(team=ABOUT.replace("key: about", "key: team").replace("parent: home", "parent: about"))
    report = load_from(tmp_path)
    assert report.left_alone == ["about", "team"]
    assert report.warnings == ["team.yaml, line 3: “about” was deleted in the admin, so what leads to it is left out."]


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


def change_what_the_file_does_not_say(page: BasePage) -> None:
    page.search_description_en = "Two people in Aalborg."
    page.save_revision()


def schedule(page: BasePage) -> None:
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def lock(page: BasePage) -> None:
    page.locked = True
    page.save(update_fields=["locked"])


def move(page: BasePage) -> None:
    other = HomePage.objects.get().add_child(instance=InfoPage(title_da="Andet", title_en="Other", live=False))
    page.move(other, pos="last-child")


def send_to_approval(page: BasePage) -> None:
    page.get_workflow().start(page, User.objects.create_superuser("inger", "inger@example.org", "x"))


@pytest.mark.parametrize("act", [change_what_the_file_does_not_say, schedule, lock, move, send_to_approval])
def test_what_an_editor_has_not_published_yet_is_not_lost(tmp_path: Path, write: Write, act: Callable) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    act(InfoPage.objects.get())
    drafts = Revision.objects.count()
    write(about=ABOUT.replace("About us", "Who we are"))
    assert load_from(tmp_path).left_alone == ["about"]
    assert (Revision.objects.count(), InfoPage.objects.get(title_da="Om os").title_en) == (drafts, "About us")


def test_links_to_what_an_editor_deleted_are_left_out_with_a_warning(tmp_path: Path, write: Write) -> None:
    home = HOME + "hero_image: drawing\n"
    write(home=home, about=ABOUT, topic=TOPIC, drawing=DRAWING)
    (tmp_path / "drawing.svg").write_text(SVG.format(10))
    load_from(tmp_path)
    InfoPage.objects.get().delete()
    Topic.objects.get().delete()
    write(home=home.replace("Her er roligt.", "'Her er [om os](page:about) og roligt.'"), articles=ARTICLES, one=ARTICLE)
    report = load_from(tmp_path)
    assert [re.search("“(.*)”", warning)[1] for warning in report.warnings] == ["about", "sciatica", "about"]
    assert "om os og roligt" in HomePage.objects.get().body_da[0].value.source
    article = ArticlePage.objects.get()
    assert not article.topics.exists()
    assert not article.related_pages.exists()


def test_a_picture_that_an_editor_deleted_is_left_out_with_a_warning(tmp_path: Path, write: Write) -> None:
    write(home=HOME, drawing=DRAWING)
    (tmp_path / "drawing.svg").write_text(SVG.format(10))
    load_from(tmp_path)
    ClinicImage.objects.get().delete()
    write(
        about=ABOUT + "  - image: {image: drawing}\n",
        articles=ARTICLES,
        one=ARTICLE.replace("[sciatica]", "[]") + "hero_image: drawing\n",
    )
    write(one=(tmp_path / "one.yaml").read_text().replace("related_pages:\n  - target: about\n", ""))
    report = load_from(tmp_path)
    assert len(report.warnings) == 2
    assert ArticlePage.objects.get().hero_image is None
    assert len(InfoPage.objects.get().body_da) == 2


def test_a_new_page_leaves_an_address_to_the_page_that_an_editor_gave_it(tmp_path: Path, write: Write) -> None:
    write(home=HOME)
    load_from(tmp_path)
    own = HomePage.objects.get().add_child(instance=InfoPage(title_da="Om os", title_en="About us", live=False))
    write(about=ABOUT)
    report = load_from(tmp_path)
    assert own.slug_da == "om-os"
    assert InfoPage.objects.get(title_da="Om os", live=True).slug_da == "om-os-2"
    assert "another page has the address “om-os”, so this one keeps “om-os-2”" in report.warnings[0]

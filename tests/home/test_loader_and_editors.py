"""What an editor has changed, deleted or planned since the content was loaded stays."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone
from wagtail.models import Revision

from articles.models import ArticlePage, Topic
from home.admin.bin.acts import put_in_bin
from home.bilingual.bin import in_bin
from home.models import (
    BasePage,
    ClinicImage,
    ClinicSettings,
    HomePage,
    InfoPage,
    OpeningHours,
    Practitioner,
    User,
)
from tests.home.content_files import (
    ABOUT,
    ARTICLE,
    ARTICLES,
    CLINIC,
    DRAWING,
    HOME,
    SVG,
    TOPIC,
    Write,
    load_from,
    run_command,
    write_files,
)


@pytest.fixture
def write(tmp_path: Path, db: None) -> Write:
    """Write content files, named by keyword, into an empty folder."""
    return partial(write_files, tmp_path)


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


@pytest.mark.parametrize("delete", [put_in_bin, InfoPage.delete])
def test_what_an_editor_deleted_stays_deleted_and_is_named(tmp_path: Path, write: Write, delete: Callable) -> None:
    write(home=HOME, about=ABOUT)
    load_from(tmp_path)
    delete(InfoPage.objects.get())
    write(about=ABOUT.replace("About us", "Who we are"))
    assert load_from(tmp_path).left_alone == ["about"]
    assert not InfoPage.objects.exclude(in_bin()).exists()


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

"""The text of a rich text field reaches the form with each key; `tests/browser/test_translate.py` types it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from wagtail.admin.rich_text import get_rich_text_editor_widget


def test_wagtail_still_writes_a_rich_text_into_its_form_late() -> None:
    assert "stateSaveInterval:250" in Path(finders.find("wagtailadmin/js/draftail.js")).read_text()


def test_a_rich_text_reaches_its_form_at_once() -> None:
    assert get_rich_text_editor_widget(features=["bold"]).options["stateSaveInterval"] == 0

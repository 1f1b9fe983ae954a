"""What a newcomer might forget is said when the site starts."""

import django
import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.models import CaseStoryPage
from home.bilingual.publishing import edited_fields
from home.editing.panels import LanguageFieldPanel
from home.management import checks
from home.models import InfoPage


def test_the_house_is_in_order() -> None:
    assert [
        *checks.every_block_is_known(),
        *checks.every_text_is_translated(),
        *checks.every_page_type_has_a_template(),
        *checks.every_block_has_a_template(),
        *checks.every_translated_field_has_a_panel(),
        *checks.replaced_templates_are_as_they_were(),
        *checks.compiled_queries_are_proved(),
    ] == []


def test_a_text_of_a_page_that_has_one_column_for_both_languages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseStoryPage, "same_in_both_languages", ())
    assert [(message.id, message.obj.name) for message in checks.every_text_is_translated()] == [("home.E002", "pseudonym")]


def test_a_replaced_template_that_has_changed_since_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    changed = checks.REPLACED.read_text().replace('"wagtailadmin/login.html" = "', '"wagtailadmin/login.html" = "0')
    record = checks.Path(str(tmp_path)) / "replaced.toml"
    record.write_text(changed)
    monkeypatch.setattr(checks, "REPLACED", record)
    [message] = checks.replaced_templates_are_as_they_were()
    assert message.id == "home.E003"
    assert message.msg.startswith("templates/wagtailadmin/login.html replaces a template that has changed")


def test_a_version_of_django_on_which_the_compiled_queries_are_not_proved_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django, "VERSION", (7, 0, 0, "final", 0))
    [message] = checks.compiled_queries_are_proved()
    assert message.id == "home.E004"
    assert "and not on 7.0" in message.msg


def test_a_page_type_without_a_template_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaseStoryPage, "template", "articles/of_nobody.html")
    [message] = checks.every_page_type_has_a_template()
    assert (message.id, message.hint) == ("home.E005", "Write templates/articles/of_nobody.html.")


def test_a_block_without_a_template_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    block = InfoPage._meta.get_field("body_da").stream_block.child_blocks["callout"]
    monkeypatch.setattr(block.meta, "template", "blocks/of_nobody.html")
    messages = checks.every_block_has_a_template()
    hint = "Write templates/blocks/callout.html, and name it in the Meta of the block."
    assert {(message.id, message.hint) for message in messages} == {("home.E006", hint)}


def test_a_translated_field_that_no_panel_shows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    without_english = [name for name in edited_fields(InfoPage) if name != "lead_en"]
    monkeypatch.setattr(checks, "edited_fields", lambda model: without_english if model is InfoPage else edited_fields(model))
    [message] = checks.every_translated_field_has_a_panel()
    assert (message.id, message.msg) == ("home.E007", "home.InfoPage.lead has no panel.")


def test_a_field_that_is_not_registered_for_translation_is_named_by_its_panel() -> None:
    with pytest.raises(ImproperlyConfigured, match="no column “nickname_da”"):
        LanguageFieldPanel("nickname_da").bind_to_model(CaseStoryPage)

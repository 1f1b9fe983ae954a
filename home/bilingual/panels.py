"""Panels that show a translated field in both languages, Danish beside English."""

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText

from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.slugs import DANISH_LETTERS


class LanguageFieldPanel(FieldPanel):
    """A field of one language, labelled with the field's own name and the language's; read only for who writes another."""

    read_only_output_template_name = "wagtailadmin/home/read_only.html"

    def on_model_bound(self) -> None:
        super().on_model_bound()
        name, language = self.db_field.translated_field.verbose_name, self.db_field.language
        self.heading = format_lazy("{name} – {language}", name=capfirst(name), language=language_name(language))

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        if type(self.db_field.translated_field) is models.TextField:
            # Wagtail gives growing text areas to plain text fields only, not to their translations.
            options.setdefault("widgets", {self.field_name: AdminAutoHeightTextInput})
        return options

    def format_value_for_display(self, value: Any) -> Any:
        """Show a value as readers see it, in its own language."""
        field, language = self.db_field.translated_field, self.db_field.language
        if isinstance(field, models.BooleanField):
            return _("Yes") if value else _("No")
        with translation.override(language):
            if isinstance(value, StreamValue):
                shown = value.render_as_block()
            elif isinstance(field, RichTextField):
                shown = RichText(value or "").__html__()
            else:
                shown = escape(value or "–")
        return format_html('<div lang="{}">{}</div>', language, mark_safe(shown))  # noqa: S308 - rendered as for readers

    class BoundPanel(FieldPanel.BoundPanel):
        class Media:
            css = {"all": ["home/css/read-only.css"]}

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # The form leaves out what the person may not write.
            self.read_only = self.form is not None and self.bound_field is None


class LanguageTitlePanel(TitleFieldPanel, LanguageFieldPanel):
    """The title of one language, which proposes that language's slug until readers have seen the page in it."""

    class BoundPanel(TitleFieldPanel.BoundPanel, LanguageFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            instance, language = self.instance, self.panel.db_field.language
            if not (instance.pk and getattr(instance, "live", False)):
                return True
            return not type(instance).objects.filter(pk=instance.pk, **{column("shown", language): True}).exists()


class RowsPanel(InlinePanel):
    """Child rows, which only those see who may write something in them."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, form: Any = None, **kwargs: Any) -> None:
            self.is_left_out = form is not None and kwargs["panel"].relation_name not in form.formsets
            super().__init__(form=None if self.is_left_out else form, **kwargs)

        def is_shown(self) -> bool:
            return not self.is_left_out


def translated(field_name: str, *, panel: type[FieldPanel] = LanguageFieldPanel, **options: Any) -> FieldRowPanel:
    """Show a translated field in both languages beside each other."""
    return FieldRowPanel([panel(column(field_name, language), **options) for language in LANGUAGES])


def translated_stacked(field_name: str, **options: Any) -> list[Panel]:
    """Show a long translated field in both languages below each other."""
    return [LanguageFieldPanel(column(field_name, language), **options) for language in LANGUAGES]


def title_panel(field_name: str = "title") -> FieldRowPanel:
    """Show the titles of a page; each proposes the slug of its own language until the page is live."""
    return FieldRowPanel(
        [
            LanguageTitlePanel(column(field_name, language), targets=[column("slug", language)], placeholder=False)
            for language in LANGUAGES
        ]
    )


def slug_input() -> SlugInput:
    """Make a slug's input, which writes æ, ø and å as a Dane without those keys would."""
    letters = [(chr(letter), replacement) for letter, replacement in DANISH_LETTERS.items()]
    return SlugInput(formatters=letters, locale="da")


def promote_panels() -> list[Panel]:
    """List what search engines and menus show of a page, in both languages."""
    return [
        MultiFieldPanel(
            [translated("slug", widget=slug_input()), translated("seo_title"), translated("search_description")],
            _("For search engines"),
        ),
        MultiFieldPanel(["show_in_menus"], _("For site menus")),
    ]


def shown_panel() -> MultiFieldPanel:
    """Show the switches of both languages."""
    return MultiFieldPanel([translated("shown")], _("Languages"), icon="globe")

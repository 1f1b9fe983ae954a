"""Panels that show a translated field in both languages, Danish beside English."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import models
from django.forms import HiddenInput, Media, Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel, PanelGroup, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput
from wagtail.blocks import BlockField, StreamValue
from wagtail.fields import RichTextField
from wagtail.models import AbstractPage
from wagtail.rich_text import RichText

from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.slugs import DANISH_LETTERS
from home.editing.one_line import OneLineInput
from home.editing.pair_states import pair_states

EDITOR_MEDIA = Media(css={"all": ["home/css/editor.css"]}, js=[Script("home/js/editor.js", type="module")])
# What search engines show before they cut a text off.
SEO_TITLE_LENGTH = 60
SEARCH_DESCRIPTION_LENGTH = 160
# As many letters as may not fit into half of the editor.
LONG_LINE = 100


class LanguageFieldPanel(FieldPanel):
    """A field of one language, labelled with the field's own name and the language's; read only for who writes another."""

    read_only_output_template_name = "wagtailadmin/home/read_only.html"

    def on_model_bound(self) -> None:
        """Label the panel; raises ImproperlyConfigured for a field that nobody has registered for translation."""
        super().on_model_bound()
        try:
            self.db_field  # noqa: B018 - looks it up
        except FieldDoesNotExist as error:
            missing = f"{self.model._meta.label} has no column “{self.field_name}”"
            raise ImproperlyConfigured(f"{missing}. Register the field in translation.py of its app.") from error
        name, language = self.db_field.translated_field.verbose_name, self.db_field.language
        self.language = language
        self.other_language_name = language_name(other_language(language))
        self.heading = format_lazy("{name} – {language}", name=capfirst(name), language=language_name(language))

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        if type(self.db_field.translated_field) is models.TextField:
            # Wagtail gives growing text areas to plain text fields only, not to their translations.
            options.setdefault("widgets", {self.field_name: AdminAutoHeightTextInput})
        elif type(self.db_field.translated_field) is models.CharField and self.db_field.max_length >= LONG_LINE:
            options.setdefault("widgets", {self.field_name: OneLineInput})
        return options

    def format_value_for_display(self, value: Any) -> Any:
        return shown_text(self.db_field, value)

    class BoundPanel(FieldPanel.BoundPanel):
        class Media:
            css = {"all": ["home/css/read-only.css"]}

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            # The form leaves out what the person may not write.
            self.read_only = self.form is not None and self.bound_field is None

        @property
        def is_stream(self) -> bool:
            return self.bound_field is not None and isinstance(self.bound_field.field, BlockField)

        @property
        def copied_value(self) -> Any:
            """Give the editor's script what it copies from a field that the person may only read."""
            value = self.value_from_instance
            if isinstance(value, StreamValue):
                return value.stream_block.get_form_state(value)
            return value if isinstance(value, str) else ""


def shown_text(db_field: Any, value: Any) -> Any:
    """Show the value of a language's column as readers see it, in its own language."""
    field, language = db_field.translated_field, db_field.language
    if isinstance(field, models.BooleanField):
        return _("Yes") if value else _("No")
    with translation.override(language):
        if isinstance(value, StreamValue):
            shown = render_to_string("wagtailadmin/home/read_only_blocks.html", {"blocks": value})
        elif isinstance(field, RichTextField):
            shown = RichText(value or "").__html__()
        else:
            shown = escape(value or "–")
    return format_html('<div lang="{}">{}</div>', language, mark_safe(shown))  # noqa: S308 - rendered as for readers


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


class Tab(ObjectList):
    """A tab that has the same address in every language; core makes it of the heading."""

    clean_name = ""

    def __init__(self, children: Any = (), *args: Any, name: str = "", **kwargs: Any) -> None:
        super().__init__(children, *args, **kwargs)
        self.clean_name = name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "name": self.clean_name}


class KeptPanel(FieldPanel):
    """A value that the editor's form carries along unseen."""

    def on_model_bound(self) -> None:
        super().on_model_bound()
        self.heading = ""

    def get_form_options(self) -> dict[str, Any]:
        return {**super().get_form_options(), "widgets": {self.field_name: HiddenInput}}

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "wagtailadmin/home/kept.html"


class SideBySidePanel(PanelGroup):
    """A translated field in both languages, Danish beside English where there is room."""

    def __init__(self, children: Any = (), *args: Any, is_long: bool = False, is_copied: bool = True, **kwargs: Any) -> None:
        super().__init__(children, *args, **kwargs)
        self.is_long, self.is_copied = is_long, is_copied

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "is_long": self.is_long, "is_copied": self.is_copied}

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "wagtailadmin/home/side_by_side.html"

        @property
        def is_stream(self) -> bool:
            return any(getattr(child, "is_stream", False) for child in self.children)

        @property
        def media(self) -> Media:
            return super().media + EDITOR_MEDIA


class LanguagesPanel(Panel):
    """How the two languages are shown, and on a page what is behind in one of them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/home/languages_panel.html"
        media = EDITOR_MEDIA
        views = [
            ("beside", _("Side by side")),
            ("stacked", _("Below each other")),
            *((language, format_lazy(_("Only {language}"), language=language_name(language))) for language in LANGUAGES),
        ]

        @property
        def is_page(self) -> bool:
            return isinstance(self.instance, AbstractPage)

        @property
        def copied(self) -> list[str]:
            """Ask about what would be published untranslated, once the editor has tried to."""
            return [message for error in getattr(self.form, "copied", ()) for message in error.messages]

        @property
        def behind_url(self) -> str:
            # A new page has none yet; the first autosave brings it.
            return reverse("behind", args=[self.instance.pk]) if self.instance.pk else ""

        @property
        def pair_states(self) -> dict[str, Any]:
            return pair_states(self.instance, self.request.user) if self.instance.pk else {}


def translated(
    field_name: str, *, panel: type[FieldPanel] = LanguageFieldPanel, is_copied: bool = True, **options: Any
) -> SideBySidePanel:
    """Show a translated field in both languages beside each other, and offer to copy one where the other is empty."""
    children = [panel(column(field_name, language), **options) for language in LANGUAGES]
    return SideBySidePanel(children, is_copied=is_copied)


def translated_text(field_name: str, **options: Any) -> SideBySidePanel:
    """Show a long translated field, each language below a heading that folds it."""
    children = [LanguageFieldPanel(column(field_name, language), **options) for language in LANGUAGES]
    return SideBySidePanel(children, is_long=True)


def counted(field_name: str, limit: int) -> SideBySidePanel:
    """Show a translated field that tells how many of the characters that search engines show are written."""
    text = _("%(count)s of at most %(limit)s characters")
    return translated(
        field_name,
        attrs={
            "data-controller": "home-count",
            "data-action": "input->home-count#count change->home-count#count",
            "data-home-count-limit-value": limit,
            "data-home-count-text-value": text,
        },
    )


def title_panel(field_name: str = "title") -> SideBySidePanel:
    """Show the titles of a page; each proposes the slug of its own language until the page is live."""
    return SideBySidePanel(
        [
            LanguageTitlePanel(column(field_name, language), targets=[column("slug", language)], placeholder=False)
            for language in LANGUAGES
        ]
    )


def slug_input() -> SlugInput:
    """Make a slug's input, which writes æ, ø and å as a Dane without those keys would."""
    # A Mac may send å as two characters.
    decomposed = {"a\u030a": "aa", "A\u030a": "Aa"}
    letters = [*decomposed.items(), *((chr(letter), replacement) for letter, replacement in DANISH_LETTERS.items())]
    return SlugInput(formatters=letters, locale="da")


def promote_panels() -> list[Panel]:
    """List what search engines and menus show of a page, in both languages."""
    return [
        MultiFieldPanel(
            [
                translated("slug", widget=slug_input(), is_copied=False),
                counted("seo_title", SEO_TITLE_LENGTH),
                counted("search_description", SEARCH_DESCRIPTION_LENGTH),
            ],
            _("For search engines"),
        ),
        MultiFieldPanel(["show_in_menus"], _("For site menus")),
    ]


def shown_panel() -> MultiFieldPanel:
    """Show the switches of both languages."""
    return MultiFieldPanel([translated("shown", is_copied=False)], _("Languages"), icon="globe")

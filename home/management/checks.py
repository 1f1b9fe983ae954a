"""What would silently be wrong if somebody forgot it, found when the site starts."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
import psycopg
from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info, register
from django.db import connection, models
from django.template.utils import get_app_template_dirs
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from home.bilingual.block_visitor import unknown_blocks
from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.bilingual.page import page_model
from home.bilingual.publishing import edited_fields
from home.exchange.first_drafts.translator_url import named_service
from home.operations.backups.errors import BackupError
from home.operations.backups.keys import recipients
from home.operations.backups.places import EXAMPLES, Folder, Place, place_of
from home.reading.compiled import PROVED_ON
from home.reading.site_address import host_and_port

TEMPLATES = settings.BASE_DIR / "templates"
# The digest of each of Wagtail's templates that one of ours replaces, as it was when ours was written.
REPLACED = TEMPLATES / "replaced.toml"


@register()
def every_block_is_known(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a kind of block whose text freshness and search would not see."""
    return [
        Error(f"{field}: {error}", hint="Say there what its value is to a reader.", obj=field, id="home.E001")
        for field in _stream_fields(app_configs)
        for error in unknown_blocks(field.stream_block)
    ]


@register()
def every_text_is_translated(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a page type with text that has one column for both languages, unless the type says that this is meant."""
    return [
        Error(
            f"{field} has no column per language.",
            hint="Register it in the app's translation.py, or name it in the page type's `same_in_both_languages`.",
            obj=field,
            id="home.E002",
        )
        for model in get_page_models()
        if model is not page_model()
        for field in _untranslated_texts(model)
    ]


@register()
def every_page_type_has_a_template(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a page type that readers could not be shown."""
    return [
        Error(f"{model._meta.label} has no template.", hint=f"Write templates/{model.template}.", obj=model, id="home.E005")
        for model in get_page_models()
        if model is not page_model() and not (TEMPLATES / model.template).is_file()
    ]


@register()
def every_block_has_a_template(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a block of a body that readers could not be shown."""
    return [
        Error(
            f"{field}: the block “{name}” has no template.",
            hint=f"Write templates/blocks/{name}.html, and name it in the Meta of the block.",
            obj=field,
            id="home.E006",
        )
        for field in _stream_fields(app_configs)
        for name, block in field.stream_block.child_blocks.items()
        if not block.meta.template or not (TEMPLATES / block.meta.template).is_file()
    ]


@register()
def every_translated_field_has_a_panel(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a translated field of a page that its editor could not write."""
    return [
        Error(f"{model._meta.label}.{name} has no panel.", hint="Add it to the page type's panels.", obj=model, id="home.E007")
        for model in get_page_models()
        if model is not page_model()
        for name in translated_fields(model)
        if model._meta.get_field(name).editable and not {column(name, code) for code in LANGUAGES} <= {*edited_fields(model)}
    ]


@register()
def replaced_templates_are_as_they_were(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a template of ours that stands in for one which has changed since, or which nobody has compared."""
    known = tomllib.loads(REPLACED.read_text())
    return [
        Error(
            f"templates/{name} replaces a template that has changed: {original}",
            hint=f"Compare the two, mend ours, and write into templates/replaced.toml: “{name}” = “{digest}”.",
            id="home.E003",
        )
        for name, original in _replaced_templates()
        if known.get(name) != (digest := hashlib.sha256(original.read_bytes()).hexdigest()[:16])
    ]


@register()
def compiled_queries_are_proved(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a version of Django on which nobody has tried the compiled queries: they lean on what Django does not document."""
    version = ".".join(map(str, django.VERSION[:2]))
    if version in PROVED_ON:
        return []
    return [
        Error(
            f"The compiled queries are proved on Django {', '.join(PROVED_ON)}, and not on {version}.",
            hint=f"Write “{version}” into PROVED_ON in home/reading/compiled.py, and keep it there if every test passes.",
            id="home.E004",
        )
    ]


@register()
def the_translation_service_is_named(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse an address of a translation service that cannot be read; the key in it is not shown."""
    try:
        if settings.TRANSLATOR_API:
            named_service(settings.TRANSLATOR_API)
    except ValueError as error:
        hint = "For example deepl://KEY, libretranslate://host:5000 or libretranslate+tls://KEY@host."
        return [Error(f"TRANSLATOR_URL cannot be read: {error}.", hint=hint, id="home.E009")]
    return []


@register(deploy=True)
def backups_leave_the_house(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Say what a fire or a thief would make of the backups, and refuse variables that would be found wrong at night."""
    found: list[CheckMessage] = []
    try:
        if not recipients():
            found.append(
                Info(
                    "Backups are not encrypted: who gets hold of one reads what patients wrote.",
                    hint="Set BACKUP_RECIPIENT to a public key; “manage.py backup --new-key” makes one.",
                    id="home.I001",
                )
            )
        place = place_of(settings.BACKUP_COPY) if settings.BACKUP_COPY else None
        if place is None or _is_beside_the_backups(place):
            found.append(
                Info(
                    "Backups lie on one disk only, and die with it.",
                    hint=f"Set BACKUP_COPY to another place. {EXAMPLES}",
                    id="home.I002",
                )
            )
    except BackupError as error:
        found.append(Error(str(error), id="home.E008"))
    return found


def _is_beside_the_backups(place: Place) -> bool:
    try:
        return isinstance(place, Folder) and place.path.stat().st_dev == settings.BACKUP_ROOT.stat().st_dev
    except OSError:
        return False


@register(deploy=True)
def site_row_says_the_address(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Name the address that the database has for the site where that is not SITE_ADDRESS; one that is away says nothing."""
    try:
        with psycopg.connect(**connection.get_connection_params()) as rows:
            query = "SELECT hostname, port FROM wagtailcore_site WHERE is_default_site"
            found = rows.execute(query).fetchone()
    except psycopg.Error:
        return []
    if found in (None, host_and_port()):
        return []
    return [
        checks.Warning(
            f"SITE_ADDRESS is {settings.SITE_ADDRESS}, but the database's site is {found[0]}, port {found[1]}.",
            hint="Start the web server anew, or run “manage.py migrate”: both bring the database's site its address.",
            id="home.W001",
        )
    ]


def _stream_fields(app_configs: Sequence[AppConfig] | None) -> Iterator[StreamField]:
    for config in app_configs or apps.get_app_configs():
        for model in config.get_models():
            fields = (field for field in model._meta.local_fields if not hasattr(field, "translated_field"))
            yield from (field for field in fields if isinstance(field, StreamField))


def _untranslated_texts(model: Any) -> Iterator[models.Field]:
    translated = set(translated_fields(model))
    columns = {field.name for field in model._meta.local_fields if hasattr(field, "translated_field")}
    meant = {*translated, *columns, *model.same_in_both_languages}
    for field in model._meta.local_fields:
        if (
            isinstance(field, models.CharField | models.TextField | StreamField)
            and not field.choices
            and field.name not in meant
        ):
            yield field


def _replaced_templates() -> Iterator[tuple[str, Path]]:
    folders = get_app_template_dirs("templates")
    for ours in sorted(TEMPLATES.rglob("*.*")):
        name = ours.relative_to(TEMPLATES)
        yield from ((str(name), folder / name) for folder in folders if (folder / name).is_file())

"""Migrations run while the former release still serves: they expand, and what no code uses any more goes one release later.

A migration that takes something away says since which release no code asks for it: `unused_since = "0.1.0"` in its class.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.db.migrations import operations as known
from django.db.migrations.loader import MigrationLoader

RELEASED = Path(__file__).parent / "released.toml"
GONE = (known.DeleteModel, known.RemoveField, known.RenameField, known.RenameModel, known.AlterModelTable)


@register(deploy=True)
def former_code_can_run_beside(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a migration that is newer than the newest release, and that its code would fail at."""
    released = tomllib.loads(RELEASED.read_text())
    loader = MigrationLoader(None)
    return [
        Error(f"{migration} {problem}", hint=hint, id="home.E009")
        for (app, name), migration in sorted(loader.disk_migrations.items())
        if name > released.get(app, name)
        for problem, hint in problems(migration, released["release"])
    ]


def problems(migration: Any, release: str) -> Iterator[tuple[str, str]]:
    """Say what the code of a release would fail at, and what to do instead."""
    made = {operation.name.lower() for operation in migration.operations if isinstance(operation, known.CreateModel)}
    for operation in _with_parts(migration.operations):
        if getattr(operation, "model_name", "").lower() in made:
            continue
        what = operation.describe()[:1].lower() + operation.describe()[1:]
        if isinstance(operation, GONE) and getattr(migration, "unused_since", "") != release:
            yield (
                f"would take away what the code of {release} may use: {what}.",
                f"Let the code stop using it first. Once that is released, the migration says so: unused_since = “{release}”.",
            )
        elif isinstance(operation, known.AddField) and _must_be_given(operation.field):
            yield (
                f"would let the code of {release} save no row any more: {what}.",
                "Give the field null=True or a db_default; a default of Python’s is unknown to that code.",
            )


def _with_parts(operations: Sequence[Any]) -> Iterator[Any]:
    """Yield what happens in the database, also where state and database are told apart."""
    for operation in operations:
        if isinstance(operation, known.SeparateDatabaseAndState):
            yield from _with_parts(operation.database_operations)
        else:
            yield operation


def _must_be_given(field: Any) -> bool:
    has_column = not field.many_to_many and not getattr(field, "generated", False)
    return has_column and not field.null and field.db_default is models.NOT_PROVIDED

"""A migration that the former release could not run beside is refused."""

from typing import Any

import pytest
from django.db import migrations, models

from home.management.beside_former_code import former_code_can_run_beside, problems


def found(*operations: Any, **said: str) -> list[str]:
    migration = type("Migration", (migrations.Migration,), {"operations": [*operations], **said})("9000_later", "home")
    return [problem for problem, _hint in problems(migration, "0.1.0")]


def test_the_sites_own_migrations_let_the_former_release_run() -> None:
    assert former_code_can_run_beside() == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("homepage", "lead"),
        migrations.RenameField("homepage", "lead", "introduction"),
        migrations.DeleteModel("Example"),
        migrations.RenameModel("Example", "Sample"),
        migrations.AddField("homepage", "number", models.IntegerField(default=1)),
        migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("homepage", "lead")]),
    ],
)
def test_what_the_former_code_would_fail_at_is_refused(operation: Any) -> None:
    assert len(found(operation)) == 1


def test_what_expands_is_welcome() -> None:
    number = models.IntegerField(db_default=1)
    made = migrations.CreateModel("Later", [("id", models.BigAutoField(primary_key=True)), ("number", models.IntegerField())])
    assert found(migrations.AddField("homepage", "number", number)) == []
    assert found(migrations.AddField("homepage", "number", models.IntegerField(null=True))) == []
    assert found(made, migrations.AddField("later", "other", models.IntegerField())) == []


def test_what_no_released_code_uses_may_go() -> None:
    assert found(migrations.RemoveField("homepage", "lead"), unused_since="0.1.0") == []
    assert found(migrations.RemoveField("homepage", "lead"), unused_since="0.0.9") != []

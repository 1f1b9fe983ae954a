"""Copies rows of tables, however many at once; the ids of the copies are drawn before, so that other rows can point at them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Func, Value
from django.db.models.expressions import RawSQL
from modelcluster.models import get_all_child_relations

Model = type[models.Model]
# Old ids with new ones.
Ids = dict[int, int]


class NewId(Func):
    """The next id of a model's table."""

    template = "nextval(pg_get_serial_sequence(%(expressions)s)::regclass)"
    output_field = models.BigIntegerField()

    def __init__(self, model: Model) -> None:
        super().__init__(Value(model._meta.db_table), Value(model._meta.pk.column))


def copy_rows(
    model: Model, key: str, sources: Collection[int], new: Mapping[str, Sequence[int]], changed: Mapping[str, Any] | None = None
) -> None:
    """Copy the rows of a model's own table whose key column has one of some values, in one query.

    `new` gives columns a value for each of these; `changed` gives columns one value for all, or RawSQL over the row `source`.
    """
    changed = changed or {}
    columns, values, parameters = [], [], []
    for field in model._meta.local_concrete_fields:
        if field.generated or (isinstance(field, models.AutoField) and field.column not in new):
            continue
        columns.append(field.column)
        value = changed.get(field.column)
        if field.column in new:
            values.append(f"copied.{field.column}")
        elif isinstance(value, RawSQL):
            values.append(value.sql)
            parameters += value.params
        elif field.column in changed:
            values.append("%s")
            parameters.append(value)
        else:
            values.append(f"source.{field.column}")
    table = model._meta.db_table
    arrays = ", ".join(["%s::bigint[]"] * (1 + len(new)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} ({", ".join(columns)})
            SELECT {", ".join(values)}
            FROM {table} AS source
            JOIN unnest({arrays}) AS copied({", ".join(["copied_key", *new])}) ON source.{key} = copied.copied_key
            """,  # noqa: S608 - table and column names come from the models, values are parameters
            [*parameters, list(sources), *(list(ids) for ids in new.values())],
        )


def copy_children(model: Model, parents: Ids, skipped: Collection[str]) -> dict[str, Ids]:
    """Copy the child rows of some copied objects, and the rows below those; returns their ids by relation."""
    copied = {}
    for relation in get_all_child_relations(model):
        name, child, link = relation.get_accessor_name(), relation.related_model, relation.field
        if name in skipped:
            continue
        rows = child._base_manager.filter(**{f"{link.name}__in": list(parents)}).order_by("pk")
        rows = list(rows.values_list("pk", NewId(child), link.attname))
        ids = {old: new for old, new, _ in rows}
        links = [parents[parent] for _, _, parent in rows]
        copy_rows(child, child._meta.pk.column, ids, {child._meta.pk.column: list(ids.values()), link.column: links})
        copied[name] = ids
        copy_children(child, ids, ())
    return copied


def copy_many_to_many(model: Model, objects: Ids, skipped: Collection[str]) -> None:
    """Copy what some copied objects are linked with; a table of its own between the two is a child relation."""
    for field in model._meta.many_to_many:
        through = getattr(field.remote_field, "through", None)
        if field.name not in skipped and through is not None and through._meta.auto_created:
            copy_rows(through, field.m2m_column_name(), objects, {field.m2m_column_name(): list(objects.values())})

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
    """Copy the rows of a model's own table whose key column has one of some values, in one query and in their order.

    `new` gives columns a value for each of these; `changed` gives columns one value for all, or RawSQL over the row `source`.
    """
    changed, quote = changed or {}, connection.ops.quote_name
    columns, values, parameters = [], [], []
    for field in model._meta.local_concrete_fields:
        name = field.column
        if field.generated or (isinstance(field, models.AutoField) and name not in new):
            continue
        columns.append(quote(name))
        if name in new:
            values.append(f"copied.{quote(name)}")
        elif name not in changed:
            values.append(f"source.{quote(name)}")
        elif isinstance(changed[name], RawSQL):
            values.append(changed[name].sql)
            parameters += changed[name].params
        else:
            values.append("%s")
            parameters.append(changed[name])
    table, copied = quote(model._meta.db_table), ["copied_key", *map(quote, new)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} ({", ".join(columns)})
            SELECT {", ".join(values)}
            FROM {table} AS source
            JOIN unnest({", ".join(["%s::bigint[]"] * len(copied))}) AS copied({", ".join(copied)})
            ON source.{quote(key)} = copied.copied_key
            ORDER BY source.{quote(model._meta.pk.column)}
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

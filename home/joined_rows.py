"""Related rows that come with the query for the object that they belong to, instead of by a query for each relation."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef


class WholeRow(models.Func):
    """The row that a key belongs to as JSON; to name each column would cost more than the query does."""

    output_field = models.JSONField()

    def as_sql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        (key,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(key.alias)})", []


def with_rows(queryset: models.QuerySet, *relations: str, **others: models.QuerySet) -> list[Any]:
    """Read the objects of a queryset with the rows of some relations, and rows that belong to nobody under names of their own.

    The relations hold their rows as an unsaved form's do, so the objects are for reading. What a relation or a name is given
    is a list of instances in the default order of their model.
    """
    queries = {name: _rows_of(queryset.model, name) for name in relations} | others
    subqueries = {f"{name}_rows": ArraySubquery(_as_json(query)) for name, query in queries.items()}
    found = list(queryset.annotate(**subqueries))
    for instance in found:
        for name, query in queries.items():
            rows = [_instance(query.model, row) for row in instance.__dict__.pop(f"{name}_rows")]
            _give(instance, name, rows)
    return found


def _rows_of(model: type[models.Model], name: str) -> models.QuerySet:
    field = model._meta.get_field(name)
    back = field.remote_field.name if field.one_to_many else field.related_query_name()
    return field.related_model._default_manager.filter(**{back: OuterRef("pk")})


def _as_json(query: models.QuerySet) -> models.QuerySet:
    return query.annotate(row=WholeRow("pk")).values("row")


def _instance(model: type[models.Model], row: dict[str, Any]) -> models.Model:
    fields = model._meta.concrete_fields
    values = [field.to_python(row[field.column]) for field in fields]
    return model.from_db("default", [field.attname for field in fields], values)


def _give(instance: models.Model, name: str, rows: list[models.Model]) -> None:
    field = {field.name: field for field in instance._meta.get_fields()}.get(name)
    if field is None:
        setattr(instance, name, rows)
        return
    if field.one_to_many:
        for row in rows:
            setattr(row, field.remote_field.name, instance)
    getattr(instance, name).set(rows)

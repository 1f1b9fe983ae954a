"""Related rows that come with the query for the object that they belong to, instead of by a query for each relation."""

from collections.abc import Callable
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from home.reading.compiled import Compiled


class WholeRow(models.Func):
    """The row that a key belongs to as JSON; to name each column would cost more than the query does."""

    output_field = models.JSONField()

    def as_sql(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        (key,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(key.alias)})", []


class WithRows(Compiled):
    """A compiled query for objects with the rows of some relations, and rows of other models under names of their own.

    The relations hold their rows as an unsaved form's do, so the objects are for reading; those of a plain foreign key are a
    list of their own, `prefetched_…`. What a relation or a name is given is in the default order of its model.
    """

    def __init__(self, make: Callable[[], models.QuerySet], *relations: str, **others: type[models.Model]) -> None:
        super().__init__(make)
        self.relations = relations
        self.others = others

    @classmethod
    def of(cls, *relations: str, **others: type[models.Model]) -> Callable[[Callable[[], models.QuerySet]], Self]:
        """Decorate the function that makes the query."""
        return lambda make: cls(make, *relations, **others)

    def __call__(self, **given: Any) -> list[Any]:
        found = super().__call__(**given)
        for instance in found:
            for name in self.relations:
                field = instance._meta.get_field(name)
                _give(instance, field, _taken(instance, name, field.related_model))
            for name, model in self.others.items():
                setattr(instance, name, _taken(instance, name, model))
        return found

    def queryset(self) -> models.QuerySet:
        queryset = super().queryset()
        queries = {name: _rows_of(queryset.model, name) for name in self.relations}
        queries |= {name: model._default_manager.all() for name, model in self.others.items()}
        return queryset.annotate(**{f"{name}_rows": ArraySubquery(_as_json(query)) for name, query in queries.items()})


def _rows_of(model: type[models.Model], name: str) -> models.QuerySet:
    field = model._meta.get_field(name)
    back = field.remote_field.name if field.one_to_many else field.related_query_name()
    return field.related_model._default_manager.filter(**{back: OuterRef("pk")})


def _as_json(query: models.QuerySet) -> models.QuerySet:
    return query.annotate(row=WholeRow("pk")).values("row")


def _taken(instance: models.Model, name: str, model: type[models.Model]) -> list[models.Model]:
    """Make instances of the rows that came with an object."""
    rows = instance.__dict__.pop(f"{name}_rows")
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields] if rows else []
    return [model.from_db("default", names, [field.to_python(row[field.column]) for field in fields]) for row in rows]


def _give(instance: models.Model, field: Any, rows: list[models.Model]) -> None:
    if field.one_to_many:
        for row in rows:
            setattr(row, field.remote_field.name, instance)
    if isinstance(field if field.many_to_many else field.field, ParentalKey | ParentalManyToManyField):
        getattr(instance, field.name).set(rows)
    else:
        # Wagtail looks there for renditions. Any other manager would write what it is given to the database.
        setattr(instance, f"prefetched_{field.name}", rows)

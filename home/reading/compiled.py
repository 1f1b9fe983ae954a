"""Queries whose SQL is made once in a process: Django takes far longer to make ours than PostgreSQL takes to answer them.

    of_page = Compiled(lambda: Comment.objects.filter(page=Given("page", models.IntegerField())))
    of_page(page=7)

What differs from run to run stands in a query as `Given`. What the clock or the settings say stands there as `Current`, in
any query; a moment that was written into a compiled one would stay for as long as the process, so it is refused.

What it is worth: made by Django each time, the same queries cost an article that is not in the cache 2.4 times the processor
time (measured in one run), most of it for who may see which page.
"""

import copy
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connections, models
from django.db.models.sql.compiler import SQLCompiler

from home.bilingual.languages import active_language

# The versions of Django whose SQL compiler does what is asked of it here; `manage.py check` refuses any other.
PROVED_ON = ("5.2", "6.1")

_compiling: ContextVar[bool] = ContextVar("compiling", default=False)


class Given(models.Expression):
    """A value that a compiled query gets by its name when it runs; a set, tuple or list stands for a PostgreSQL array."""

    def __init__(self, name: str, output_field: models.Field) -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def value(self, given: dict[str, Any]) -> Any:
        value = given[self.name]
        return list(value) if isinstance(value, set | tuple) else value


class Current(models.Expression):
    """A value that any query asks for whenever it runs."""

    def __init__(self, ask: Callable[[], Any], output_field: models.Field) -> None:
        super().__init__(output_field)
        self.ask = ask

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self if _compiling.get() else self.ask()]

    def value(self, given: dict[str, Any]) -> Any:
        return self.ask()


@dataclass(frozen=True)
class Statement:
    """What Django has made of a query in one language."""

    queryset: models.QuerySet
    made: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]

    def compiler(self, given: dict[str, Any]) -> SQLCompiler:
        """Return a compiler that has its SQL already, for the connection of this thread."""
        compiler = copy.copy(self.made)
        compiler.connection = connections[self.made.using]
        values = tuple(p.value(given) if isinstance(p, Given | Current) else p for p in self.parameters)
        compiler.as_sql = lambda *_args, **_options: (self.sql, values)
        return compiler


class Compiled:
    """A query that is made at its first run in each language, and gives the list of what it finds."""

    def __init__(self, make: Callable[[], models.QuerySet]) -> None:
        self._make = make
        self._statements: dict[str, Statement] = {}

    def __call__(self, **given: Any) -> list[Any]:
        language = active_language()
        if language not in self._statements:
            self._statements[language] = self._compile()
        statement = self._statements[language]
        compiler = statement.compiler(given)
        queryset = statement.queryset.all()
        queryset.query.get_compiler = lambda *_args, **_options: compiler
        return list(queryset)

    def queryset(self) -> models.QuerySet:
        """Make the query with all that belongs to it."""
        return self._make()

    def _compile(self) -> Statement:
        queryset = self.queryset()
        compiler = queryset.query.get_compiler(queryset.db)
        token = _compiling.set(True)
        try:
            sql, parameters = compiler.as_sql()
        finally:
            _compiling.reset(token)
        if any(isinstance(parameter, date) for parameter in parameters):
            raise TypeError("A moment would stand still in a compiled query; write it as Current.")
        # Django sets these up when it has its answer, from what each column is; none of ours is made of several.
        converters = compiler.get_converters([column[0] for column in compiler.select])
        compiler.get_converters = lambda _columns: converters
        compiler.has_composite_fields = lambda _columns: False
        return Statement(queryset, compiler, sql, tuple(parameters))

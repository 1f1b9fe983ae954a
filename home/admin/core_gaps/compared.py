"""Wagtail 8.0.1: comparing two versions shows a value as Python writes it, as “None” and “2026-11-29”."""

from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.translation import gettext
from wagtail.admin.compare import FieldComparison, register_comparison_class

KINDS = (models.BooleanField, models.DateField, models.TimeField, models.IntegerField, models.DecimalField)


class ReadableComparison(FieldComparison):
    """A field's two values as people write them."""

    val_a: Any
    val_b: Any

    def __init__(self, field: models.Field, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = _shown(self.val_a), _shown(self.val_b)


def register_comparisons() -> None:
    for kind in KINDS:
        register_comparison_class(kind, comparison_class=ReadableComparison)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "" if value is None else str(localize(value))

import json
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES, column, translated_fields


class ExampleQuerySet(models.QuerySet):
    """Values that the content files gave only to show where the real ones go."""

    def of(self, instance: models.Model) -> Self:
        """Keep the examples of one object."""
        return self.filter(content_type=ContentType.objects.get_for_model(instance), object_id=instance.pk)

    def mark(self, instance: models.Model, field_names: list[str]) -> None:
        """Remember that these fields of an object hold examples, with their values as they are now."""
        self.of(instance).exclude(field_name__in=field_names).delete()
        for name in field_names:
            self.update_or_create(
                content_type=ContentType.objects.get_for_model(instance),
                object_id=instance.pk,
                field_name=name,
                defaults={"value": example_value(instance, name)},
            )

    def remaining(self) -> list["Example"]:
        """List the examples that nobody has replaced yet, in the order of their objects."""
        examples = self.select_related("content_type").order_by("content_type", "object_id", "pk")
        return [example for example in examples.prefetch_related("instance") if example.is_current()]


class Example(models.Model):
    """A field whose value is an example: it never reaches structured data, and the admin lists it until it is replaced."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    instance = GenericForeignKey()
    field_name = models.CharField(max_length=100)
    value = models.TextField()

    objects = ExampleQuerySet.as_manager()

    class Meta:
        verbose_name = _("example")
        verbose_name_plural = _("examples")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "field_name"], name="unique_example"),
        ]

    def __str__(self) -> str:
        return f"{self.instance}: {self.label}"

    @property
    def label(self) -> str:
        """The field's name, as an editor reads it."""
        field = self.content_type.model_class()._meta.get_field(self.field_name)
        if field.is_relation and field.auto_created:
            return capfirst(field.related_model._meta.verbose_name_plural)
        return capfirst(field.verbose_name)

    def is_current(self) -> bool:
        """Tell whether the object still holds the example."""
        return self.instance is not None and example_value(self.instance, self.field_name) == self.value


def example_value(instance: models.Model, field_name: str) -> str:
    """Write a field's value, in every language or with all its rows, as text that can be compared."""
    field = instance._meta.get_field(field_name)
    value: Any
    if field.is_relation and field.auto_created:
        skipped = {"id", field.field.name}
        names = [f.attname for f in field.related_model._meta.concrete_fields if f.name not in skipped]
        value = list(getattr(instance, field.get_accessor_name()).values(*names))
    elif field_name in translated_fields(type(instance)):
        columns = [instance._meta.get_field(column(field_name, language)) for language in LANGUAGES]
        value = [localized.value_to_string(instance) for localized in columns]
    else:
        value = field.value_from_object(instance)
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

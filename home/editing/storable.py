"""What a draft cannot hold, such as an unreadable date, does not keep the rest of it from being saved."""

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, ModelChoiceField, ModelMultipleChoiceField
from django.forms.widgets import DateTimeBaseInput
from django.http import QueryDict
from wagtail.blocks import BlockField

from home.editing.storable_blocks import NoSingleValueError, RefusedValue, refused_values


def storable(form: Any) -> QueryDict | None:
    """Return what was sent, with the former value in each field that was refused, and without what was refused of a block.

    None where that is not to be had.
    """
    data = form.data.copy()
    for part in parts(form):
        for name in part.errors:
            field = part.fields.get(name)
            if field is None:
                return None
            if not isinstance(field, BlockField):
                data.setlist(part.add_prefix(name), _kept(part, name))
                continue
            try:
                for value in _refused_values(part, name):
                    data[value.name] = value.storable(data.get(value.name, ""))
            except NoSingleValueError:
                return None
    if any(formset.non_form_errors() for formset in form.formsets.values()):
        return None
    return data


def refused(form: Any) -> dict[str, tuple[str, str]]:
    """Return of each refused field, by the name that it has on the screen, its label and why it was refused."""
    found: dict[str, tuple[str, str]] = {}
    for part in parts(form):
        for name, messages in part.errors.items():
            label = str(part[name].label)
            if isinstance(part.fields[name], BlockField):
                found |= {value.name: (f"{label}, {value.block.label}", value.reason) for value in _refused_values(part, name)}
            else:
                found[part.add_prefix(name)] = (label, " ".join(str(message) for message in messages))
    return found


def has_only_lost_choices(form: Any) -> bool:
    """Tell whether nothing was refused but what somebody else has deleted meanwhile."""
    faults = [fault for part in parts(form) for name in part.errors for fault in part.errors.as_data()[name]]
    return all(fault.code in ("invalid_choice", "invalid_pk_value") for fault in faults)


def parts(form: Any) -> Iterator[Any]:
    """Yield a form and the forms of its rows."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms:
            yield from parts(row)


def _refused_values(form: BaseForm, name: str) -> Iterator[RefusedValue]:
    for error in form.errors.as_data()[name]:
        yield from refused_values(form.data, form.fields[name].block, form.add_prefix(name), error)


def _kept(form: BaseForm, name: str) -> list[str]:
    field = form.fields[name]
    if isinstance(field, ModelMultipleChoiceField):
        # Of several only those go that are gone.
        found = {str(found.pk) for found in field.queryset}
        return [value for value in form[name].data or [] if str(value) in found]
    if isinstance(field, ModelChoiceField) and form[name].data:
        former = form.get_initial_for_field(field, name)
        return [str(former)] if former and field.queryset.filter(pk=former).exists() else []
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field.widget, DateTimeBaseInput):
        value = field.widget.format_value(value)
    return [] if value is None else [str(value)]

"""The forms of the admin as a browser would send them, read from the screens that show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.forms import Form
from django.http import HttpResponse, QueryDict
from wagtail import blocks
from wagtail.blocks.base import BlockWidget

TYPED = " – ændret"
# What a hand types words into.
WORDS = ("text", "search", "", None)


@dataclass(frozen=True)
class Shown:
    """A form that a screen shows: where it goes, and what is in it."""

    action: str
    data: QueryDict
    words: tuple[str, ...]

    def as_it_came(self) -> QueryDict:
        return self.data.copy()

    def with_a_word_changed(self) -> QueryDict | None:
        """Type behind the first words; None where the form has no field for words."""
        if not self.words:
            return None
        data = self.data.copy()
        data[self.words[0]] += TYPED
        return data

    def emptied(self) -> QueryDict:
        """Empty all words, and take every block and row away."""
        data = self.data.copy()
        for name in data:
            if name in self.words:
                data[name] = ""
            elif name.endswith("-count"):
                data[name] = "0"
        return data


def shown_forms(response: HttpResponse, address: str) -> Iterator[Shown]:
    """Read the forms of a screen, or of the dialog that an answer in JSON holds, which are sent by POST."""
    soup = BeautifulSoup(_html(response), "html.parser")
    streams = dict(_streams(response.context.get("form") if response.context else None))
    # The list of who else edits the page is a form for its script alone.
    for form in soup.select("form[method=post i]:not(.w-editing-sessions)"):
        data, words = QueryDict(mutable=True), []
        for field in form.select("input[name], textarea[name], select[name]"):
            _fill_in(data, field)
            if field.name == "textarea" or (field.name == "input" and field.get("type") in WORDS):
                words.append(field["name"])
        if form.select_one("[data-block]"):
            data.update(streams)
        # Rich text and pickers keep JSON or ids in their fields, which no hand types.
        words = [name for name in words if not data[name].startswith(("{", "["))]
        yield Shown(form.get("action") or address, data, tuple(words))


def _fill_in(data: QueryDict, field: Tag) -> None:
    name = field["name"]
    if name == "csrfmiddlewaretoken" or field.has_attr("disabled"):
        return
    if field.name == "textarea":
        data.appendlist(name, field.get_text().removeprefix("\n"))
    elif field.name == "select":
        chosen = field.select("option[selected]") or ([] if field.has_attr("multiple") else field.select("option")[:1])
        for option in chosen:
            data.appendlist(name, option.get("value", option.get_text()))
    elif field.get("type") in ("checkbox", "radio"):
        if field.has_attr("checked"):
            data.appendlist(name, field.get("value", "on"))
    elif field.get("type") not in ("submit", "file", "button"):
        data.appendlist(name, field.get("value", ""))


def _streams(form: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(form, Form) and not hasattr(form, "fields"):
        return
    for name, field in form.fields.items():
        if isinstance(field.widget, BlockWidget):
            value = form[name].value()
            yield from _block(form.add_prefix(name), field.widget.block_def, value)


def _block(prefix: str, block: blocks.Block, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(block, blocks.StreamBlock):
        yield f"{prefix}-count", str(len(value))
        for index, child in enumerate(value):
            yield from _row(f"{prefix}-{index}", index, child.id)
            yield f"{prefix}-{index}-type", child.block_type
            yield from _block(f"{prefix}-{index}-value", child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        yield f"{prefix}-count", str(len(value))
        for index, child in enumerate(value.bound_blocks):
            yield from _row(f"{prefix}-{index}", index, child.id)
            yield from _block(f"{prefix}-{index}-value", block.child_block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _block(f"{prefix}-{name}", child_block, value.get(name))
    elif isinstance(block, blocks.ChooserBlock):
        yield prefix, str(getattr(value, "pk", value or ""))
    elif isinstance(block, blocks.FieldBlock):
        shown = block.field.widget.format_value(block.field.prepare_value(block.value_for_form(value)))
        if isinstance(value, bool):
            shown = "on" if value else None
        if shown is not None:
            yield prefix, shown[0] if isinstance(shown, list) else str(shown)


def _row(prefix: str, order: int, block_id: str | None) -> Iterator[tuple[str, str]]:
    yield f"{prefix}-order", str(order)
    yield f"{prefix}-deleted", ""
    yield f"{prefix}-id", block_id or ""


def explanations(response: HttpResponse) -> list[str]:
    """List what a screen says of what was sent."""
    places = ".messages li, .error-message, .help-critical, .help-block, [role=alert], [role=status], .w-field__errors p"
    return [place.get_text(" ", strip=True) for place in BeautifulSoup(_html(response), "html.parser").select(places)]


def comes_back(response: HttpResponse) -> bool:
    """Tell whether an answer shows a screen or a dialog again; one in JSON that shows nothing closes its dialog."""
    is_file = response.streaming or "Content-Disposition" in response.headers
    return response.status_code == HTTPStatus.OK and not is_file and bool(_html(response))


def _html(response: HttpResponse) -> Any:
    if response.headers.get("Content-Type") != "application/json":
        return response.content
    answer = response.json()
    return answer.get("html") or answer.get("htmlFragment") or "" if isinstance(answer, dict) else ""

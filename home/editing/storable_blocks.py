"""The values in the blocks of a draft that cannot be stored: where they stand in what was sent, and what is stored instead."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import QueryDict
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, FieldBlock, ListBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock


class RefusedValue(NamedTuple):
    """One field of a block, by the name that it has on the screen."""

    name: str
    block: FieldBlock
    reason: str

    def storable(self, typed: str) -> str:
        """Return as much of what was typed as can be stored."""
        longest = getattr(self.block.field, "max_length", None)
        return typed[:longest] if longest and len(typed) > longest else ""


class NoSingleValueError(Exception):
    """A block is refused as a whole."""


def refused_values(data: QueryDict, block: Block, name: str, error: ValidationError) -> Iterator[RefusedValue]:
    """Yield the refused values of a block that was sent under a name; raises NoSingleValueError."""
    if isinstance(block, FieldBlock):
        yield RefusedValue(name, block, " ".join(error.messages))
        return
    found = getattr(error, "cell_errors", None) or getattr(error, "block_errors", None)
    if not found or error.non_block_errors:
        raise NoSingleValueError
    for key, fault in found.items():
        if isinstance(block, BaseStructBlock):
            yield from refused_values(data, block.child_blocks[key], f"{name}-{key}", fault)
        elif isinstance(block, BaseTypedTableBlock):
            row, columns = _in_order(data, f"{name}-row")[key], _in_order(data, f"{name}-column")
            for number, cell_fault in fault.items():
                column = columns[number]
                cell = block.child_blocks[data[f"{name}-column-{column}-type"]]
                yield from refused_values(data, cell, f"{name}-cell-{row}-{column}", cell_fault)
        else:
            item = f"{name}-{_in_order(data, name)[key]}"
            yield from refused_values(data, _child(block, data, item), f"{item}-value", fault)


def _child(block: Block, data: QueryDict, item: str) -> Block:
    if isinstance(block, ListBlock):
        return block.child_block
    if isinstance(block, BaseStreamBlock):
        return block.child_blocks[data[f"{item}-type"]]
    raise NoSingleValueError


def _in_order(data: QueryDict, name: str) -> list[int]:
    """Return the numbers under which the items of a list were sent, in their order and without what was taken out."""
    numbers = [number for number in range(int(data[f"{name}-count"])) if not data.get(f"{name}-{number}-deleted")]
    return sorted(numbers, key=lambda number: int(data[f"{name}-{number}-order"]))

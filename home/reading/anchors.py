"""The anchors of a body's headings: where a table of contents, and a link within a page, lead to."""

from collections.abc import Iterable, Iterator
from typing import Any

from home.bilingual.slugs import propose_slug


def anchored(body: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Pair every block with the anchor of its heading, which is unique on the page; other blocks have none."""
    seen: dict[str, int] = {}
    for block in body:
        if block.block_type != "heading":
            yield block, ""
            continue
        base = anchor(block.value)
        seen[base] = seen.get(base, 0) + 1
        yield block, base if seen[base] == 1 else f"{base}-{seen[base]}"


def anchor(title: str) -> str:
    """Make the fragment of an address from a heading: `Hvad er iskias?` → `hvad-er-iskias`."""
    return propose_slug(str(title)) or "section"

"""The nodes of a JSON-LD graph, as plain dictionaries: of the libraries, none is kept up that would know Wagtail's pages."""

from typing import Any

Node = dict[str, Any]
NOTHING: tuple[Any, ...] = (None, "", [], {})


def node(kind: str | list[str], id: str = "", **properties: Any) -> Node:  # noqa: A002 - the name that JSON-LD has for it
    """Make a node of a schema.org type, leaving out the properties of which nothing is known."""
    known = {name: value for name, value in properties.items() if value not in NOTHING}
    return {"@type": kind, **({"@id": id} if id else {}), **known}


def reference(target: Node | None) -> Node:
    """Refer to a node that stands elsewhere in the graph; empty where there is none."""
    return {"@id": target["@id"]} if target else {}

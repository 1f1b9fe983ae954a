"""Reads what a page tells programs: its meta elements, its links, and its graph of structured data."""

import json
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


@dataclass(frozen=True)
class MachineData:
    """The head of one page."""

    meta: dict[str, str]
    links: dict[str, str]
    graph: list[dict[str, Any]]

    def nodes(self, kind: str) -> list[dict[str, Any]]:
        """The nodes of a type."""
        return [node for node in self.graph if kind in ([node["@type"]] if isinstance(node["@type"], str) else node["@type"])]

    def node(self, kind: str) -> dict[str, Any]:
        """The one node of a type."""
        [found] = self.nodes(kind)
        return found


def parse(html: str) -> MachineData:
    """Read the head of a page; at most one script of structured data may be in it."""
    soup = BeautifulSoup(html, "html.parser")
    scripts = soup.find_all("script", type="application/ld+json")
    assert len(scripts) <= 1
    return MachineData(
        {tag.get("property") or tag.get("name"): tag["content"] for tag in soup.find_all("meta", content=True)},
        {" ".join(tag["rel"]) + (f" {tag['type']}" if tag.get("type") else ""): tag["href"] for tag in soup.find_all("link")},
        json.loads(scripts[0].string)["@graph"] if scripts else [],
    )


def read(client: Client, address: str) -> MachineData:
    """Read the head of the page at an address."""
    response = client.get(address)
    assert response.status_code == 200, address
    return parse(response.content.decode())

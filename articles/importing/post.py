"""A post as a file has it, before it is a page."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from home.pages.from_html import Picture


@dataclass
class Post:
    # By this it is known when the file comes again; where nothing names it, by what it says.
    key: str
    # Empty where the text itself has it.
    title: str
    html: str
    # What it is called where nothing says its title.
    name: str = ""
    # Where readers found it; empty where they never did.
    address: str = ""
    author: str = ""
    day: date | None = None
    # As the file says; empty where it does not.
    language: str = ""
    excerpt: str = ""
    topics: list[str] = field(default_factory=list)
    top_picture: Picture | None = None
    # What the reader of the file has to say of it.
    notes: list[str] = field(default_factory=list)
    was_public: bool = True

    def __post_init__(self) -> None:
        said = repr((self.title, self.day, self.html))
        self.key = self.key or hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def names_one_post(address: str) -> bool:
    """Tell whether an address is of one post, and not of the whole site."""
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)

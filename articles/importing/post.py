"""A post as a file has it, before it is a page."""

from dataclasses import dataclass, field
from datetime import date

from home.pages.from_html import Picture


@dataclass
class Post:
    # By this it is known when the file comes again.
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

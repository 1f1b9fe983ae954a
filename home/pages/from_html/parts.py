"""What a text is made of before it is blocks."""

from dataclasses import dataclass, field
from typing import NamedTuple

from home.pages.from_html.words import Runs


class Picture(NamedTuple):
    """A picture by its address, of which only the name is ever used; its file lies elsewhere."""

    address: str
    alt_text: str = ""

    @property
    def name(self) -> str:
        """What a person may know it by."""
        return "data:…" if self.address.startswith("data:") else self.address.rstrip("/").rpartition("/")[2][:80]


@dataclass
class Heading:
    # 0 is the title of the whole; 7 a line that is only set in bold type.
    level: int
    text: str


@dataclass
class Paragraph:
    runs: Runs


@dataclass
class Item:
    """A point; of Word and of what is only typed we know no more than how deep it stands."""

    paragraphs: list[Runs]
    inner: list["Points"] = field(default_factory=list)


@dataclass
class Points:
    is_numbered: bool
    items: list[Item]
    start: int = 1


@dataclass
class WordItem:
    """A point as Word's clipboard has it: a paragraph that says how deep it stands."""

    level: int
    is_numbered: bool
    runs: Runs


@dataclass
class Quotation:
    paragraphs: list[Runs]
    source: str = ""


@dataclass
class Pictures:
    """One picture with its caption, or the several of a gallery."""

    pictures: list[tuple[Picture, str]]


class Cell(NamedTuple):
    runs: Runs
    is_heading: bool


@dataclass
class Table:
    rows: list[list[Cell]]
    caption: str = ""


@dataclass
class Film:
    link: str
    title: str = ""


@dataclass
class Question:
    question: str
    answer: list["Part"]


Part = Heading | Paragraph | Points | WordItem | Quotation | Pictures | Table | Film | Question

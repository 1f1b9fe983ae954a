from dataclasses import dataclass

# Stands in every place where a file can hold metadata, and must never be found again.
SECRET = "Karen-Hansen-SN4711"


@dataclass(frozen=True)
class OnShelf:
    """A file, and whether it is taken."""

    name: str
    content: bytes
    taken: bool = True
    # Of a picture as it is seen, where that matters.
    size: tuple[int, int] | None = None

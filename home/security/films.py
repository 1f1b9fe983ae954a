"""What a film is, by its content, and an MP4 without what its telephone wrote beside the pictures and the sound.

A telephone stores where a film was made. These boxes are emptied in their places, so that nothing behind them moves.
"""

import struct
from collections.abc import Iterator

HEAD = 8
# Kinds of the same container that are pictures, or Apple's own films, which many browsers do not show.
NOT_FILMS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"qt  ")
TOLD = (b"udta", b"meta", b"uuid")
HOLDING = (b"moov", b"trak")


def is_film(content: bytes, extension: str) -> bool:
    """Tell whether the beginning of a file is that of an MP4 or a WebM."""
    if extension == "webm":
        return content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]
    return content[4:8] == b"ftyp" and content[8:12] not in NOT_FILMS


def without_metadata(content: bytes) -> bytes:
    """Return an MP4 of the same length that tells of its place, its author and its telephone no more."""
    plain = bytearray(content)
    for kind, start, body, end in _boxes(content, 0, len(content)):
        if kind in TOLD:
            plain[start + 4 : start + HEAD] = b"free"
            plain[body:end] = bytes(end - body)
    return bytes(plain)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Go through the boxes of an MP4, and those within the ones that hold others: kind, start, start of the content, end."""
    while start + HEAD <= end:
        size, kind = struct.unpack_from(">I4s", content, start)
        body = start + HEAD
        if size == 1 and body + 8 <= end:
            (size,) = struct.unpack_from(">Q", content, body)
            body += 8
        stop = end if size == 0 else min(start + size, end)
        if stop < body:
            # No box at all; what stands here is nothing that a player reads.
            return
        yield kind, start, body, stop
        if kind in HOLDING:
            yield from _boxes(content, body, stop)
        start = stop

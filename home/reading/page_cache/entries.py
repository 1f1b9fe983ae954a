"""A page as it is kept: compressed once, and ready to be sent to whoever asks."""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import brotli
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from home.reading.page_cache.snapshots import Snapshot

# Best first; the numbers are the levels that pay for pages, which are compressed once and sent often.
ENCODINGS = ("br", "gzip")
BROTLI_QUALITY, GZIP_LEVEL = 9, 9
# With a policy of its own a page keeps it: a browser takes what a 304 says in place of what it had.
SENT_WITH_304 = ("Cache-Control", "Content-Language", "Content-Security-Policy", "Vary", "ETag")


@dataclass(frozen=True)
class Body:
    """The page in one content encoding, with a strong validator of its own."""

    content: bytes
    etag: str
    encoding: str


@dataclass(frozen=True)
class Entry:
    """A page, which names of a query it reads, which state of the database it shows, and until when it is true."""

    headers: dict[str, str]
    bodies: dict[str, Body]
    reads: tuple[str, ...]
    snapshot: Snapshot
    until: datetime

    @classmethod
    def of(cls, response: HttpResponse, reads: tuple[str, ...], snapshot: Snapshot, until: datetime) -> "Entry":
        """Compress a response; one that another encoding does not shorten is kept as it is."""
        plain = response.content
        digest = hashlib.sha256(plain).hexdigest()[:32]
        encoded = {
            "": plain,
            "gzip": gzip.compress(plain, GZIP_LEVEL, mtime=0),
            "br": brotli.compress(plain, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        }
        bodies = {
            encoding: Body(content, f'"{digest}{encoding and "-"}{encoding}"', encoding)
            for encoding, content in encoded.items()
            if not encoding or len(content) < len(plain)
        }
        headers = {name: value for name, value in response.headers.items() if name.lower() not in ("content-length", "etag")}
        # Browsers ask each time whether the page has changed, which costs them a 304 without a body.
        headers |= {"Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Accept-Encoding"}
        return cls(headers, bodies, reads, snapshot, until)

    @cached_property
    def size(self) -> int:
        """Bytes that the entry takes, near enough."""
        return sum(len(body.content) for body in self.bodies.values()) + 2048

    def response(self, accepted: str, if_none_match: str) -> HttpResponse:
        """Answer a request by its Accept-Encoding and If-None-Match headers."""
        body = self.bodies[next((name for name in ENCODINGS if name in self.bodies and accepts(name, accepted)), "")]
        if matches(body.etag, if_none_match):
            response: HttpResponse = HttpResponseNotModified()
            del response.headers["Content-Type"]
            for name in SENT_WITH_304:
                if name in self.headers:
                    response.headers[name] = self.headers[name]
        else:
            response = HttpResponse(body.content, headers=self.headers)
            response.headers["Content-Length"] = str(len(body.content))
            if body.encoding:
                response.headers["Content-Encoding"] = body.encoding
        response.headers["ETag"] = body.etag
        return response


def matches(etag: str, header: str) -> bool:
    """Tell whether an If-None-Match header names a validator; a proxy may have weakened it."""
    known = parse_etags(header) if header else []
    return known == ["*"] or etag in (tag.removeprefix("W/") for tag in known)


def accepts(encoding: str, header: str) -> bool:
    """Tell whether an Accept-Encoding header names an encoding without refusing it."""
    for part in header.lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() == encoding:
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False

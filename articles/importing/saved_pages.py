"""A web page as a browser saved it: its main text, by plain rules, and what its head says of it."""

import codecs
import email
import email.policy
import re
from email.message import EmailMessage

from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from articles.importing.feeds import day_of
from articles.importing.post import Post, names_one_post
from home.pages.from_html import Picture
from home.pages.from_html.cleaning import UNREAD, soup_of
from home.pages.from_html.words import kept_link

CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
# Where pages keep their main text, the surest first.
MAIN = (
    "[itemprop=articleBody]", "[data-hook=post-description]", ".entry-content", ".post-content", ".article-content",
    "article", "main", "[role=main]", "#content", ".content",
)  # fmt: skip
BESIDE = (
    "header", "nav", "footer", "aside", "[role=navigation]", "[role=banner]", "[role=contentinfo]", "[role=search]", ".sidebar",
    ".comments", "#comments", ".share", ".sharedaddy", ".related", ".jp-relatedposts", ".breadcrumb", ".breadcrumbs", ".cookie",
    ".post-meta", ".entry-meta",
)  # fmt: skip
ENOUGH = 200


def decoded(data: bytes) -> str:
    """Decode a page: as its mark or its head says, else as UTF-8, else as Windows wrote it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = CHARSET.search(data[:4096])
    name = (declared[1] or declared[2]).decode("ascii") if declared and not data.startswith(codecs.BOM_UTF8) else "utf-8"
    # Had it been UTF-16, the name could not be read so.
    name = "utf-8" if name.lower().startswith("utf-16") else name
    # What says that it is Latin-1 is of Windows, as browsers know.
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "ascii", "us-ascii", "windows-1252") else name
    for encoding in (name, "utf-8", "cp1252"):
        try:
            return data.removeprefix(b"\xef\xbb\xbf").decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def post_of_page(html: str, key: str) -> Post:
    """Find title, date, author and main text; raises ValidationError for a page without any."""
    soup = soup_of(html)
    saved = SAVED_FROM.search(html[:4096])
    canonical = soup.find("link", rel="canonical")
    address = kept_link(_meta(soup, "og:url") or str(canonical.get("href") if canonical else "") or (saved[1] if saved else ""))
    title = _meta(soup, "og:title") or _text(soup.find("h1")) or _text(soup.find("title")).split(" | ")[0]
    author = _meta(soup, "author") or _meta(soup, "article:author") or _text(soup.select_one("[rel=author]"))
    time = soup.find("time")
    day = day_of(_meta(soup, "article:published_time") or str(time.get("datetime") if time else ""))
    root = soup.find("html")
    picture = _meta(soup, "og:image")
    main = _main(soup)
    if not main:
        raise ValidationError(gettext("The page has no text. Save it once more when all of it is shown."))
    return Post(
        key=address if names_one_post(address) else key,
        title=title,
        html=main,
        address=address,
        author="" if author.startswith("http") else author,
        day=day,
        language=str(root.get("lang") or "")[:2].lower() if root else "",
        excerpt=_meta(soup, "og:description") or _meta(soup, "description"),
        top_picture=Picture(picture) if picture else None,
    )


def post_of_archive(data: bytes, key: str) -> tuple[Post, dict[str, bytes]]:
    """Read a page that a browser saved as one file (MHTML), with its pictures; raises ValidationError."""
    html, pictures = "", {}
    try:
        parts = list(email.message_from_bytes(data, policy=email.policy.default).walk())
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise ValidationError(gettext("The file is damaged. Save the page once more.")) from error
    for part in parts:
        content = part.get_payload(decode=True)
        if not isinstance(part, EmailMessage) or not isinstance(content, bytes):
            continue
        if part.get_content_type() == "text/html" and not html:
            html = decoded(content)
        elif part.get_content_maintype() == "image" and part["Content-Location"]:
            pictures[str(part["Content-Location"])] = content
    if not html:
        raise ValidationError(gettext("The page has no text. Save it once more when all of it is shown."))
    return post_of_page(html, key), pictures


def _main(soup: BeautifulSoup) -> str:
    for name in (*UNREAD, "noscript"):
        for tag in soup.find_all(name):
            tag.decompose()
    body = soup.find("body") or soup
    found: list[Tag] = [tag for selector in MAIN for tag in body.select(selector, limit=3)]
    chosen = next((tag for tag in found if len(tag.get_text(" ", strip=True)) >= ENOUGH), None)
    # Of a page that names nothing so, all but what stands beside its text.
    main = chosen or body
    for tag in main.select(", ".join(BESIDE)):
        # An article's own head has its title and picture.
        if tag.name != "header" or not chosen:
            tag.decompose()
    return str(main) if main.get_text(strip=True) else ""


def _meta(soup: BeautifulSoup, name: str) -> str:
    tag = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return str(tag.get("content") or "").strip() if tag else ""


def _text(tag: Tag | None) -> str:
    return tag.get_text(" ", strip=True) if tag else ""

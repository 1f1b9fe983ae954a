"""The pictures of a text, by the names that it gives them."""

from bs4 import Tag

from home.pages.from_html.parts import Picture
from home.pages.from_html.words import HTML_SPACE


def picture_of(tag: Tag) -> Picture | None:
    """Name the picture of a tag: old pages put a blank one in `src` until they are scrolled to."""
    for name in ("data-src", "data-lazy-src", "data-original", "data-orig-file", "src", "srcset"):
        address = str(tag.get(name) or "").strip()
        address = address.split(" ")[0] if name == "srcset" else address
        if address and not (name != "src" and address.startswith("data:")):
            return Picture(address, HTML_SPACE.sub(" ", str(tag.get("alt") or "")).strip()[:500])
    return None


def gallery_of(tag: Tag) -> list[tuple[Picture, str]]:
    """Name the pictures within a tag, each with the caption that it has to itself."""
    found = []
    for image in tag.find_all("img"):
        figure = image.find_parent("figure")
        caption = figure.find("figcaption") if figure and len(figure.find_all("img")) == 1 else None
        if picture := picture_of(image):
            found.append((picture, caption.get_text(" ", strip=True) if caption else ""))
    return found

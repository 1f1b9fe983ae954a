"""Links in rich text, which vanish with the page that they lead to."""

from typing import Any

from wagtail.rich_text.pages import PageLinkHandler

from home.reading.references import referred


class PublicPageLinkHandler(PageLinkHandler):
    """Writes a link to a page that is public in the active language, and leaves only its words otherwise."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """Return the pages that links name, in their order, with None for what readers may not see; at most one query."""
        keys = [int(attributes.get("id", 0)) if attributes.get("id", "").isdigit() else 0 for attributes in attrs_list]
        wanted = {key for key in keys if key}
        current = referred()
        pages = current.pages if current and wanted <= current.asked else cls.get_model().objects.public_in().in_bulk(wanted)
        return [pages.get(key) for key in keys]

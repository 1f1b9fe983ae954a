"""Links in rich text, which vanish with the page that they lead to."""

from typing import Any

from wagtail.rich_text.pages import PageLinkHandler


class PublicPageLinkHandler(PageLinkHandler):
    """Writes a link to a page that is public in the active language, and leaves only its words otherwise."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Any]:
        """Return the pages that links name, in their order, with None for what readers may not see; one query."""
        keys = [int(attributes["id"]) if attributes.get("id", "").isdigit() else None for attributes in attrs_list]
        pages = cls.get_model().objects.public_in().in_bulk([key for key in keys if key])
        return [pages.get(key) for key in keys]

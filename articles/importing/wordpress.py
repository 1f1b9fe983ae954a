"""WordPress's export (WXR): posts with their pictures, by numbers; what was no post, and what was never public, is said."""

from collections import Counter
from xml.etree.ElementTree import Element

from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy, ngettext

from articles.importing.feeds import day_of, text_of
from articles.importing.post import Post, names_one_post
from articles.importing.shortcodes import without_shortcodes
from home.pages.from_html import Picture
from home.pages.from_html.words import kept_link

WP = "wordpress.org/export"
NAMES = {
    "draft": gettext_lazy("draft"),
    "future": gettext_lazy("planned"),
    "pending": gettext_lazy("waiting for approval"),
    "private": gettext_lazy("private"),
}
PUBLIC = ("publish", "")
THROWN_AWAY = ("trash", "auto-draft", "inherit")


class Export:
    def __init__(self, channel: Element) -> None:
        self.items = list(channel.iter("item"))
        self.language = text_of(channel, "language")[:2].lower()
        self.authors = {
            text_of(author, "author_login", WP): text_of(author, "author_display_name", WP)
            for author in channel
            if str(author.tag).endswith("}author")
        }
        self.pictures: dict[str, Picture] = {}
        self.of_post: dict[str, list[str]] = {}
        for item in self.items:
            if text_of(item, "post_type", WP) == "attachment":
                number = text_of(item, "post_id", WP)
                address = text_of(item, "attachment_url", WP) or text_of(item, "guid")
                self.pictures[number] = Picture(address, meta_of(item, "_wp_attachment_image_alt")[:500])
                self.of_post.setdefault(text_of(item, "post_parent", WP), []).append(number)

    def posts(self) -> list[Post]:
        return [
            self._post(item)
            for item in self.items
            if text_of(item, "post_type", WP) == "post" and text_of(item, "status", WP) not in THROWN_AWAY
        ]

    def notes(self) -> list[str]:
        """Say what of the export is no post."""
        left: Counter[str] = Counter()
        for item in self.items:
            kind = text_of(item, "post_type", WP)
            if kind == "post" and text_of(item, "status", WP) in THROWN_AWAY:
                left["deleted"] += 1
            elif kind not in ("attachment", "post"):
                left["page" if kind == "page" else "other"] += 1
        counted = {
            "page": ngettext("%(count)s page", "%(count)s pages", left["page"]),
            "deleted": ngettext("%(count)s deleted post", "%(count)s deleted posts", left["deleted"]),
            "other": ngettext("%(count)s other part of the old site", "%(count)s other parts of the old site", left["other"]),
        }
        things = [words % {"count": left[kind]} for kind, words in counted.items() if left[kind]]
        sentence = ngettext("%(things)s is left out.", "%(things)s are left out.", left.total())
        return [sentence % {"things": get_text_list(things, gettext("and"))}] if things else []

    def _post(self, item: Element) -> Post:
        number, status = text_of(item, "post_id", WP), text_of(item, "status", WP)
        was_public = status in PUBLIC and not text_of(item, "post_password", WP)
        notes = []
        if not was_public:
            was = gettext("closed by a password") if text_of(item, "post_password", WP) else NAMES.get(status, status)
            notes.append(
                gettext("It was not public on the old site (%(status)s). Think twice before you publish it.") % {"status": was}
            )
        if comments := sum(str(child.tag).endswith("}comment") for child in item):
            notes.append(
                ngettext("%(count)s comment stays on the old site.", "%(count)s comments stay on the old site.", comments)
                % {"count": comments}
            )
        html = without_shortcodes(text_of(item, "encoded", "content"), lambda numbers: self._gallery(numbers, number), notes)
        creator, link = text_of(item, "creator"), kept_link(text_of(item, "link"))
        return Post(
            key=text_of(item, "guid") or (link if names_one_post(link) else ""),
            title=text_of(item, "title"),
            html=html,
            address=link if was_public else "",
            author=self.authors.get(creator) or creator,
            day=day_of(text_of(item, "post_date", WP)),
            language=self.language,
            excerpt=text_of(item, "encoded", "excerpt"),
            topics=[
                (found.text or "").strip() for found in item.iter("category") if found.text and found.text != "Uncategorized"
            ],
            top_picture=self.pictures.get(meta_of(item, "_thumbnail_id")),
            notes=notes,
            was_public=was_public,
        )

    def _gallery(self, numbers: list[str], post: str) -> list[Picture]:
        """Return the pictures of a gallery; one that names none has all that were uploaded to the post."""
        return [self.pictures[number] for number in numbers or self.of_post.get(post, []) if number in self.pictures]


def meta_of(item: Element, key: str) -> str:
    """Return what WordPress keeps of an item under a key."""
    for meta in item:
        if str(meta.tag).endswith("}postmeta") and text_of(meta, "meta_key", WP) == key:
            return text_of(meta, "meta_value", WP)
    return ""

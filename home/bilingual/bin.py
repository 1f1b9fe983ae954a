"""Where deleted pages lie: below a page that is below no site's root, so that no address, menu, list or feed leads there."""

from typing import Any

from django.db.models import Q

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, in_default_language
from home.bilingual.page import BilingualPage, page_model

# No title gives a slug that begins so.
SLUG = "_bin"
PATH = f"/{SLUG}/"
TITLES = {"da": "Papirkurv", "en": "Bin"}


def in_bin() -> Q:
    """Find, among all pages, the bin and what lies in it."""
    return Q(**{f"{column('url_path', DEFAULT_LANGUAGE)}__startswith": PATH})


def is_in_bin(page: BilingualPage) -> bool:
    """Tell whether a page lies in the bin, or is it."""
    return (getattr(page, column("url_path", DEFAULT_LANGUAGE)) or "").startswith(PATH)


@in_default_language
def the_bin() -> Any:
    """Return the page below which deleted pages lie, and make it when the first one comes."""
    model = page_model()
    root = model.get_first_root_node()
    if found := root.get_children().filter(slug=SLUG).first():
        return found
    texts = {column(name, code): TITLES[code] for name in ("title", "draft_title") for code in LANGUAGES}
    hidden = {column("shown", code): False for code in LANGUAGES}
    slugs = {column("slug", code): SLUG for code in LANGUAGES}
    return root.add_child(instance=model(live=False, **texts, **hidden, **slugs))

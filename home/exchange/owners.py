"""What has texts for a translator: a page with its rows, or a snippet or settings with theirs; and its name in a file."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder

from home.bilingual.freshness import Standing, standings
from home.bilingual.freshness_rules import FINE, judge, page_words
from home.bilingual.languages import translated_fields
from home.bilingual.page import BilingualPage, page_model
from home.bilingual.pairing import pair_up
from home.bilingual.texts import page_texts
from home.editing.beside_pages import editable_beside_pages, rows_of
from home.pages.media import ClinicImage

# `12` or `articles.topic-3`.
KEY = re.compile(r"\d{1,9}|[a-z_]+\.[a-z_]+-\d{1,9}", re.ASCII)


def key_of(owner: Any) -> str:
    """Name an owner on this site."""
    return str(owner.pk) if isinstance(owner, BilingualPage) else f"{owner._meta.label_lower}-{owner.pk}"


def beside_pages(user: Any = None) -> list[tuple[Any, str]]:
    """List the snippets and settings that a person may change, and where; without a person, all.

    The words of a search are no translations of each other, and who sees a picture is decided where it stands.
    """
    found = editable_beside_pages(user, ClinicImage)
    return [(owner, url) for owner, url in found if getattr(owner, "needs_both_languages", True)]


def find_owners(keys: Iterable[str], user: Any) -> dict[str, tuple[Any, str]]:
    """Find owners by their names, each with where a person may edit it, empty where they may not; what is gone is left out.

    Without a person, all may be edited.
    """
    numbers = [int(key) for key in keys if key.isdigit()]
    finder = AdminURLFinder(user)
    pages = page_model().objects.filter(pk__in=numbers, depth__gt=1).specific() if numbers else []
    found = {}
    for page in pages:
        may_edit = user is None or page.permissions_for_user(user).can_edit()
        found[key_of(page)] = (page, (may_edit and finder.get_edit_url(page)) or "")
    if len(found) < len(set(keys)):
        found |= {key_of(owner): (owner, url) for owner, url in beside_pages(user)}
    return {key: found[key] for key in keys if key in found}


def draft_of(owner: Any) -> Any:
    """Return the latest draft of a page, with the blocks that belong together paired; anything else has no draft but itself."""
    draft = owner
    if isinstance(owner, BilingualPage):
        draft = owner.get_latest_revision_as_object()
        pair_up(draft)
    for name in _relations(draft):
        # From here on the rows are those that are saved with it.
        getattr(draft, name).set(list(getattr(draft, name).all()))
    return draft


def holders_of(draft: Any) -> Iterator[tuple[str, Any]]:
    """Go through the objects that have an owner's texts, each with what follows in the name of a text: `12/prices:7`."""
    for row, holder in rows_of(draft):
        relation, _, number = row.partition(":")
        yield "/".join(filter(None, (key_of(draft), relation and f"{relation}:{holder.pk or f'new{number}'}"))), holder


def standings_of(holder: Any) -> list[Standing]:
    """List how the texts of an object stand; beside pages nothing is remembered, so what is written there is up to date."""
    if isinstance(holder, BilingualPage):
        return standings(holder)
    texts = page_texts(holder)
    words = page_words(texts, {})
    found = []
    for pair, sides in texts.items():
        # Nobody can say here that a label such as “E-mail” belongs in both languages.
        is_label = sides[0] == sides[1] and " " not in sides[0]
        if any(sides):
            found.append(Standing(pair, *(FINE if is_label else judge(pair, sides, [], words)), sides))
    return found


def _relations(draft: Any) -> list[str]:
    relations = [each for each in get_all_child_relations(type(draft)) if translated_fields(each.related_model)]
    return [relation.get_accessor_name() for relation in relations]

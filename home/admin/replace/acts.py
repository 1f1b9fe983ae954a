"""Replacing words at chosen places, and taking it back."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from home.admin.replace.models import Replacement
from home.admin.replace.places import Place, find_row, stored_value
from home.admin.replace.words import Words
from home.bilingual.freshness import by_machine, remember_machine
from home.editing.beside_pages import save_owner
from home.editing.drafts import lock_message
from home.pages.base import BasePage


@transaction.atomic
def replace(words: Words, places: Iterable[Place], user: Any) -> Replacement:
    """Replace the words at some places, on pages as a new draft; returns what undoes it."""
    changes = []
    for _, group in groupby(places, key=lambda place: (place.owner._meta.label_lower, place.owner.pk)):
        of_owner = list(group)
        # The finding gives each place the same owner.
        owner, fields = of_owner[0].owner, []
        found = by_machine(owner) if isinstance(owner, BasePage) else []
        unread = [item.pair for item in found if item.language == words.language]
        for place in of_owner:
            holder = find_row(owner, place.row)
            before = stored_value(holder, place.field)
            setattr(holder, place.field.attname, words.replaced_in(place.field, before))
            fields.append({"row": place.row, "name": place.field.name, "before": None if place.is_page else before})
            if holder is not owner and not place.is_page:
                holder.save()
        version = getattr(owner, "latest_revision_id", None)
        changes.append({"model": owner._meta.label_lower, "pk": owner.pk, "version": version, "fields": fields})
        # Who replaces a word on many pages has not read what a machine wrote there.
        if unread:
            remember_machine(owner, unread, words.language)
        save_owner(owner, user)
    return Replacement.objects.create(**words._asdict(), changes=changes, made_by=user)


@transaction.atomic
def undo(replacement: Replacement, user: Any) -> list[str]:
    """Bring the former words back wherever nobody has written since; returns the names of what was left alone."""
    words = Words(replacement.old, replacement.new, replacement.language, replacement.match_case, replacement.whole_words)
    left_alone = []
    for change in replacement.changes:
        model = apps.get_model(change["model"])
        current = model._default_manager.filter(pk=change["pk"]).first()
        if current is None:
            continue
        if not _bring_back(current, change, words, user):
            left_alone.append(str(current))
    replacement.undone_at = timezone.now()
    replacement.save()
    return left_alone


def _bring_back(current: Any, change: dict[str, Any], words: Words, user: Any) -> bool:
    former = None
    if isinstance(current, BasePage):
        if not current.permissions_for_user(user).can_edit() or lock_message(current, user):
            return False
        version = current.revisions.filter(pk=change["version"]).first()
        former = version.as_object() if version else current
        current = current.get_latest_revision_as_object()
    for entry in change["fields"]:
        field = type(find_row(current, entry["row"]))._meta.get_field(entry["name"])
        before = entry["before"] if former is None else stored_value(find_row(former, entry["row"]), field)
        holder = find_row(current, entry["row"])
        if stored_value(holder, field) != words.replaced_in(field, before):
            return False
        setattr(holder, field.attname, before)
        if holder is not current and former is None:
            holder.save()
    save_owner(current, user)
    return True

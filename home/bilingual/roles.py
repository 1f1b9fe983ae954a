"""Who writes which language: a person who writes one changes the columns of that language and nothing else.

What else a role may do are the permissions of its group; the ready-made groups come with the migrations, first `0009_roles`.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.locks import BasicLock
from wagtail.models import DraftStateMixin, PagePermissionTester

from home.bilingual.languages import LANGUAGES, column, translated_fields


def languages_of(user: Any) -> list[str]:
    """List the languages that a person may write."""
    return [language for language in LANGUAGES if user.has_perm(f"home.write_{language}")]


def writes_everything(user: Any) -> bool:
    """Tell whether a person writes both languages, and so may change what has no language; the project's own code does."""
    return user is None or languages_of(user) == list(LANGUAGES)


def narrowed(language: str, user: Any) -> str:
    """Return the language that a person asked for, or none; for a translator it is always their own."""
    return language if writes_everything(user) else next(iter(languages_of(user)), language)


def own_columns(model: type[models.Model], user: Any) -> set[str]:
    """Name the columns of a model that are in the languages a person writes."""
    return {column(name, language) for name in translated_fields(model) for language in languages_of(user)}


def restore_what_others_write(instance: Any, field_names: Iterable[str], user: Any) -> None:
    """Set these fields and child rows of an object back to how they are stored, but for the columns that a person may write."""
    if writes_everything(user) or not instance.pk:
        return
    stored = type(instance)._base_manager.get(pk=instance.pk)
    if isinstance(stored, DraftStateMixin):
        stored = stored.get_latest_revision_as_object()
    relations = {relation.get_accessor_name() for relation in get_all_child_relations(type(instance))}
    own = own_columns(type(instance), user)
    for name in field_names:
        if name in relations:
            _restore_rows(getattr(instance, name), getattr(stored, name), user)
        elif name not in own:
            field = instance._meta.get_field(name)
            setattr(instance, field.attname, field.value_from_object(stored))


def _restore_rows(changed: Any, stored: Any, user: Any) -> None:
    """Set child rows back, none added, removed or moved, but for the columns that a person may write."""
    written = {row.pk: row for row in changed.all()}
    rows = list(stored.all())
    for row in rows:
        for name in own_columns(type(row), user):
            setattr(row, name, getattr(written.get(row.pk, row), name))
    changed.set(rows)


class RolePermissionTester(PagePermissionTester):
    """What a person may do with a page: a person who writes one language may edit it and no more, whatever their groups say."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.is_translator = not writes_everything(user)
        if self.is_translator:
            self.permissions: set[str] = getattr(self, "permissions", set()) & {"change"}

    def can_edit(self) -> bool:
        # All that can be changed on an alias is that it is one.
        if self.is_translator and (self.page.alias_of_id or not languages_of(self.user)):
            return False
        return bool(super().can_edit())

    def can_unpublish(self) -> bool:
        """Take a page from its readers whoever waits for it: no schedule and no workflow keeps a wrong health text up."""
        if not self.user.is_active or self.page_is_root or not self.page.live:
            return False
        if self.page.locked and BasicLock(self.page).for_user(self.user):
            return False
        return bool(self.user.is_superuser or "publish" in self.permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.is_translator and bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        return not self.is_translator and bool(super().can_copy())

    def can_lock(self) -> bool:
        return not self.is_translator and bool(super().can_lock())

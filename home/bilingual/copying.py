"""Copies a page with its descendants: each as core copies one page, in both languages."""

from typing import Any

from django.db import transaction
from django.utils import translation
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import PageViewRestriction

from home.bilingual.freshness import copy_freshness
from home.bilingual.languages import DEFAULT_LANGUAGE, active_language, column, translated_fields
from home.bilingual.page import BilingualPage


class CopyTreeAction(CopyPageAction):
    """Copies as core does, whatever language is active; each descendant is copied by the rules for a page by itself."""

    recursive: bool
    update_attrs: dict[str, Any] | None

    def execute(self, skip_permission_checks: bool = False) -> BilingualPage:
        self.check(skip_permission_checks=skip_permission_checks)
        translated, language = translated_fields(self.page.specific_class), active_language()
        self.update_attrs = {
            column(name, language) if name in translated else name: value for name, value in (self.update_attrs or {}).items()
        }
        children = list(self.page.get_children()) if self.recursive else []
        self.recursive = False
        with translation.override(DEFAULT_LANGUAGE), transaction.atomic():
            copy = super().execute(skip_permission_checks=True)
            copy_freshness(self.page, copy)
            self._restrict(copy)
            for child in children:
                action = CopyTreeAction(
                    child,
                    to=copy,
                    recursive=True,
                    copy_revisions=self.copy_revisions,
                    keep_live=self.keep_live,
                    user=self.user,
                    process_child_object=self.process_child_object,
                    log_action=self.log_action,
                    reset_translation_key=self.reset_translation_key,
                )
                action.execute(skip_permission_checks=True)
        return copy

    def _restrict(self, copy: BilingualPage) -> None:
        """Close the copy as its page is closed; core does not below a closed page, though that may let more people in."""
        if copy.view_restrictions.exists():
            return
        for restriction in self.page.view_restrictions.all():
            copied = PageViewRestriction(
                page=copy, restriction_type=restriction.restriction_type, password=restriction.password
            )
            copied.save(user=self.user)
            copied.groups.set(restriction.groups.all())

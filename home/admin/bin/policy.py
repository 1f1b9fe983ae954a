"""Which pages a person works with anywhere in the admin: none that is in the bin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.bilingual.bin import in_bin, is_in_bin


class PagesPolicy(PagePermissionPolicy):
    """Core's rules, for the pages that are not deleted; every list, search, report and chooser of the admin asks them."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        return super().instances_user_has_any_permission_for(user, actions).exclude(in_bin())

    def explorable_instances(self, user: Any) -> QuerySet:
        return super().explorable_instances(user).exclude(in_bin())

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return not is_in_bin(instance) and bool(super().user_has_any_permission_for_instance(user, actions, instance))


def without_bin(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Offer nothing that is deleted where a page is chosen."""
    return pages.exclude(in_bin())

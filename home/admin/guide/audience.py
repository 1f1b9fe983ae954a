"""Who does which task of the guide."""

from collections.abc import Callable
from typing import Any

from wagtail.permissions import policy_registry

from home.admin.guide.tasks import Task, all_tasks
from home.bilingual.roles import writes_everything
from home.pages.base import BasePage
from home.pages.media import ClinicImage

Test = Callable[[Any], bool]


def _has(permission: str) -> Test:
    return lambda user: bool(user.has_perm(permission))


def _may(action: str) -> Test:
    """Ask whether somebody may do something with any page; a translator only changes them, whatever the groups say."""

    def test(user: Any) -> bool:
        allowed = policy_registry.get_by_type(BasePage).user_has_permission(user, action)
        return bool(allowed) and (action == "change" or writes_everything(user))

    return test


def _adds_pictures(user: Any) -> bool:
    return bool(policy_registry.get_by_type(ClinicImage).user_has_permission(user, "add"))


# A task that is not named here is everybody's.
AUDIENCE: dict[str, Test] = {
    "write-an-article": _may("add"),
    "publish-one-language": _may("publish"),
    "add-english-later": _may("change"),
    "change-a-text": _may("change"),
    "preview-and-share": _may("change"),
    "opening-hours": _has("home.change_clinicsettings"),
    "prices": _has("home.change_clinicsettings"),
    "a-picture": _adds_pictures,
    "a-case-story": _may("add"),
    "what-is-missing": _may("change"),
    "approve": _may("publish"),
    "old-addresses": _has("wagtailredirects.add_redirect"),
    "consent": lambda user: user.has_perm("articles.change_consent") or _may("publish")(user),
    "comments": _has("articles.change_comment"),
    "requests": _has("home.view_contactsubmission"),
    "search-words": _has("articles.change_synonyms"),
    "translate": _may("change"),
    "send-to-a-translator": _may("change"),
    "bring-a-page-back": lambda user: _may("add")(user) or (writes_everything(user) and _may("change")(user)),
    "invite-a-colleague": _has("home.add_user"),
    "films-and-exercises": _may("add"),
    "texts-from-elsewhere": _may("add"),
    "who-you-are": _has("home.change_practitioner"),
}


def tasks_of(user: Any) -> list[Task]:
    """List the tasks that a person has, in the active language."""
    return [task for task in all_tasks() if AUDIENCE.get(task.slug, lambda _user: True)(user)]

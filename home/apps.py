from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_init, post_migrate, post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Clinic")

    def ready(self) -> None:
        from django.contrib.auth.models import Permission
        from wagtail.models import ModelLogEntry, PageViewRestriction, Revision
        from wagtail.signals import page_published, task_submitted
        from wagtail.users.models import UserProfile

        import home.management.beside_former_code
        import home.management.checks  # noqa: F401 - their checks register themselves
        from home.admin.editors import give_default_language, notify_moderators
        from home.admin.permission_names import translate_name
        from home.bilingual.approval_task import LanguageTaskState
        from home.bilingual.clock_times import explain_clock_changes
        from home.bilingual.freshness import leave_to_aliases
        from home.bilingual.normal_text import compose_before_saving
        from home.clinic.warning_signs import WarningSigns
        from home.editing.versions import keep_version
        from home.pages.draft_words import follow_revision
        from home.pages.warning_signs import search_their_words
        from home.reading.page_cache.watched_tables import watch
        from home.reading.renditions import make_renditions_of
        from home.reading.site_address import follow_site_address_after_migrating
        from home.security.logins import log_logins

        post_migrate.connect(watch, sender=self)
        post_migrate.connect(follow_site_address_after_migrating, sender=self)
        log_logins()
        explain_clock_changes()
        post_init.connect(translate_name, sender=Permission)
        pre_delete.connect(leave_to_aliases, sender="home.BasePage")
        pre_delete.connect(record_freed_pages, sender=PageViewRestriction)
        pre_save.connect(compose_before_saving)
        pre_save.connect(give_default_language, sender=UserProfile)
        post_save.connect(follow_revision, sender=Revision)
        post_save.connect(keep_version, sender=ModelLogEntry)
        post_save.connect(search_their_words, sender=WarningSigns)
        page_published.connect(make_renditions_of)
        task_submitted.connect(notify_moderators, sender=LanguageTaskState)


class UsersConfig(WagtailUsersAppConfig):
    """Core's users and groups, listed in the order of the reader's language."""

    user_viewset = "home.admin.lists.UsersInOrder"
    group_viewset = "home.admin.lists.GroupsInOrder"


def record_freed_pages(instance: Any, **kwargs: Any) -> None:
    """Remember the addresses of pages that a view restriction no longer hides, once it is gone; its own page may go with it."""
    from home.bilingual.address_book import record_public

    pages = [instance.page, *instance.page.aliases.all()]

    def record() -> None:
        for page in pages:
            record_public(page)

    transaction.on_commit(record)

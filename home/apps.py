from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Clinic")

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction

        pre_delete.connect(record_freed_pages, sender=PageViewRestriction)


def record_freed_pages(instance: Any, **kwargs: Any) -> None:
    """Remember the addresses of pages that a view restriction no longer hides, once it is gone; its own page may go with it."""
    from home.bilingual.addresses import record_public

    pages = [instance.page, *instance.page.aliases.all()]

    def record() -> None:
        for page in pages:
            record_public(page)

    transaction.on_commit(record)

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Clinic")

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction

        post_delete.connect(record_freed_page, sender=PageViewRestriction)


def record_freed_page(instance: Any, **kwargs: Any) -> None:
    """Remember the addresses of pages that a view restriction no longer hides."""
    from home.bilingual.addresses import record_public

    record_public(instance.page)

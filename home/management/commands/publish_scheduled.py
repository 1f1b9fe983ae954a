import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from home.pages.base import BasePage

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Publish and unpublish what is due; Wagtail's own command stops at the first page that fails."""

    help = "Publish and unpublish the pages whose time has come; one that fails does not stop the others."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        expired = BasePage.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific()
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        acts: list[tuple[str, Callable[[], Any]]] = [
            (str(page), partial(page.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")) for page in expired
        ]
        acts += [(revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")) for revision in due]
        failed = [title for title, act in acts if not self._succeeds(title, act)]
        self.stdout.write(f"{len(acts) - len(failed)} done, {len(failed)} failed.")
        if failed:
            raise CommandError(f"Could not be published or unpublished, and stay as they are: {', '.join(failed)}.")

    def _succeeds(self, title: str, act: Callable[[], Any]) -> bool:
        try:
            with transaction.atomic():
                act()
        except Exception:
            logger.exception("Scheduled work on “%s” failed", title)
            return False
        return True

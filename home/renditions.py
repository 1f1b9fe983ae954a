"""The sizes and formats in which readers see a picture, made when a page is published and not when a reader asks."""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django_tasks import task

logger = logging.getLogger(__name__)
# The one template through which readers see pictures; what it asks for is what they need.
TEMPLATE = "components/picture.html"


@task()
def make_renditions(keys: list[int]) -> None:
    """Make what is missing of each picture; one that cannot be read is noted, and hinders no other."""
    from home.models import ClinicImage

    for picture in ClinicImage.objects.filter(pk__in=keys).prefetch_related("renditions"):
        try:
            render_to_string(TEMPLATE, {"picture": picture, "alt": "", "loading": "lazy", "sizes": "100vw"})
        except Exception:
            logger.exception("A picture cannot be prepared", extra={"picture": picture.pk})


def make_renditions_of(instance: Any, *, is_copy: bool = False, **kwargs: Any) -> None:
    """Make those of the pictures that a page shows, once it is published for all to see."""
    from home.references import pictures_of

    if is_copy:
        # It shows no other than its source.
        return
    if keys := pictures_of(instance):
        transaction.on_commit(partial(make_renditions.enqueue, sorted(keys)))

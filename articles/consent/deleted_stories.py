"""A story that is deleted, by whatever road, leaves no block behind that shows it: no page could be published with that."""

from typing import Any

from articles.consent.references import forget, referring_objects
from articles.models import CaseStoryPage


def forget_story(instance: CaseStoryPage, **kwargs: Any) -> None:
    """Take the blocks that show a story and the links to it out of all pages, their drafts and their scheduled versions."""
    forget(referring_objects([instance]), [instance.pk])

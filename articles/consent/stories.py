"""Case stories as the consent register knows them: one for each patient, however many copies there are."""

import uuid

from articles.models import CaseStoryPage


def story_titles() -> dict[uuid.UUID, str]:
    """Name each story by the page that was made first, in the admin's language."""
    titles: dict[uuid.UUID, str] = {}
    for story in CaseStoryPage.objects.filter(alias_of=None).order_by("pk"):
        titles.setdefault(story.consent_key, story.get_admin_display_title())
    return titles

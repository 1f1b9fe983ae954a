"""Everything that tells of a case story, and its removal: what hangs on the page goes with it, and here is the rest."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import Q
from django.utils import translation
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex, TaskState, WorkflowState

from articles.consent.references import forget, referring_objects
from articles.models import CaseStoryPage, Consent
from home.bilingual.languages import LANGUAGES, column
from home.models import BasePage, ClinicImage, ClinicSettings, Example, LoadedContent, PublicAddress
from home.share_images.cards import ShareCard


class Traces:
    """What the site holds of one patient's story, in all its copies."""

    def __init__(self, key: uuid.UUID) -> None:
        self.key = key
        self.stories = list(CaseStoryPage._base_manager.filter(consent_key=key).order_by("path"))
        self.ids = [story.pk for story in self.stories]
        self.content_type = ContentType.objects.get_for_model(CaseStoryPage)
        self.base_content_type = ContentType.objects.get_for_model(BasePage)
        self.revisions = [content for story in self.stories for content in story.revisions.values_list("content", flat=True)]
        self.titles = self._all("title", "draft_title")
        self.pictures = self._only_here({value for value in self._all("picture") if value})
        self.referring = referring_objects(self.stories)

    def clear(self) -> None:
        """Remove all of it."""
        forget(self.referring, self.ids)
        self._clear_forms()
        self._clear_addresses()
        self._clear_share_images()
        for story in self.stories:
            # An earlier deletion changes what the next one finds around itself.
            CaseStoryPage.objects.get(pk=story.pk).delete()
        for picture in self.pictures:
            ModelLogEntry.objects.for_instance(picture).delete()
            picture.delete()
        self._clear_records()
        self._clear_logs()

    def _all(self, *names: str) -> set[Any]:
        """Return every value that a field has, or once had, in the stories."""
        columns = {*names, *(column(name, language) for name in names for language in LANGUAGES)}
        rows = [story.__dict__ | {"picture": story.picture_id} for story in self.stories]
        return {row[name] for row in [*rows, *self.revisions] for name in columns if row.get(name)}

    def _only_here(self, ids: Iterable[int]) -> list[ClinicImage]:
        """Keep the pictures that nothing else on the site uses."""
        own = Q(base_content_type=self.base_content_type, object_id__in=[str(pk) for pk in self.ids])
        pictures = ClinicImage.objects.filter(pk__in=list(ids))
        return [picture for picture in pictures if not ReferenceIndex.get_references_to(picture).exclude(own).exists()]

    def _clear_forms(self) -> None:
        """Remove what browsers have sent of the stories, and all forms of new stories, which may hold anything."""
        of_stories = Q(content_type__in=[self.content_type, self.base_content_type], object_id__in=self._text_ids())
        FormState.objects.filter(of_stories | Q(content_type=self.content_type, object_id="")).delete()
        EditingSession.objects.filter(of_stories).delete()
        states = WorkflowState.objects.filter(base_content_type=self.base_content_type, object_id__in=self._text_ids())
        TaskState.objects.filter(workflow_state__in=states).delete()
        states.delete()
        for session in Session.objects.iterator():
            data = session.get_decoded()
            if any(title in message for message in [str(data.get("_messages", ""))] for title in self.titles):
                del data["_messages"]
                session.session_data = Session.get_session_store_class()().encode(data)
                session.save(update_fields=["session_data"])

    def _clear_addresses(self) -> None:
        addresses = PublicAddress.objects.filter(page__in=self.ids)
        paths = [path for entry in addresses for path in (entry.path, entry.path.rstrip("/"))]
        Redirect.objects.filter(Q(redirect_page__in=self.ids) | Q(old_path__in=paths) | Q(redirect_link__in=paths)).delete()
        addresses.delete()

    def _clear_share_images(self) -> None:
        name = ClinicSettings.load().public_name
        for story in self.stories:
            for language in LANGUAGES:
                with translation.override(language):
                    cache.delete(f"share-image-{ShareCard.of(story, name).digest}")

    def _clear_records(self) -> None:
        """Remove what the loader remembers of the story and of its consents."""
        consents = Consent.objects.filter(consent_key=self.key).values("pk")
        of_consents = Q(content_type=ContentType.objects.get_for_model(Consent), object_id__in=consents)
        of_stories = Q(content_type__in=[self.content_type, self.base_content_type], object_id__in=self.ids)
        for model in (LoadedContent, Example):
            model.objects.filter(of_stories | of_consents).delete()

    def _clear_logs(self) -> None:
        """Remove the histories of the stories, of copies that were deleted before, and what names a story elsewhere."""
        gone = Q(content_type=self.content_type) & ~Q(page__in=CaseStoryPage.objects.values("pk"))
        named = Q(label__in=self.titles)
        for title in self.titles:
            named |= Q(data__contains={"title": title}) | Q(data__contains={"page": {"title": title}})
            named |= Q(data__contains={"source": {"title": title}}) | Q(data__contains={"destination": {"title": title}})
        PageLogEntry.objects.filter(gone | named).delete()
        ModelLogEntry.objects.filter(named).delete()

    def _text_ids(self) -> list[str]:
        return [str(pk) for pk in self.ids]

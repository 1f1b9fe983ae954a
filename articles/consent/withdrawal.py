"""Withdrawing a consent: what it deletes, at once and again after a restore, and the list of withdrawals that remains.

The list is in the database, and in a file that no restore of a backup takes back.
"""

import logging
import uuid
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowState

from articles.consent.mentions import forget, referring_objects
from articles.consent.rows import matching, rows_to_read
from articles.consent.words import Words
from articles.models import CaseStoryPage, Consent, StoryPicture, StoryTrace, Withdrawal
from home.bilingual.languages import in_default_language
from home.models import BasePage, ClinicImage, Example, LoadedContent, Mail, PublicAddress, Replacement
from home.operations.backups.withdrawals_file import append, listed
from home.operations.loader.source import Document

logger = logging.getLogger(__name__)
KEPT_IN_SESSIONS = {"_auth_user_id", "_auth_user_backend", "_auth_user_hash"}


@in_default_language
@transaction.atomic
def withdraw(key: uuid.UUID, user: Any = None) -> list[models.Model]:
    """Clear the site of a story, of its copies and of everything that tells of them; that and when is all that is kept.

    Returns what a person should read, since only they can see whether its words tell of the patient.
    """
    _note(key, timezone.now())
    return _clear(key, user, "consent.withdraw")


@in_default_language
def honour_withdrawals() -> int:
    """Clear the site again of every story whose consent was withdrawn; returns how many had come back."""
    returned = 0
    for key, moment in withdrawals().items():
        with transaction.atomic():
            _note(key, moment)
            if _is_held(key):
                _clear(key, None, "consent.honour")
                returned += 1
    return returned


def withdrawals() -> dict[uuid.UUID, datetime]:
    """Return when each consent was withdrawn, by its key, whether the database or only the file knows it."""
    return {**listed(), **dict(Withdrawal.objects.values_list("consent_key", "withdrawn_at"))}


def is_withdrawn(document: Document) -> bool:
    """Tell whether a content file is about a story whose consent was withdrawn."""
    node = document.fields.get("consent_key")
    return node is not None and uuid.UUID(node.text()) in withdrawals()


def _is_held(key: uuid.UUID) -> bool:
    return any(model._base_manager.filter(consent_key=key).exists() for model in (CaseStoryPage, Consent, StoryTrace))


def _clear(key: uuid.UUID, user: Any, action: str) -> list[models.Model]:
    to_read = Traces(key).clear()
    Consent.objects.filter(consent_key=key).delete()
    log(instance=Withdrawal.objects.get(consent_key=key), action=action, user=user)
    return to_read


def _note(key: uuid.UUID, moment: datetime) -> None:
    """Write a withdrawal into both lists; a file that cannot be written now is written by `honourwithdrawals` later."""
    Withdrawal.objects.get_or_create(consent_key=key, defaults={"withdrawn_at": moment})
    try:
        if key not in listed():
            append([f"{moment.isoformat()} {key}".encode()])
    except OSError:
        logger.exception("A withdrawal is missing in %s; mend that and run honourwithdrawals", settings.WITHDRAWALS_FILE)


class Traces:
    """What the site holds of one patient's story, in all its copies, deleted ones too."""

    def __init__(self, key: uuid.UUID) -> None:
        self.key = key
        self.stories = list(CaseStoryPage._base_manager.filter(consent_key=key).order_by("path"))
        deleted = StoryTrace.objects.filter(consent_key=key).values_list("page_number", flat=True)
        self.ids = sorted({*deleted, *(story.pk for story in self.stories)})
        self.content_type = ContentType.objects.get_for_model(CaseStoryPage)
        self.base_content_type = ContentType.objects.get_for_model(BasePage)
        self.words = Words.of(self.ids)
        self.words.titles |= self._titles_of_deleted()
        self.pictures = self._pictures()
        self.referring = referring_objects(self.stories, self.ids)

    def clear(self) -> list[models.Model]:
        """Remove all of it; returns what somebody should read, since its own words may tell of the patient."""
        forget(self.referring, self.ids)
        self._clear_forms()
        self._clear_redirects()
        for story in self.stories:
            # An earlier deletion changes what the next one finds around itself.
            CaseStoryPage.objects.get(pk=story.pk).delete()
        self._clear_pictures()
        self._clear_records()
        self._clear_mails()
        self._clear_logs()
        self._clear_sessions()
        # Share images are drawn from titles that may be former ones; whatever lies there is made again when it is wanted.
        transaction.on_commit(cache.clear)
        return rows_to_read(self.words)

    def _titles_of_deleted(self) -> set[str]:
        """Return what stories were called that were deleted before the site remembered whose they were."""
        logged = PageLogEntry.objects.filter(self._gone()).exclude(page__in=StoryTrace.objects.values("page_number"))
        return {label for label in logged.values_list("label", flat=True) if label}

    def _gone(self) -> Q:
        return Q(content_type=self.content_type) & ~Q(page__in=CaseStoryPage.objects.values("pk"))

    def _pictures(self) -> list[ClinicImage]:
        """Find the pictures that the story shows or showed; what another patient's story shows too is kept for that."""
        own = Q(pk__in=StoryPicture.objects.filter(consent_key=self.key).values("picture"))
        others = StoryPicture.objects.exclude(consent_key=self.key)
        shared = others.filter(consent_key__in=Consent.objects.values("consent_key"))
        return list(ClinicImage.objects.filter(own).exclude(pk__in=shared.values("picture")))

    def picture_uses(self) -> list[models.Model]:
        """List what else shows the pictures that will be deleted."""
        return referring_objects(self.pictures, self.ids)

    def _clear_forms(self) -> None:
        """Remove what browsers have sent of the stories, and all forms of new stories, which may hold anything."""
        of_stories = Q(content_type__in=[self.content_type, self.base_content_type], object_id__in=self._numbers)
        named = Q(pk__in=[form.pk for form in self._matching(FormState) if self.words.are_named_in(form.data)])
        FormState.objects.filter(of_stories | named | Q(content_type=self.content_type, object_id="")).delete()
        EditingSession.objects.filter(of_stories).delete()
        states = WorkflowState.objects.filter(base_content_type=self.base_content_type, object_id__in=self._numbers)
        TaskState.objects.filter(workflow_state__in=states).delete()
        states.delete()

    def _clear_redirects(self) -> None:
        """Remove the redirects to the stories, from their addresses, and those that lead to a redirect that goes."""
        paths = {spelling for path in self.words.paths for spelling in (path, path.rstrip("/"))}
        going = Q(redirect_page__in=self.ids) | Q(old_path__in=paths) | Q(redirect_link__in=paths)
        PublicAddress.objects.filter(page__in=self.ids).delete()
        while True:
            named = [
                redirect.pk
                for redirect in Redirect.objects.all()
                if self.words.has_address(redirect.redirect_link) or self.words.has_address(redirect.old_path)
            ]
            found = Redirect.objects.filter(going | Q(pk__in=named))
            former = set(found.values_list("old_path", flat=True))
            if not found.delete()[0]:
                return
            going = Q(redirect_link__in=[*former, *(f"{path}/" for path in former)])

    def _clear_pictures(self) -> None:
        # Any, as its package tells no types.
        tag_model: Any = apps.get_model("taggit", "Tag")
        tags = set(tag_model.objects.filter(taggit_taggeditem_items__object_id__in=[p.pk for p in self.pictures]))
        for picture in self.pictures:
            ModelLogEntry.objects.for_instance(picture).delete()
            picture.delete()
        for tag in tags:
            if not tag.taggit_taggeditem_items.exists():
                tag.delete()

    def _clear_records(self) -> None:
        """Remove what the site remembers of the story, and the loader of it and its consents."""
        consents = Consent.objects.filter(consent_key=self.key).values("pk")
        of_consents = Q(content_type=ContentType.objects.get_for_model(Consent), object_id__in=consents)
        of_stories = Q(content_type__in=[self.content_type, self.base_content_type], object_id__in=self.ids)
        for model in (LoadedContent, Example):
            model.objects.filter(of_stories | of_consents).delete()
        StoryTrace.objects.filter(consent_key=self.key).delete()
        StoryPicture.objects.filter(consent_key=self.key).delete()
        # Words that somebody replaced may be a patient's; what is lost is only that it can be undone.
        Replacement.objects.all().delete()

    def _clear_mails(self) -> None:
        """Remove the mails that name the story or lead to it; what a mail asked for is kept by what it told of."""
        editor = "|".join(f"/pages/{number}/" for number in self.ids) or "^$"
        named = [mail.pk for mail in self._matching(Mail) if self.words.are_named_in([mail.subject, mail.text, mail.html])]
        Mail.objects.filter(Q(pk__in=named) | Q(text__regex=editor) | Q(html__regex=editor)).delete()

    def _clear_logs(self) -> None:
        """Remove the histories of the stories, of copies that were deleted before, and what names a story elsewhere."""
        named = Q(label__in=self.words.titles)
        for model in (PageLogEntry, ModelLogEntry):
            found = [entry.pk for entry in self._matching(model) if self.words.are_named_in([entry.label, entry.data])]
            of_stories = self._gone() | Q(page__in=self.ids) if model is PageLogEntry else Q()
            model.objects.filter(named | of_stories | Q(pk__in=found)).delete()

    def _clear_sessions(self) -> None:
        for session in Session.objects.iterator():
            data = session.get_decoded()
            told = [name for name, value in data.items() if name not in KEPT_IN_SESSIONS and self._tells(value)]
            if told:
                kept = {name: value for name, value in data.items() if name not in told}
                session.session_data = Session.get_session_store_class()().encode(kept)
                session.save(update_fields=["session_data"])

    def _tells(self, value: Any) -> bool:
        return any(title in str(value) for title in self.words.titles) or self.words.are_named_in(value)

    def _matching(self, model: Any) -> Any:
        pattern = self.words.database_pattern
        return model._base_manager.filter(pk__in=matching(model, pattern)) if pattern else model._base_manager.none()

    @property
    def _numbers(self) -> list[str]:
        return [str(number) for number in self.ids]

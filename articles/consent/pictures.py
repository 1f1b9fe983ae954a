"""A story's pictures: private files, which readers get only while a consent covers them and a public page shows them."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.models import ReferenceIndex

from articles.models import CaseStoryPage, Consent, StoryPicture
from home.admin.originals import may_use
from home.bilingual.languages import LANGUAGES
from home.models import BasePage, ClinicImage, Rendition
from home.security.rendition_storage import FEW

BEING_MADE = timedelta(minutes=10)


def keep_private(key: uuid.UUID, pictures: Iterable[int]) -> None:
    """Remember what pictures a story shows, and make what was made of them for readers private from now on.

    What the site showed elsewhere before any story did is the site's own picture and stays as it is.
    """
    for picture in ClinicImage.objects.filter(pk__in=pictures):
        if is_private(picture) or not _is_used_elsewhere(picture):
            StoryPicture.objects.get_or_create(consent_key=key, picture=picture)
            _drop_public_sizes(picture)


def is_private(picture: ClinicImage) -> bool:
    """Tell whether a picture is one of a story; what is made of it lies where no web server serves it.

    So does what a request makes of a picture that was deleted while it ran.
    """
    is_story = StoryPicture.objects.filter(picture=picture.pk).exists()
    return is_story or not ClinicImage.objects.filter(pk=picture.pk).exists()


def is_withheld(picture: ClinicImage) -> bool:
    """Tell whether readers must not have a picture now: a story's, that no consent covers or that nothing public shows."""
    keys = set(StoryPicture.objects.filter(picture=picture.pk).values_list("consent_key", flat=True))
    if not keys:
        return False
    covering = Consent.objects.valid().filter(consent_key__in=keys, covers_picture=True)
    return not any(_is_shown(picture, language, covering.covering(language)) for language in LANGUAGES)


def story_picture(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a size of a story's picture: to readers while they may have it, to editors always. No cache may share it."""
    rendition = get_object_or_404(Rendition.objects.select_related("image"), file=f"{FEW}/{name}")
    if is_withheld(rendition.image) and not may_use(request.user, rendition.image):
        raise Http404
    try:
        response = FileResponse(rendition.file.open("rb"), filename=name)
    except FileNotFoundError as error:
        raise Http404 from error
    # Also the reader's own browser asks each time, since the consent may end at any moment.
    patch_cache_control(response, private=True, no_cache=True)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def tidy() -> int:
    """Delete what a request that was already running has made public of a story's picture; returns how many sizes."""
    public = Rendition.objects.filter(image__in=StoryPicture.objects.values("picture")).exclude(file__startswith=f"{FEW}/")
    return sum(bool(rendition.delete()) for rendition in public)


def delete_orphans() -> int:
    """Delete the private sizes that no row names, which a request made while their picture was deleted; returns how many."""
    storage = storages["private"]
    try:
        files = [f"{FEW}/{name}" for name in storage.listdir(FEW)[1]]
    except FileNotFoundError:
        return 0
    named = set(Rendition.objects.filter(file__startswith=f"{FEW}/").values_list("file", flat=True))
    # The row of one that is being made comes after its file.
    young = timezone.now() - BEING_MADE
    orphans = [name for name in files if name not in named and storage.get_modified_time(name) < young]
    for name in orphans:
        storage.delete(name)
    return len(orphans)


def _is_shown(picture: ClinicImage, language: str, covering: Any) -> bool:
    keys = set(covering.values_list("consent_key", flat=True))
    if not keys:
        return False
    if CaseStoryPage.objects.public_in(language).filter(picture=picture.pk, consent_key__in=keys).exists():
        return True
    references = ReferenceIndex.get_references_to(picture)
    pages = ContentType.objects.get_for_model(BasePage)
    if references.exclude(base_content_type=pages).exists():
        return True
    numbers = [int(number) for number in references.values_list("object_id", flat=True)]
    stories = CaseStoryPage._base_manager.filter(pk__in=numbers).values("pk")
    return bool(BasePage.objects.public_in(language).filter(pk__in=numbers).exclude(pk__in=stories).exists())


def _is_used_elsewhere(picture: ClinicImage) -> bool:
    """Tell whether something shows a picture that is no case story."""
    stories = map(str, CaseStoryPage._base_manager.values_list("pk", flat=True))
    own = {"base_content_type": ContentType.objects.get_for_model(BasePage), "object_id__in": [*stories]}
    return bool(ReferenceIndex.get_references_to(picture).exclude(**own).exists())


def _drop_public_sizes(picture: ClinicImage) -> None:
    for rendition in picture.renditions.exclude(file__startswith=f"{FEW}/"):
        rendition.delete()

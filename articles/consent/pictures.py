"""A patient's picture lies under a name that nobody knows while no consent covers it, so that no former address shows it."""

import secrets
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import ReferenceIndex

from articles.models import CaseStoryPage, Consent
from home.models import BasePage, ClinicImage
from home.renditions import make_renditions

WITHHELD = "withheld-"


def withholding() -> tuple[str, Any, timedelta]:
    """Let the scheduled work follow the consents, of which one may have ended at midnight."""
    return "withhold pictures", follow_consents, timedelta(0)


def follow_consents() -> int:
    """Withhold the pictures that no consent covers today, give back those that one covers; returns how many changed."""
    stories = CaseStoryPage._base_manager.exclude(picture=None)
    covering = Consent.objects.valid().filter(consent_key=OuterRef("consent_key"), covers_picture=True)
    covered = set(stories.filter(Exists(covering.order_by())).values_list("picture", flat=True))
    changed = 0
    for picture in ClinicImage.objects.filter(pk__in=stories.order_by().values("picture")):
        may_be_seen = picture.pk in covered or _is_used_elsewhere(picture)
        if may_be_seen == _is_withheld(picture):
            _give_new_name(picture, "" if may_be_seen else WITHHELD)
            changed += 1
    return changed


def _is_withheld(picture: ClinicImage) -> bool:
    return PurePosixPath(picture.file.name).name.startswith(WITHHELD)


def _is_used_elsewhere(picture: ClinicImage) -> bool:
    """Tell whether something shows a picture that is no case story, and so needs no patient's consent."""
    ids = map(str, CaseStoryPage._base_manager.filter(picture=picture).values_list("pk", flat=True))
    own = {"base_content_type": ContentType.objects.get_for_model(BasePage), "object_id__in": [*ids]}
    return bool(ReferenceIndex.get_references_to(picture).exclude(**own).exists())


def _give_new_name(picture: ClinicImage, prefix: str) -> None:
    storage, former = picture.file.storage, picture.file.name
    folder, ending = PurePosixPath(former).parent, PurePosixPath(former).suffix
    with transaction.atomic(), picture.file.open("rb") as content:
        picture.file.name = storage.save(str(folder / f"{prefix}{secrets.token_hex(12)}{ending}"), content)
        picture.save(update_fields=["file"])
        for rendition in picture.renditions.all():
            rendition.delete()
        transaction.on_commit(lambda: storage.delete(former))
        if prefix != WITHHELD:
            transaction.on_commit(lambda: make_renditions.enqueue([picture.pk]))

"""Putting a page into the bin, bringing it back, and deleting it for good."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Revision, Site, WorkflowState

from home.admin.bin.models import KEPT, DeletedPage
from home.admin.bin.places import place_for
from home.bilingual.bin import in_bin, is_in_bin, the_bin
from home.bilingual.languages import LANGUAGES, column, in_default_language
from home.bilingual.slugs import check_slugs, free_slug
from home.bilingual.visibility import public_languages
from home.pages.base import BasePage
from home.pages.draft_link import DraftLink

# An app registers, for this hook, a function that takes pages and returns those of them that no bin may keep.
HOOK = "never_in_bin"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Return:
    """A page that was brought back, below which one, whether that is where it was, and the addresses that it had to change."""

    page: BasePage
    place: BasePage
    is_former_place: bool
    # By language, the former slug and the present one.
    renamed: dict[str, tuple[str, str]]


@in_default_language
@transaction.atomic
def put_in_bin(page: BasePage, user: Any = None) -> DeletedPage | None:
    """Take a page and those below it from everybody, and keep them for a while; None where it may not be kept."""
    if not is_kept(page):
        _delete(page, user)
        return None
    unkept = never_kept(page.get_descendants())
    delete_each(unkept, user)
    page = BasePage.objects.get(pk=page.pk)
    behind = page.get_next_sibling()
    deleted = DeletedPage(
        page=page,
        above=[above.pk for above in page.get_ancestors()],
        before=behind if behind and not is_in_bin(behind) else None,
        slugs={language: getattr(page, column("slug", language)) for language in LANGUAGES},
        languages=public_languages(page),
        deleted_by=user,
    )
    take_from_readers(page, user)
    _move(page, the_bin(), {language: f"_{page.pk}" for language, slug in deleted.slugs.items() if slug}, user)
    deleted.save()
    return deleted


@in_default_language
@transaction.atomic
def bring_back(deleted: DeletedPage, user: Any) -> Return | None:
    """Put a page back to where it was, or else as near as may be, as a draft; None where the person may add it nowhere."""
    page = deleted.page.specific
    place = place_for(deleted, page, user)
    if place is None:
        return None
    slugs = {language: free_slug(page, place, slug, language) for language, slug in deleted.slugs.items() if slug}
    renamed = {language: (deleted.slugs[language], slug) for language, slug in slugs.items() if slug != deleted.slugs[language]}
    before = deleted.before
    deleted.delete()
    stands_there = before is not None and before.is_child_of(place)
    target, side = (before, "left") if stands_there else (place, "last-child")
    _move(BasePage.objects.get(pk=page.pk), target, slugs, user, side)
    back = BasePage.objects.get(pk=page.pk).specific
    # An alias below it may have been published with the page that it follows.
    take_from_readers(back, user)
    _free_slugs_of_draft(back, place, user)
    return Return(back, place, place.pk == deleted.above[-1], renamed)


@in_default_language
@transaction.atomic
def delete_for_good(deleted: DeletedPage, user: Any = None) -> None:
    """Delete a page and those below it, as if there were no bin."""
    _delete(BasePage.objects.get(pk=deleted.page_id), user)


def empty_bin() -> None:
    """Delete for good what has lain there long enough, and what the bin may not keep any longer."""
    for deleted in DeletedPage.objects.filter(deleted_at__lt=timezone.now() - KEPT):
        try:
            delete_for_good(deleted)
        except ProtectedError:
            # Something that must not be lost came with it; the others go all the same.
            logger.exception("A page stays in the bin", extra={"page": deleted.page_id})
    delete_each(never_kept(BasePage.objects.filter(in_bin())))


def never_kept(pages: QuerySet) -> list[BasePage]:
    """List those of some pages that no bin may keep."""
    return [page for find in hooks.get_hooks(HOOK) for page in find(pages)]


def is_kept(page: BasePage) -> bool:
    """Tell whether a page goes to the bin; an alias holds nothing of its own."""
    return not page.alias_of_id and not never_kept(BasePage.objects.filter(pk=page.pk))


def delete_each(pages: Iterable[BasePage], user: Any = None) -> None:
    for page in pages:
        # An earlier deletion changes what the next one finds around itself.
        if found := BasePage.objects.filter(pk=page.pk).first():
            _delete(found, user)


def _delete(page: BasePage, user: Any) -> None:
    # Who may do so has been asked of its former place.
    DeletePageAction(page, user=user).execute(skip_permission_checks=True)


def take_from_readers(page: BasePage, user: Any) -> None:
    """Unpublish a page and those below it, with all that would publish or show them later."""
    below = page.get_descendants(inclusive=True)
    for each in below.live().specific():
        each.unpublish(user=user)
    numbers = [str(pk) for pk in below.values_list("pk", flat=True)]
    Revision.page_revisions.filter(object_id__in=numbers, approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    pages = ContentType.objects.get_for_model(BasePage)
    for state in WorkflowState.objects.active().filter(base_content_type=pages, object_id__in=numbers):
        state.cancel(user=user)
    DraftLink.objects.filter(page__in=numbers).delete()


def _move(page: BasePage, target: BasePage, slugs: dict[str, str], user: Any, place: str = "last-child") -> None:
    """Move a page with the slugs that it is to have there; core takes them from the database."""
    BasePage.objects.filter(pk=page.pk).update(**{column("slug", language): slug for language, slug in slugs.items()})
    MovePageAction(page, target, pos=place, user=user).execute(skip_permission_checks=True)
    Site.clear_site_root_paths_cache()


def _free_slugs_of_draft(page: BasePage, place: BasePage, user: Any) -> None:
    """Number the slugs of the latest draft too, where others have them: it could not be published."""
    draft = page.get_latest_revision_as_object()
    if not page.latest_revision_id:
        return
    try:
        check_slugs(draft, place)
    except ValidationError as error:
        for name in error.error_dict:
            setattr(draft, name, getattr(page, name))
        draft.save_revision(user=user, clean=False)

"""Many pages published or unpublished at once in the explorer; what cannot be is named with its reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction, PublishBulkAction, UnpublishBulkAction

from home.admin.actions import schedule_time, tell_of_schedule
from home.admin.moves import topmost
from home.bilingual.passages import copy_errors
from home.bilingual.publishing import alias_errors, refusals
from home.bilingual.slugs import check_slugs
from home.bilingual.visibility import ancestor_errors
from home.pages.base import BasePage


class LeftOutError(Exception):
    """Some pages cannot be published, and the editor has not yet agreed to publish the others without them."""

    def __init__(self, reasons: dict[BasePage, list[str]], others: list[BasePage]) -> None:
        self.reasons, self.others = reasons, others


class PublishPages(PublishBulkAction):
    """Publishes each page as its editor would; where some cannot be, the editor chooses whether the others are."""

    template_name = "wagtailadmin/home/bulk_publish.html"

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except LeftOutError as error:
            return self.render_to_response(self.get_context_data(form=form, left_out=error.reasons, others=error.others))

    def get_execution_context(self) -> dict[str, Any]:
        agreed = {int(pk) for pk in self.request.POST.getlist("left_out") if pk.isdecimal()}
        return {**super().get_execution_context(), "agreed": agreed, "request": self.request}

    @classmethod
    def execute_action(
        cls,
        objects: list[BasePage],
        include_descendants: bool = False,
        user: Any = None,
        agreed: frozenset[int] = frozenset(),
        request: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        chosen = {page.pk for page in objects}
        reasons: dict[BasePage, list[str]] = {}
        published: list[BasePage] = []
        # A page comes before those below it, and before its aliases, which are published with it.
        for page in sorted(_with_drafts(objects, user) if include_descendants else objects, key=_turn):
            reasons[page] = why = publish_latest(page, user)
            if not why:
                published.append(page)
        left_out = {page: why for page, why in reasons.items() if why}
        if not agreed.issuperset(page.pk for page in left_out):
            raise LeftOutError(left_out, published)
        scheduled = [page for page in published if page.revisions.filter(approved_go_live_at__isnull=False).exists()]
        if request:
            _tell(request, scheduled, left_out)
        at_once = [page.pk in chosen for page in published if page not in scheduled]
        return at_once.count(True), at_once.count(False)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects and not num_child_objects:
            return None
        return str(super().get_success_message(num_parent_objects, num_child_objects))


class UnpublishPages(UnpublishBulkAction):
    """Unpublishes, and says that a schedule goes too."""

    template_name = "wagtailadmin/home/bulk_unpublish.html"

    def object_context(self, page: BasePage) -> dict[str, Any]:
        return {**super().object_context(page), "schedule": page.scheduled_revision}

    def prepare_action(self, objects: list[BasePage], objects_without_access: Any) -> None:
        for page in objects:
            tell_of_schedule(self.request, page)


class MovePages(MoveBulkAction):
    """Moves; a page whose parent is moved too goes with it."""

    @classmethod
    def execute_action(cls, objects: list[BasePage], **kwargs: Any) -> tuple[int, int]:
        return super().execute_action(topmost(objects), **kwargs)


def publish_latest(page: BasePage, user: Any) -> list[str]:
    """Publish a page's latest draft, or say why it cannot be."""
    if page.alias_of_id:
        page.refresh_from_db(fields=["live"])
        return [] if page.live else list(ValidationError(alias_errors(page)).messages)
    draft = page.get_latest_revision_as_object()
    if why := _lock_reason(page, user) or form_reasons(draft):
        return why
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    except ValidationError as error:
        return list(error.messages)
    return []


def form_reasons(draft: BasePage) -> list[str]:
    """Ask what the editor's form asks before it publishes."""
    parent = draft.get_parent()
    errors = {**refusals(draft), **ancestor_errors(draft, parent)}
    if draft.expire_at and draft.expire_at <= timezone.now():
        errors["expire_at"] = ValidationError(gettext("The time at which it is to expire has passed. Choose another, or none."))
    try:
        check_slugs(draft, parent)
    except ValidationError as error:
        errors |= {name: ValidationError(taken) for name, taken in error.error_dict.items()}
    questions = [message for question in copy_errors(draft) for message in question.messages]
    return [*ValidationError(errors).messages, *questions]


def _lock_reason(page: BasePage, user: Any) -> list[str]:
    lock = page.get_lock()
    if not lock or not user or not lock.for_user(user):
        return []
    if scheduled := page.scheduled_revision:
        sentence = gettext("It is scheduled for %(time)s. Cancel the schedule before you publish it.")
        return [sentence % {"time": schedule_time(scheduled)}]
    if page.locked:
        return [gettext("It is locked. Unlock it before you publish it.")]
    return [gettext("It is waiting for approval by somebody else.")]


def _turn(page: BasePage) -> tuple[bool, str]:
    return bool(page.alias_of_id), page.path


def _with_drafts(pages: list[BasePage], user: Any) -> list[BasePage]:
    """Add the pages below that are not live and that the person may publish."""
    found = {page.pk: page for page in pages}
    for page in pages:
        for below in page.get_descendants().not_live():
            if user is None or below.permissions_for_user(user).can_publish():
                found.setdefault(below.pk, below)
    return list(found.values())


def _tell(request: Any, scheduled: list[BasePage], left_out: dict[BasePage, list[str]]) -> None:
    for page, why in left_out.items():
        messages.error(request, f"{page.get_admin_display_title()}: {' '.join(map(str, why))}")
    for page in scheduled:
        messages.success(request, gettext("“%(page)s” is scheduled.") % {"page": page.get_admin_display_title()})

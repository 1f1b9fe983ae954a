"""What waits on pages, in the clinic's facts and in people's own logins."""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from home.admin.bulk_actions import form_reasons
from home.admin.outbox import VIEW as VIEW_MAILS
from home.admin.readiness.board import editable_pages
from home.admin.readiness.panels import board_address
from home.admin.today.clinic_address import clinic_address
from home.admin.today.items import Found, Thing, TodayItem, find, since, start_of
from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.roles import languages_of
from home.bilingual.visibility import State
from home.clinic.closed_days import has_notice
from home.clinic.models import ClinicSettings
from home.contact.inbox.waiting import QUERIES
from home.contact.inbox.waiting import VIEW as VIEW_REQUESTS
from home.contact.submission import ContactSubmission
from home.outbox.models import Mail
from home.pages.base import BasePage
from home.security.second_factor.devices import backup_codes_left, has_telephone

# The timer that publishes comes every minute.
PATIENCE = timedelta(minutes=5)
NOTICE_ENDS_SOON = timedelta(days=3)
FEW_BACKUP_CODES = 3


def requests(user: Any) -> Iterator[TodayItem]:
    """Count the patients who wait for an answer, and the requests of which this person wanted to be reminded."""
    if not user.has_perm(VIEW_REQUESTS):
        return
    if found := find(ContactSubmission.objects.unanswered().only("submit_time"), "submit_time"):
        label = ngettext("%(count)s request is not answered", "%(count)s requests are not answered", found.total)
        url = _requests(found, "unanswered")
        yield TodayItem(label % {"count": found.total}, url, found.newest, since(found.first), icon="mail")
    own = ContactSubmission.objects.due().filter(Q(assigned_to=user) | Q(assigned_to=None))
    if found := find(own.only("remind_on"), "remind_on"):
        label = ngettext("%(count)s request to return to", "%(count)s requests to return to", found.total)
        url = _requests(found, "due")
        yield TodayItem(label % {"count": found.total}, url, start_of(found.newest), since(start_of(found.first)), icon="mail")


def _requests(found: Found, query: str) -> str:
    """Lead to the one request, or to the list of several."""
    if found.total == 1:
        return reverse("request", args=[found.rows[0].pk])
    return f"{reverse('requests')}?{QUERIES[query]}"


def submissions(user: Any) -> Iterator[TodayItem]:
    """List what others have sent to approval, where this person approves it."""
    states = TaskState.objects.reviewable_by(user).select_related("revision")
    if found := find(states, "started_at"):
        label = ngettext("%(count)s page to approve", "%(count)s pages to approve", found.total)
        things = _drafts(found.rows)
        url = things[0].url if found.total == 1 else "#awaiting-review-section"
        yield TodayItem(label % {"count": found.total}, url, found.newest, since(found.first), things, icon="check")


def returned(user: Any) -> Iterator[TodayItem]:
    """List what this person has sent to approval and got back."""
    states = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_NEEDS_CHANGES)
    tasks = TaskState.objects.filter(workflowstate__in=states).exclude(finished_at=None).select_related("revision")
    if found := find(tasks, "finished_at"):
        label = ngettext("%(count)s page sent back to you", "%(count)s pages sent back to you", found.total)
        things = _drafts(found.rows)
        yield TodayItem(
            label % {"count": found.total}, things[0].url, found.newest, since(found.first), things, icon="resubmit"
        )


def _drafts(states: list[TaskState]) -> list[Thing]:
    """Name the pages of some steps of moderation in the admin's language, with what a reviewer wrote."""
    pages = BasePage.objects.in_bulk([int(state.revision.object_id) for state in states])
    things = []
    for state in states:
        page = pages.get(int(state.revision.object_id))
        title = page.get_admin_display_title() if page else state.revision.object_str
        things.append(Thing(title, _editor(state.revision.object_id), state.comment))
    return things


def translations(user: Any) -> Iterator[TodayItem]:
    """List, for each language that a person writes, what is to follow the other one, and what nobody has written yet."""
    pages = editable_pages(user).filter(alias_of=None).exclude(latest_revision_created_at=None)
    for language in languages_of(user):
        names = ("behind", "copied", "machine")
        to_follow = reduce(or_, (Q(**{f"language_summary__{name}__contains": [language]}) for name in names))
        if found := _newest(pages.filter(to_follow)):
            label = ngettext(
                "%(count)s page to translate into %(language)s", "%(count)s pages to translate into %(language)s", found.total
            )
            url = board_address(gap=[column(name, language) for name in names])
            yield _pages(found, label, language, url)
        unwritten = {column("has_text", language): False, column("has_text", other_language(language)): True}
        if found := _newest(pages.filter(**unwritten)):
            label = ngettext(
                "%(count)s page not written in %(language)s", "%(count)s pages not written in %(language)s", found.total
            )
            yield _pages(found, label, language, board_address(**{column("state", language): str(State.MISSING)}))


def _newest(pages: QuerySet) -> Found | None:
    titles = [column(name, language) for name in ("title", "draft_title") for language in LANGUAGES]
    return find(pages.only("title", *titles, "latest_revision_created_at"), "latest_revision_created_at")


def _pages(found: Found, label: str, language: str, url: str) -> TodayItem:
    things = [Thing(page.get_admin_display_title(), reverse("translate", args=[page.pk, language])) for page in found.rows]
    words = label % {"count": found.total, "language": language_name(language)}
    return TodayItem(words, things[0].url if found.total == 1 else url, found.newest, "", things, icon="globe")


def overdue(user: Any) -> Iterator[TodayItem]:
    """List the scheduled versions that could not be published at their hour, and why: the timer tells nobody."""
    policy = policy_registry.get_by_type(BasePage)
    pages = policy.instances_user_has_permission_for(user, "publish").order_by().annotate(key=Cast("pk", CharField()))
    late = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - PATIENCE, object_id__in=pages.values("key"))
    if found := find(late, "approved_go_live_at"):
        label = ngettext(
            "%(count)s scheduled page was not published", "%(count)s scheduled pages were not published", found.total
        )
        things = [
            Thing(draft.get_admin_display_title(), _editor(draft.pk), " ".join(form_reasons(draft)))
            for draft in (revision.as_object() for revision in found.rows)
        ]
        yield TodayItem(label % {"count": found.total}, things[0].url, found.newest, since(found.first), things, icon="warning")


def notice(user: Any) -> Iterator[TodayItem]:
    """Say that the sentence at the top of every page is missing in a language, ends soon, or has just ended."""
    if not user.has_perm("home.change_clinicsettings"):
        return
    clinic = ClinicSettings.load()
    last, today = clinic.notice_until, timezone.localdate()
    texts = {language: getattr(clinic, column("notice", language)) for language in LANGUAGES}
    url = clinic_address(clinic, "notice")
    missing = [language for language in languages_of(user) if not texts[language]]
    if missing and has_notice(clinic, today):
        text = next(filter(None, texts.values()))
        label = gettext("The message on the site is not written in %(language)s") % {"language": language_name(missing[0])}
        yield TodayItem(label, url, start_of(clinic.notice_from or today), "", [Thing(text, url)], icon="globe")
    if not last or not any(texts[language] for language in languages_of(user)):
        return
    # One that was only meant for a day or two ends as planned.
    is_short = clinic.notice_from and last - clinic.notice_from < NOTICE_ENDS_SOON
    if is_short or abs(last - today) > NOTICE_ENDS_SOON:
        return
    label = gettext("The notice ended on %(date)s") if last < today else gettext("The notice ends on %(date)s")
    words = label % {"date": date_format(last, "DATE_FORMAT")}
    text = clinic.notice or next(filter(None, texts.values()))
    yield TodayItem(words, url, start_of(min(last - NOTICE_ENDS_SOON, today)), "", [Thing(text, url)], icon="info-circle")


def mails(user: Any) -> Iterator[TodayItem]:
    """Tell who may see the outbox that something is stuck in it."""
    if user.has_perm(VIEW_MAILS) and (found := find(Mail.objects.in_trouble().only("created_at"), "created_at")):
        label = ngettext("%(count)s e-mail could not be sent", "%(count)s e-mails could not be sent", found.total)
        yield TodayItem(label % {"count": found.total}, reverse("outbox"), found.newest, since(found.first), icon="warning")


def own_login(user: Any) -> Iterator[TodayItem]:
    """Ask for the second factor where the site does not insist on it, and for new codes before the last one is used."""
    if not settings.PRODUCTION:
        return
    if not has_telephone(user):
        yield TodayItem(
            gettext("Your login has no second step yet"), reverse("second_factor_set_up"), user.date_joined, icon="key"
        )
    elif (left := backup_codes_left(user)) < FEW_BACKUP_CODES:
        label = ngettext("You have %(count)s backup code left", "You have %(count)s backup codes left", left)
        yield TodayItem(label % {"count": left}, reverse("second_factor_codes"), user.date_joined, icon="key")


def _editor(pk: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


ITEMS = (requests, submissions, returned, translations, overdue, notice, mails, own_login)

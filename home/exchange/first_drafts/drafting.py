"""Drafting page after page: a machine fills what is empty, and each page is a draft by the person who asked for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from wagtail.log_actions import log

from home.bilingual.freshness import remember_machine
from home.bilingual.languages import column
from home.bilingual.page import BilingualPage, page_model
from home.bilingual.passages import passage_name
from home.bilingual.roles import languages_of
from home.bilingual.texts import Pair
from home.editing.drafts import lock_message, save_draft
from home.exchange.first_drafts.models import DraftRun
from home.exchange.first_drafts.outgoing import NeverSentError, Outgoing
from home.exchange.first_drafts.service import Service, ServiceError
from home.exchange.rich_codes import Run, checked, to_words
from home.exchange.sending import pages_to_send
from home.exchange.units import NOTHING, OnItsWay, Unit, as_kept, written

# Pages that one request looks at and finds nothing to do on.
MOST_LOOKED_AT = 25


def pages_to_draft(pages: Any, language: str, user: Any) -> list[int]:
    """Return the keys of those of some pages that somebody may edit and may miss something in a language, in their order."""
    done, count = F(f"language_summary__{column('done', language)}"), "language_summary__passages"
    missing = pages.filter(Q(**{f"{count}__gt": done}) | Q(**{f"{count}__isnull": True}))
    found = pages_to_send(missing.order_by("path"))
    return [page.pk for page in found if page.permissions_for_user(user).can_edit()]


def go_on(run: DraftRun, service: Service) -> None:
    """Do the next piece of a run: ask for as many texts as one request may hold, and save the page once it has all of them.

    What goes wrong is kept with the run, and nothing is lost by it.
    """
    run.problem, run.is_stopped = "", False
    run.save(update_fields=["problem", "is_stopped"])
    outgoing = _next_page(run)
    if outgoing is None:
        return
    try:
        # No table is locked while the service takes its time.
        new = service.translate(outgoing, run.texts)
    except ServiceError as error:
        run.problem = str(error)
        run.save(update_fields=["problem"])
        return
    _keep(run, outgoing.page, new, service)


def _next_page(run: DraftRun) -> Outgoing | None:
    """Return the first page on which something is to be done, and leave those before it; None where that is not found yet."""
    for number in run.pages_left[:MOST_LOOKED_AT]:
        page = page_model().objects.filter(pk=number, depth__gt=1).specific().first()
        reason = _why_not(page, run) if page else ""
        if page and not reason:
            try:
                outgoing = Outgoing(page, run.language)
            except NeverSentError as error:
                reason = str(error)
            else:
                if outgoing.pairs:
                    return outgoing
                run.left_out += _told(outgoing, {})
        if page and reason:
            run.left_out.append({"page": page.pk, "title": page.get_admin_display_title(), "reason": reason})
        _leave(run, number)
    return None


def _why_not(page: BilingualPage, run: DraftRun) -> str:
    if run.language not in languages_of(run.user):
        return gettext("You do not write this language.")
    if not page.permissions_for_user(run.user).can_edit():
        return gettext("You may not edit the page.")
    return lock_message(page, run.user)


def _leave(run: DraftRun, number: int) -> None:
    run.pages_left, run.texts = [other for other in run.pages_left if other != number], {}
    run.save(update_fields=["pages_left", "pages_drafted", "texts", "text_count", "left_out"])


@transaction.atomic
def _keep(run: DraftRun, page: BilingualPage, new: dict[str, str], service: Service) -> None:
    """Keep what came back, and save the page if nothing of it is missing; it is read again, for somebody may have written."""
    user = run.user
    run.refresh_from_db(from_queryset=DraftRun.objects.select_for_update())
    if run.pages_left[:1] != [page.pk]:
        # Another window has done it meanwhile.
        return
    run.texts |= new
    run.save(update_fields=["texts"])
    if run.is_stopped:
        return
    run.user = user
    outgoing = _read_again(page, run)
    if outgoing is None or outgoing.texts(run.texts, service.most_texts, service.most_letters):
        return
    left, drafted = _write(outgoing, run.texts)
    if drafted:
        remember_machine(outgoing.draft, drafted, run.language)
        save_draft(outgoing.draft, user)
        log(page, "home.draft_by_machine", user=user, data={"language": run.language, "service": service.name})
        run.pages_drafted.append(page.pk)
        run.text_count += len(drafted)
    run.left_out += _told(outgoing, left)
    _leave(run, page.pk)


def _read_again(page: BilingualPage, run: DraftRun) -> Outgoing | None:
    """Lock a page and read it anew; None where it may no longer be written, which the next look at it says."""
    page.base_page_model._base_manager.select_for_update().filter(pk=page.pk).first()
    now = page.specific_class.objects.filter(pk=page.pk).first()
    if now is None or _why_not(now, run):
        return None
    try:
        return Outgoing(now, run.language)
    except NeverSentError:
        return None


def _write(outgoing: Outgoing, texts: dict[str, str]) -> tuple[dict[str, str], list[Pair]]:
    """Put into a draft what came back; returns which passages are left and why, and which are written."""
    left: dict[str, str] = {}
    drafted: list[Pair] = []
    for pair in outgoing.pairs:
        try:
            runs = {unit.key: _judged(unit, texts[unit.source.marked]) for unit in pair.units}
        except ValidationError as error:
            left[_name(outgoing, pair)] = error.message
        else:
            pair.passage.write_stored(written(pair, runs))
            drafted.append(pair.standing.pair)
    return left, drafted


def _judged(unit: Unit, marked: str) -> Run:
    """Return a text that came back as the page would keep it; raises ValidationError where it cannot be kept."""
    marked = as_kept(marked, unit)
    if not to_words(marked).strip():
        raise ValidationError(gettext("nothing came back"))
    if unit.limit and len(to_words(marked)) > unit.limit:
        raise ValidationError(gettext("the translation is too long: at most %(limit)s characters") % {"limit": unit.limit})
    return checked(marked, unit.source, NOTHING)


def _told(outgoing: Outgoing, left: dict[str, str]) -> list[dict[str, Any]]:
    if not (passages := {**{_name(outgoing, pair): str(reason) for pair, reason in outgoing.kept_back}, **left}):
        return []
    title = outgoing.page.get_admin_display_title()
    return [{"page": outgoing.page.pk, "title": title, "passages": [f"{name}: {why}" for name, why in passages.items()]}]


def _name(outgoing: Outgoing, pair: OnItsWay) -> str:
    return passage_name(outgoing.draft, pair.standing.pair, pair.standing.sides)

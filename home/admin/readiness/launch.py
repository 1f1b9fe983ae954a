"""What stands between the site and its opening; an entry is gone when its cause is."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder

from home.bilingual.roles import writes_everything
from home.clinic.examples import Example
from home.clinic.models import ClinicSettings
from home.clinic.warning_signs import WarningSigns
from home.editing.beside_pages import editable_beside_pages
from home.editing.half_written import half_written
from home.pages.media import ClinicImage

UNSENT = ("console", "dummy", "filebased", "locmem")


@dataclass(frozen=True)
class LaunchItem:
    """Something to do before the site opens, where to do it, and who can, where that is not an editor."""

    label: Any
    url: str | None
    note: Any = ""


def launch_items(user: Any) -> list[LaunchItem]:
    """List what is left and can be done by a person, from every app, by way of the hook `register_launch_items`."""
    return [item for register in hooks.get_hooks("register_launch_items") for item in register(user)]


def clinic_items(user: Any) -> list[LaunchItem]:
    """List the examples that nobody has replaced, and what a clinic cannot do without; a translator can do neither."""
    if not writes_everything(user):
        return []
    finder = AdminURLFinder(user)
    items = example_items(finder)
    clinic = ClinicSettings.load()
    if url := finder.get_edit_url(clinic):
        if not clinic.booking_link:
            items.append(LaunchItem(_("The booking link is missing"), url))
        if not clinic.out_of_hours_telephone or not clinic.out_of_hours_checked_on:
            note = _("Look it up on laegevagten.dk, and write the number and the day.")
            items.append(LaunchItem(_("Nobody has checked the number of the out-of-hours doctor"), url, note))
        if not clinic.practitioner_id:
            items.append(LaunchItem(_("The clinic has no practitioner"), url))
        if not (clinic.requests_to or clinic.email):
            note = _("Write the address on the tab “Requests”.")
            items.append(LaunchItem(_("Nobody is told by e-mail of a new request"), url, note))
    items += warning_items(finder)
    if user.is_superuser and settings.OUTBOX_BACKEND.split(".")[-2] in UNSENT:
        note = _("The person who runs the server sets EMAIL_URL.")
        items.append(LaunchItem(_("The site cannot send e-mail"), None, note))
    return items


def warning_items(finder: AdminURLFinder) -> list[LaunchItem]:
    """Ask for a clinician’s name and date on every set of warning signs, until they have approved the words as they are now."""
    note = _("Let a doctor read both steps in both languages, and write who it was and when.")
    return [
        LaunchItem(format_lazy(_("No clinician has approved the warning signs “{name}”"), name=signs.name), url, note)
        for signs in WarningSigns.objects.all()
        if not signs.is_checked and (url := finder.get_edit_url(signs))
    ]


def example_items(finder: AdminURLFinder) -> list[LaunchItem]:
    """Name, object by object, what is still an example."""
    labels: defaultdict[Any, list[str]] = defaultdict(list)
    for example in Example.objects.remaining():
        labels[example.instance].append(str(example.label))
    return [
        LaunchItem(
            format_lazy("{thing}: {fields}", thing=str(thing), fields=get_text_list(fields, gettext("and"))),
            url,
            _("still an example"),
        )
        for thing, fields in labels.items()
        if (url := finder.get_edit_url(thing))
    ]


def half_written_items(user: Any) -> list[LaunchItem]:
    """List settings and snippets of which a person can write what one language lacks."""
    return [
        LaunchItem(str(instance), url, " ".join(lacks))
        for instance, url in editable_beside_pages(user, ClinicImage)
        if (lacks := half_written(instance))
    ]

"""The screen of the bin, and the buttons that fill it, empty it and bring pages back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, ProtectedError
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.permissions import policy_registry

from home.admin.bin.acts import bring_back, delete_for_good
from home.admin.bin.models import KEPT, DeletedPage
from home.admin.bin.places import living_pages, may_delete, nearest_place
from home.admin.screens import AdminScreen, ScreenMenuItem
from home.bilingual.bin import in_bin
from home.bilingual.languages import language_name
from home.bilingual.roles import writes_everything
from home.pages.base import BasePage


@dataclass(frozen=True)
class Entry:
    """A page in the bin, the page nearest above where it was, and how many pages lie below it."""

    deleted: DeletedPage
    place: BasePage
    below: int

    @property
    def page(self) -> BasePage:
        return self.deleted.page

    @property
    def readers(self) -> str:
        """Name the languages in which readers had it."""
        return get_text_list([language_name(language) for language in self.deleted.languages], gettext("and"))

    @property
    def is_place_there(self) -> bool:
        return self.place.pk == self.deleted.above[-1]


class CellColumn(BaseColumn):
    """A column of this screen, which has a template of its own."""

    def __init__(self, name: str, label: Any, **kwargs: Any) -> None:
        super().__init__(name, label=label, **kwargs)
        self.cell_template_name = f"wagtailadmin/bin/{name}_cell.html"

    def get_cell_context_data(self, instance: Entry, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        # Core renders a cell without what a form needs.
        return {**context, "csrf_token": get_token(context["request"])}


class FactColumn(Column):
    """A short fact, which a telephone shows with its label."""

    cell_template_name = "wagtailadmin/bin/fact_cell.html"


class BinView(BaseListingView):
    """What is in the bin, of what a person could delete, the newest first."""

    page_title = _("Bin")
    header_icon = "bin"
    index_url_name = "bin"
    index_results_url_name = "bin_results"
    template_name = "wagtailadmin/bin/index.html"
    results_template_name = "wagtailadmin/bin/results.html"
    verbose_name_plural = DeletedPage._meta.verbose_name_plural
    table_classname = "listing bin"
    paginate_by = 50
    default_ordering = None
    columns = [
        CellColumn("title", _("Title"), classname="title"),
        CellColumn("place", _("Where it was")),
        CellColumn("deleted", _("Deleted")),
        FactColumn("below", label=_("Pages below"), accessor=lambda entry: entry.below or ""),
        FactColumn("days_left", label=_("Days left"), accessor=lambda entry: entry.deleted.days_left),
        CellColumn("acts", ""),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not deletes_pages(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_queryset(self) -> Any:
        return entries_for(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "kept_days": KEPT.days}


class BinMenuItem(ScreenMenuItem):
    """The way to the bin, for who may delete pages."""

    def __init__(self) -> None:
        super().__init__(_("Bin"), "bin", "bin", 1100)

    def is_shown(self, request: HttpRequest) -> bool:
        return deletes_pages(request.user)


class DeleteForGoodView(AdminScreen):
    """Asks before a page is deleted for good, and does it."""

    template_name = "wagtailadmin/bin/delete_for_good.html"
    page_title = _("Delete for good")
    header_icon = "bin"

    @cached_property
    def entry(self) -> Entry:
        [entry] = _chosen(self.request.user, [self.kwargs["page_id"]])
        return entry

    def get_page_subtitle(self) -> str:
        return str(self.entry.page.get_admin_display_title())

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("bin"), "label": BinView.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "entry": self.entry}

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        title = self.entry.page.get_admin_display_title()
        try:
            delete_for_good(self.entry.deleted, request.user)
        except ProtectedError:
            text = gettext("“%(page)s” cannot be deleted, since something that must be kept belongs to it.")
            messages.error(request, text % {"page": title})
        else:
            messages.success(request, gettext("“%(page)s” is deleted for good.") % {"page": title})
        return redirect("bin")


@require_POST
def bring_back_view(request: HttpRequest) -> HttpResponse:
    """Bring pages back, and say where each is now; where there was one, lead to where that is."""
    entries = _chosen(request.user, request.POST.getlist("page"))
    returned = [_bring_back(request, entry) for entry in entries]
    places = {done.place.pk for done in returned if done}
    return redirect("wagtailadmin_explore", places.pop()) if len(places) == 1 else redirect("bin")


def deletes_pages(user: Any) -> bool:
    """Tell whether a person may delete pages somewhere."""
    policy = policy_registry.get_by_type(BasePage)
    return writes_everything(user) and bool(policy.user_has_any_permission(user, {"add", "change"}))


def entries_for(user: Any) -> list[Entry]:
    """List what is in the bin, of what a person could delete where it was."""
    rows = list(DeletedPage.objects.select_related("page", "deleted_by"))
    living = living_pages(rows)
    length = BasePage.steplen * 3
    tops = BasePage.objects.filter(in_bin(), depth__gt=3).order_by().annotate(top=Left("path", length))
    below = Counter(dict(tops.values_list("top").annotate(Count("pk"))))
    entries = [Entry(row, nearest_place(row, living), below[row.page.path]) for row in rows]
    return [entry for entry in entries if may_delete(entry.deleted, user, entry.place)]


def tell_deleted(request: HttpRequest, text: str, deleted: Sequence[DeletedPage]) -> None:
    """Say what was deleted, with a button that brings it back."""
    undo = render_to_string("wagtailadmin/bin/undo.html", {"pages": [row.page_id for row in deleted]}, request)
    messages.success(request, format_html("{} {}", text, undo) if deleted else text)


def in_the_bin(number: int) -> str:
    """Say where pages are that were deleted."""
    text = ngettext(
        "It is in the bin for %(days)d days; readers no longer find it.",
        "They are in the bin for %(days)d days; readers no longer find them.",
        number,
    )
    return text % {"days": KEPT.days}


def _chosen(user: Any, numbers: Sequence[Any]) -> list[Entry]:
    """Return those entries of the bin; raises PermissionDenied for what a person could not have deleted."""
    wanted = {int(number) for number in numbers if str(number).isdecimal()}
    for number in wanted:
        get_object_or_404(DeletedPage, page=number)
    found = [entry for entry in entries_for(user) if entry.page.pk in wanted]
    if len(found) < len(wanted) or not wanted:
        raise PermissionDenied
    return found


def _bring_back(request: HttpRequest, entry: Entry) -> Any:
    title = entry.page.get_admin_display_title()
    done = bring_back(entry.deleted, request.user)
    if done is None:
        text = gettext("“%(page)s” stays in the bin: there is no page below which it may be, or you may not add pages there.")
        messages.error(request, text % {"page": title})
        return None
    button = messages.button(reverse("wagtailadmin_pages:edit", args=[done.page.pk]), gettext("Edit"))
    text = gettext("“%(page)s” is back below “%(place)s”, as a draft. Publish it when readers are to find it.")
    place = done.place.get_admin_display_title() if done.place.depth > 1 else gettext("Root")
    messages.success(request, text % {"page": title, "place": place}, buttons=[button])
    if not done.is_former_place:
        text = gettext("It could not go back to where it was, so it is below “%(place)s” now.")
        messages.warning(request, text % {"place": place})
    for language, (former, now) in done.renamed.items():
        text = gettext("Another page has the address “%(former)s” in %(language)s now, so this one has “%(now)s”.")
        messages.warning(request, text % {"former": former, "language": language_name(language), "now": now})
    return done

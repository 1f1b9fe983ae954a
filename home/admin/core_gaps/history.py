"""Wagtail 8.0.1: the history offers a version only on the row of an edit; what was delivered or copied is out of reach."""

from copy import copy
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, When
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import ActionColumn
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.models import PageLogEntry, Revision

EDITED, PUBLISHED, CREATED = "wagtail.edit", "wagtail.publish", "wagtail.create"


class EveryVersionColumn(ActionColumn):
    """What happened, with the menu of the version that the row is the first to name."""

    def get_actions(self, instance: PageLogEntry, parent_context: Any) -> list[dict[str, str]]:
        if instance.version_without_menu:
            instance = copy(instance)
            instance.action, instance.content_changed = EDITED, True
            instance.revision_id = instance.version_without_menu
        return super().get_actions(instance, parent_context)


class EveryVersionHistoryView(PageHistoryView):
    """A page's history, from which each version can be looked at, compared and brought back."""

    @cached_property
    def columns(self) -> list[Column]:
        core, *others = super().columns
        options = {name: getattr(core, name) for name in ("label", "object", "url_names", "user_can_unschedule")}
        return [EveryVersionColumn("message", **options), *others]

    def _annotate_queryset(self, queryset: QuerySet) -> QuerySet:
        entries = PageLogEntry.objects.filter(page=self.object)
        of_version = entries.filter(revision=OuterRef("revision"))
        # As core judges it.
        has_menu = Exists(of_version.filter(content_changed=True).exclude(action=PUBLISHED))
        earlier = Exists(of_version.filter(pk__lt=OuterRef("pk")))
        # Who copies a page makes a version that no row names.
        versions = Revision.objects.for_instance(self.object).order_by("created_at", "pk")
        first = versions.exclude(pk__in=entries.exclude(revision=None).values("revision")).values("pk")[:1]
        return (
            super()
            ._annotate_queryset(queryset)
            .annotate(
                version_without_menu=Case(
                    When(revision=None, action=CREATED, then=Subquery(first)),
                    When(has_menu | earlier, then=None),
                    default="revision_id",
                    output_field=IntegerField(),
                )
            )
        )

"""Copies a page with its descendants: the page as core does, the descendants all at once."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils import timezone, translation
from modelcluster.models import get_all_child_relations
from wagtail.actions.copy_page import CopyPageAction
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, PageViewRestriction, Revision
from wagtail.signals import page_published

from home.bilingual.addresses import record_public, refresh_descendants
from home.bilingual.freshness import copy_freshness
from home.bilingual.indexes import index_for_search, index_references
from home.bilingual.languages import DEFAULT_LANGUAGE, active_language, column, translated_fields, with_columns
from home.bilingual.rows import Ids, NewId, copy_children, copy_many_to_many, copy_rows

if TYPE_CHECKING:
    from home.models import BasePage

# What belongs to a page and not to one of its revisions.
OWN_FIELDS = (
    *("pk", "path", "depth", "numchild", "translation_key", "locale", "content_type", "owner", "alias_of"),
    *("live", "has_unpublished_changes", "first_published_at", "last_published_at", "expired"),
    *("live_revision", "latest_revision", "latest_revision_created_at", "locked", "locked_at", "locked_by"),
    *("url_path", "draft_title", "has_text"),
)


class CopyTreeAction(CopyPageAction):
    """Copies as core does, whatever the number of descendants, and whatever language is active.

    The descendants' copies have their latest revision only, not the older ones.
    """

    recursive: bool
    update_attrs: dict[str, Any] | None

    def execute(self, skip_permission_checks: bool = False) -> "BasePage":
        self.check(skip_permission_checks=skip_permission_checks)
        translated, language = translated_fields(self.page.specific_class), active_language()
        self.update_attrs = {
            column(name, language) if name in translated else name: value for name, value in (self.update_attrs or {}).items()
        }
        # What only core's own recursion can do.
        is_special = self.process_child_object or not (self.copy_revisions and self.reset_translation_key)
        with translation.override(DEFAULT_LANGUAGE), transaction.atomic():
            recursive, self.recursive = self.recursive, self.recursive and is_special
            copy = super().execute(skip_permission_checks=True)
            copy_freshness({self.page.pk: copy.pk})
            if recursive and not is_special:
                DescendantsCopy(self, copy).execute()
        return copy


class DescendantsCopy:
    """The copies of all pages below a page that has been copied."""

    def __init__(self, action: CopyTreeAction, copy: "BasePage") -> None:
        self.source, self.copy = action.page, copy
        self.user, self.keep_live, self.log_action = action.user, action.keep_live, action.log_action
        self.base = copy.base_page_model
        self.now = timezone.now()
        self.ids: Ids = {}
        self.ids_by_type: dict[Any, Ids] = defaultdict(dict)
        self.child_ids: dict[Any, dict[str, Ids]] = {}

    def execute(self) -> None:
        sources = self.base.objects.descendant_of(self.source).order_by("path")
        self.copy.numchild = 0
        for old, new, depth, content_type in sources.values_list("pk", NewId(self.base), "depth", "content_type_id"):
            self.ids[old] = new
            self.ids_by_type[ContentType.objects.get_for_id(content_type).model_class()][old] = new
            self.copy.numchild += depth == self.source.depth + 1
        if not self.ids:
            return
        self._copy_rows()
        copy_freshness(self.ids)
        refresh_descendants(self.copy)
        pages = [page for model, ids in self.ids_by_type.items() for page in self._load(model, ids)]
        revisions = self._add_revisions(pages)
        index_for_search(pages)
        index_references(pages)
        self._log(pages, revisions)
        self._restrict(pages)
        if self.copy.live:
            record_public(self.copy)
        for page in pages:
            if page.live:
                page_published.send(sender=type(page), instance=page, revision=revisions[page.pk], is_copy=True)

    def _copy_rows(self) -> None:
        changed: dict[str, Any] = {
            "path": RawSQL("%s || substr(source.path, %s)", [self.copy.path, len(self.source.path) + 1]),
            "depth": RawSQL("source.depth + %s", [self.copy.depth - self.source.depth]),
            "translation_key": RawSQL("gen_random_uuid()", []),
            "alias_of_id": None,
            "latest_revision_id": None,
            "latest_revision_created_at": self.now,
            "live_revision_id": None,
            "first_published_at": self.now if self.keep_live else None,
            "last_published_at": self.now if self.keep_live else None,
            **({} if self.keep_live else {"live": False, "has_unpublished_changes": True}),
            **({"owner_id": self.user.pk} if self.user else {}),
            # Derived from the slugs afterwards.
            **dict.fromkeys(with_columns(self.base, ["url_path"])),
            "url_path": "",
        }
        copy_rows(self.base, "id", self.ids, {"id": list(self.ids.values())}, changed)
        for model, ids in self.ids_by_type.items():
            skipped = [*model.default_exclude_fields_in_copy, *model.exclude_fields_in_copy]
            for table in (model, *model._meta.get_parent_list()):
                if table is not self.base:
                    link = table._meta.pk.column
                    copy_rows(table, link, ids, {link: list(ids.values())})
            self.child_ids[model] = copy_children(model, ids, skipped)
            copy_many_to_many(model, ids, skipped)
        self.base._base_manager.filter(pk=self.copy.pk).update(numchild=self.copy.numchild)

    def _load(self, model: Any, ids: Ids) -> list["BasePage"]:
        related = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
        related += [field.name for field in model._meta.many_to_many]
        pages = model._base_manager.filter(pk__in=ids.values()).select_related("locale", "owner")
        return list(pages.order_by("path").prefetch_related(*related))

    # Revisions

    def _add_revisions(self, pages: list["BasePage"]) -> dict[int, Revision]:
        drafts = self._drafts()
        revisions = [
            Revision(
                content_type=page.cached_content_type,
                base_content_type=page.get_base_content_type(),
                object_id=str(page.pk),
                created_at=self.now,
                user=self.user,
                content=self._content(page, drafts.get(page.pk)),
                object_str=page.get_admin_display_title(),
            )
            for page in pages
        ]
        Revision.objects.bulk_create(revisions)
        revision = Subquery(Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField())).values("pk"))
        current = {"latest_revision": revision, **({"live_revision": revision} if self.keep_live else {})}
        self.base._base_manager.filter(pk__in=self.ids.values()).update(**current)
        for page, added in zip(pages, revisions, strict=True):
            for name in current:
                setattr(page, name, added)
        return {page.pk: revision for page, revision in zip(pages, revisions, strict=True)}

    def _drafts(self) -> dict[int, dict[str, Any]]:
        """Return the latest content of the pages that are copied, by the copy's id, where it may differ from the page."""
        pages = self.base._base_manager.filter(pk__in=self.ids, latest_revision__isnull=False)
        if self.keep_live:
            pages = pages.filter(has_unpublished_changes=True)
        return {self.ids[old]: content for old, content in pages.values_list("pk", "latest_revision__content")}

    def _content(self, page: "BasePage", draft: dict[str, Any] | None) -> dict[str, Any]:
        """Make the content of a copy's revision from the copy and the draft of the page that was copied."""
        content = page.serializable_data()
        if draft is None:
            return content
        own = {name: content[name] for name in with_columns(type(page), OWN_FIELDS)}
        # A slug that was only drafted may be taken beside the copy's own.
        own |= {name: content[name] or draft.get(name) for name in with_columns(type(page), ["slug"])}
        for relation in get_all_child_relations(page):
            name = relation.get_accessor_name()
            ids = self.child_ids[type(page)].get(name)
            if ids is None:
                own[name] = content[name]
                continue
            for row in draft.get(name, []):
                row["pk"] = ids.get(row["pk"])
                row[relation.field.name] = page.pk
        return {**content, **draft, **own}

    # History and restrictions

    def _log(self, pages: list["BasePage"], revisions: dict[int, Revision]) -> None:
        copies = {page.path: page for page in (self.copy, *pages)}
        sources = {self.copy.pk: self.source.pk, **{new: old for old, new in self.ids.items()}}
        titles = {self.copy.pk: self.source.get_admin_display_title()}
        entries = []
        for page in pages:
            entries.append(self._entry(page, "wagtail.create", user=self.user or page.owner, content_changed=True))
            if not self.log_action:
                continue
            parent = copies[page.path[: -page.steplen]]
            title, parent_title = page.get_admin_display_title(), parent.get_admin_display_title()
            locale = {"id": page.locale_id, "language_code": page.locale.language_code}
            data = {
                "page": {"id": page.pk, "title": title, "locale": locale},
                "source": {"id": sources[parent.pk], "title": titles.get(parent.pk, parent_title)},
                "destination": {"id": parent.pk, "title": parent_title},
                "keep_live": page.live and self.keep_live,
                "source_locale": locale,
            }
            entries.append(self._entry(page, self.log_action, user=self.user, data=data))
            if page.live:
                entries.append(self._entry(page, "wagtail.publish", user=self.user, revision=revisions[page.pk]))
        PageLogEntry.objects.bulk_create(entries)

    def _entry(self, page: "BasePage", action: str, *, user: Any, **values: Any) -> PageLogEntry:
        context = get_active_log_context()
        return PageLogEntry(
            page=page,
            content_type=page.cached_content_type,
            label=page.get_admin_display_title(),
            action=action,
            timestamp=self.now,
            user=user or context.user,
            uuid=context.uuid,
            **values,
        )

    def _restrict(self, pages: list["BasePage"]) -> None:
        """Put the restrictions of the page that was copied on every copy, as core does, and keep each page's own as well."""
        by_id = {page.pk: page for page in pages}
        everywhere = [
            (restriction, page) for restriction in self.copy.view_restrictions.prefetch_related("groups") for page in pages
        ]
        own = PageViewRestriction.objects.filter(page__in=self.ids).prefetch_related("groups")
        wanted = everywhere + [(restriction, by_id[self.ids[restriction.page_id]]) for restriction in own]
        copies = [
            PageViewRestriction(restriction_type=restriction.restriction_type, password=restriction.password, page=page)
            for restriction, page in wanted
        ]
        PageViewRestriction.objects.bulk_create(copies)
        PageLogEntry.objects.bulk_create(
            self._entry(copied.page, "wagtail.view_restriction.create", user=self.user, data=_logged(copied))
            for copied in copies
        )
        link = PageViewRestriction.groups.through
        link.objects.bulk_create(
            link(pageviewrestriction=copied, group=group)
            for (restriction, _), copied in zip(wanted, copies, strict=True)
            for group in restriction.groups.all()
        )


def _logged(restriction: PageViewRestriction) -> dict[str, Any]:
    return {"restriction": {"type": restriction.restriction_type, "title": restriction.get_restriction_type_display()}}

"""What Wagtail's page does in one language, done in both: the one place that overrides methods of AbstractPage."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageViewRestriction
from wagtail.url_routing import RouteResult

from home.bilingual import freshness, publication, slugs
from home.bilingual.addresses import record_public, refresh_descendants
from home.bilingual.copying import CopyTreeAction
from home.bilingual.languages import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    active_language,
    column,
    in_default_language,
    translated_fields,
    with_columns,
)
from home.bilingual.normal_text import compose_texts
from home.bilingual.pairing import pair_up
from home.bilingual.publishing import edited_fields
from home.bilingual.roles import RolePermissionTester, restore_what_others_write
from home.bilingual.search_text import fill_search_text
from home.editing.forms import BilingualPageForm
from home.reading import routing
from home.reading.page_cache.recording import reads
from home.reading.references import Reference, fetched_for, references_in
from home.reading.whole_page import page_for_readers

if TYPE_CHECKING:
    from wagtail.models import AbstractPage as Base
else:
    Base = object


class BilingualPageMixin(Base):
    """Keeps title, slug, path and publication of a page right in every language, whichever one is active."""

    # What the templates of a type show of other tables: single rows, lists of rows, and the pages that name the page.
    joined_for_readers: tuple[str, ...] = ()
    rows_for_readers: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    # What a type reads of an address's query: nothing else reaches it.
    query_names: tuple[str, ...] = ()

    # Text fields that have one column, since a name or a code reads alike in both languages.
    same_in_both_languages: tuple[str, ...] = ()

    alias_of: Any
    borrowed_title: str
    required_to_show: tuple[str, ...] = ("title", "slug")
    # Set when the page is found at its address, so that nobody asks again.
    is_unrestricted = False
    # The latest revision, where the editor who saves has written it in the same sitting.
    continued_revision: int | None = None
    # A password would need a cookie and tell that the page exists; a page is for everybody, or for people who log in.
    private_page_options = ["login", "groups"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # At start-up Wagtail puts its own form on the base page, so each page type names ours itself.
        if "base_form_class" not in cls.__dict__:
            cls.base_form_class = BilingualPageForm

    def __str__(self) -> str:
        return self.working_title

    @property
    def working_title(self) -> str:
        """The title in the active language, or else in the one that has a title."""
        titles = (getattr(self, column("title", language)) for language in (active_language(), *LANGUAGES))
        return next(filter(None, titles), "")

    def get_admin_display_title(self) -> str:
        drafts = (getattr(self, column("draft_title", language)) for language in (active_language(), *LANGUAGES))
        return next(filter(None, drafts), "") or self.working_title

    # Saving

    @in_default_language
    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        update_fields = kwargs.get("update_fields")
        filled = fill_search_text(self, update_fields)
        if update_fields is not None:
            remembered = ["has_text"] if "draft_title" in update_fields else []
            kwargs["update_fields"] = [*with_columns(type(self), [*update_fields, *remembered]), *filled]
        if update_fields is not None and "slug" not in update_fields:
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        self._set_core_field_defaults()
        is_published = clean and self.live and isinstance(self, self.specific_class)
        if is_published and (errors := publication.text_errors(self)):
            raise ValidationError(errors)
        if self.alias_of_id:
            self._remember_draft()
            # What is closed, published or deleted is asked of one page only, so an alias of an alias follows that page.
            self.alias_of = self.alias_of.alias_of or self.alias_of
        before = self._stored_visibility()
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        after = self._stored_visibility()
        if before != after:
            if before:
                refresh_descendants(self)
            if self.live:
                record_public(self)
        if self.live and not self.alias_of_id and isinstance(self, self.specific_class):
            freshness.finish_live(self)
        return result

    @in_default_language
    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        # The admin's API goes back to an older version without a form.
        restore_what_others_write(self, edited_fields(type(self)), user)
        pair_up(self)
        self._remember_draft()
        if kwargs.get("changed") is False:
            # The first revision of a copy, with the slugs of the page that was copied.
            self._take_stored_slugs()
        else:
            overwritten = kwargs.get("overwrite_revision")
            freshness.follow(self, same_sitting=bool(overwritten) or self.continued_revision == self.latest_revision_id)
        revision = super().save_revision(user, *args, **kwargs)
        freshness.summarise(self)
        return revision

    @in_default_language
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        return super().publish(*args, **kwargs)

    @in_default_language
    def serializable_data(self) -> dict[str, Any]:
        return super().serializable_data()

    @in_default_language
    def with_content_json(self, content: dict[str, Any]) -> Self:
        page = super().with_content_json(content)
        for language in LANGUAGES:
            for name in ("draft_title", "has_text", *(["slug"] if self.alias_of_id else [])):
                setattr(page, column(name, language), getattr(self, column(name, language)))
        page.set_url_path(self.get_parent())
        # By this core tells whether readers have the page, and takes it from them until a scheduled version is due.
        page.live_revision_id = (self.live_revision_id or self.latest_revision_id) if self.live else None
        return page

    def update_aliases(self, **kwargs: Any) -> None:
        # Core calls this when a page is only scheduled, too.
        if self.live:
            super().update_aliases(**kwargs)

    def copy(self, recursive: bool = False, to: Any = None, update_attrs: Any = None, **options: Any) -> Self:
        action = CopyTreeAction(self, to=to, update_attrs=update_attrs, recursive=recursive, **options)
        return action.execute(skip_permission_checks=True)

    def _remember_draft(self) -> None:
        """Keep in columns what lists of pages show of the latest draft."""
        for language in LANGUAGES:
            setattr(self, column("draft_title", language), getattr(self, column("title", language)))
            setattr(self, column("has_text", language), publication.has_text(self, language))

    # Slugs and paths

    def _take_stored_slugs(self) -> None:
        columns = [column("slug", language) for language in LANGUAGES]
        stored = self.base_page_model._base_manager.values(*columns).get(pk=self.pk)
        for name, slug in stored.items():
            setattr(self, name, slug or getattr(self, name))

    def set_url_path(self, parent: Any) -> str:
        for language in LANGUAGES:
            above = getattr(parent, column("url_path", language)) if parent else ""
            slug = getattr(self, column("slug", language))
            path = "/" if not parent else f"{above}{slug}/" if above and slug else None
            setattr(self, column("url_path", language), path)
        return self.url_path

    def _stored_visibility(self) -> tuple[Any, ...] | None:
        """Return what decides where readers find the page, as the database has it."""
        columns = [column(name, language) for name in ("url_path", "shown") for language in LANGUAGES]
        return self.base_page_model._base_manager.filter(pk=self.pk).values_list("live", *columns).first() if self.pk else None

    def _update_descendant_url_paths(self, old_url_path: str, new_url_path: str) -> None:
        """Leave it to `save`, which knows the paths of both languages."""

    def _set_core_field_defaults(self) -> None:
        compose_texts(self)
        if not getattr(self, column("title", DEFAULT_LANGUAGE)):
            self.borrowed_title = self.working_title
            setattr(self, column("title", DEFAULT_LANGUAGE), self.borrowed_title)
        parent = self.get_parent() if self.path else None
        if parent:
            slugs.fill_slugs(self, parent)
        if self.path:
            self.set_url_path(parent)
        with translation.override(DEFAULT_LANGUAGE):
            super()._set_core_field_defaults()
        for language in LANGUAGES:
            if not getattr(self, column("draft_title", language)):
                setattr(self, column("draft_title", language), getattr(self, column("title", language)))
            if not self.latest_revision_id and isinstance(self, self.specific_class):
                setattr(self, column("has_text", language), publication.has_text(self, language))

    @in_default_language
    def minimal_clean(self) -> None:
        super().minimal_clean()

    def _check_slug_is_unique(self) -> None:
        if parent := self.get_parent():
            slugs.check_slugs(self, parent)

    # Editors

    def permissions_for_user(self, user: Any) -> RolePermissionTester:
        return RolePermissionTester(user, self)

    # Readers

    @classmethod
    def withheld_in(cls, language: str) -> Any:
        """Find, among all pages, those of this type that readers of a language must not have, whatever has been published."""
        return None

    def unfinished(self) -> publication.Errors:
        """Say, by field, what a draft may well be and a published page may not."""
        return {}

    def withheld_reason(self, language: str) -> Any:
        """Say why readers of a language must not have this page; empty where they may."""
        return ""

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        return routing.route(request, path)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reads(request, *self.query_names)
        response = super().serve(request, *args, **kwargs)
        with fetched_for(self):
            return response.render()

    def references(self) -> Iterator[Reference]:
        """Find the pages and pictures that the page's own texts name in the active language."""
        for field in self._meta.concrete_fields:
            if isinstance(field, StreamField | RichTextField) and field.name in translated_fields(type(self)):
                yield from references_in(getattr(self, field.name))

    def card_types(self) -> tuple[type[Model], ...]:
        """Name the page types of which the page shows more than a link."""
        return ()

    def shown_beside(self) -> list[Model]:
        """List the objects whose pictures the page shows besides its own."""
        return []

    @classmethod
    def for_readers(cls, pk: int) -> Self | None:
        """Return a page with what its template shows of other tables, as its type says; one query."""
        page_type: Any = cls
        return next(iter(page_for_readers(page_type)(pk=pk)), None)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not (self.live and self.shown) or (not self.is_unrestricted and self.withheld_reason(active_language())):
            raise Http404
        result = super().route(request, path_components)
        if not path_components and not self._accepts(request):
            raise Http404
        return result

    def get_view_restrictions(self) -> Any:
        """Return the restrictions that `public_in` obeys; core forgets those of an alias itself."""
        if self.is_unrestricted:
            return PageViewRestriction.objects.none()
        lineage = self.get_ancestors(inclusive=True).order_by()
        return PageViewRestriction.objects.filter(Q(page__in=lineage) | Q(page__aliases__in=lineage)).distinct()

    def _accepts(self, request: HttpRequest) -> bool:
        """Tell whether every view restriction lets the request through; a page closed to a reader does not exist for them."""
        if self.is_unrestricted:
            return True
        restrictions: list[PageViewRestriction] = list(self.get_view_restrictions())
        return all(restriction.accept_request(request) for restriction in restrictions)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return core's answer, which head, menu, links and data all ask for; once per request and address."""
        if request is None:
            return super().get_url_parts()
        found = request.__dict__.setdefault("_url_parts", {})
        language = active_language()
        key = (language, getattr(self, column("url_path", language)))
        if key not in found:
            found[key] = super().get_url_parts(request)
        return found[key]

    def url_in(self, language: str, request: HttpRequest | None = None) -> str | None:
        """Return the page's address in a language, or None where it has none."""
        with translation.override(language):
            return self.get_url(request)

    def full_url_in(self, language: str, request: HttpRequest | None = None) -> str | None:
        """Return the page's full address in a language, or None where it has none."""
        with translation.override(language):
            return self.get_full_url(request)

    def nearest_public(self, language: str) -> Self | None:
        """Return the page itself where it is public in a language, else its nearest ancestor that is, else None."""
        return self.get_ancestors(inclusive=True).public_in(language).order_by("-depth").first()

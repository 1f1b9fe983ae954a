"""What Wagtail's page does in one language, done in both: the one place that overrides private methods of AbstractPage."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation

from home.bilingual import freshness, passages, slugs, visibility
from home.bilingual.address_book import record_public, refresh_descendants
from home.bilingual.copying import CopyTreeAction
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, in_default_language, with_columns
from home.bilingual.normal_text import compose_texts
from home.bilingual.page import Base
from home.bilingual.pairing import pair_up
from home.bilingual.publishing import edited_fields
from home.bilingual.roles import restore_what_others_write
from home.bilingual.search_text import fill_search_text


class SavingMixin(Base):
    """Keeps title, slug, path and what is remembered of a draft right in every language, whichever one is active."""

    alias_of: Any
    borrowed_title: str
    # The latest revision, where the editor who saves has written it in the same sitting.
    continued_revision: int | None = None

    @in_default_language
    @transaction.atomic
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        update_fields = kwargs.get("update_fields")
        filled = fill_search_text(self, update_fields)
        if update_fields is not None:
            remembered = ["has_text"] if "draft_title" in update_fields else []
            kwargs["update_fields"] = [*with_columns(type(self), [*update_fields, *remembered]), *filled]
        if self.pk and not self.alias_of_id and (update_fields is None or {"alias_of", "alias_of_id"} & set(update_fields)):
            self._take_from_its_page()
        if update_fields is not None and "slug" not in update_fields:
            return super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        self._set_core_field_defaults()
        if clean and self.live and self.specific_class and (errors := self._publication_errors()):
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
            setattr(self, column("has_text", language), visibility.has_text(self, language))

    def _publication_errors(self) -> visibility.Errors:
        # Without the fields of its kind, it still may switch a language on.
        page, shown = self.specific, visibility.shown_languages(self)
        return {**visibility.text_errors(page, shown), **(passages.machine_errors(page, shown) if shown else {})}

    def _take_from_its_page(self) -> None:
        """Take along what is remembered of the page that this was an alias of."""
        stored = self.base_page_model._base_manager.filter(pk=self.pk, alias_of__isnull=False).first()
        if stored:
            freshness.copy_freshness(stored, self)

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
                setattr(self, column("has_text", language), visibility.has_text(self, language))

    @in_default_language
    def minimal_clean(self) -> None:
        super().minimal_clean()

    def _check_slug_is_unique(self) -> None:
        if parent := self.get_parent():
            slugs.check_slugs(self, parent)

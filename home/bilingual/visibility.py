"""Which language versions are public, how far the others have come, and what a version lacks before it can be public."""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, Func, OuterRef, Q, Value, When
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models
from wagtail.query import PageQuerySet
from wagtail.rich_text import RichText

from home.bilingual.columns import card_fields, read_fields
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language, column, language_name
from home.bilingual.page import BilingualPage

# Errors by column; their words are lazy, since pages are saved with the default language active, whatever the editor reads.
Errors = dict[str, ValidationError]


class State(models.TextChoices):
    """How far a language version has come."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")


class AncestorPaths(Func):
    """The tree paths of a page and its ancestors, as an array: `000100010003` → `{0001, 00010001, 000100010003}`."""

    template = "ARRAY(SELECT left(%(expressions)s, step) FROM generate_series(4, length(%(expressions)s), 4) AS step)"
    output_field = ArrayField(models.CharField())


class IsAmong(Func):
    """Whether a value is a member of an array, written so that an index on the value's column is used."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class BilingualPageQuerySet(PageQuerySet):
    """Pages that know which of their language versions a reader may see."""

    def public_in(self, language: str | None = None) -> Self:
        """Keep the pages whose version in a language (default: the active one) is public.

        That is: the page is live and the language switched on, the same holds for every ancestor, no view restriction
        stands on it or on an ancestor, and no rule of a page's type withholds it. The cost is one index look-up per
        ancestor, whatever the size of the tree.
        """
        # To PostgreSQL a plain NOT EXISTS is a join that leaves next to nothing, so it sorts all pages to list the newest ten.
        hidden = When(Exists(self._hidden_in(language or active_language())), then=Value(False))
        return self.filter(Case(hidden, default=Value(True), output_field=models.BooleanField()), depth__gt=1)

    def public_below(self, parent: BilingualPage) -> Self:
        """Keep the children of a page whose version in the active language is public.

        All of them are below the same pages, which are asked once, so that ten thousand can be counted at once.
        """
        language = active_language()
        pages = self.model.base_page_model._base_manager
        is_parent_public = Exists(BilingualPageQuerySet(pages.model).public_in(language).filter(pk=parent.pk))
        return self.child_of(parent).filter(is_parent_public).exclude(hidden_itself(language))

    def with_public(self) -> Self:
        """Add whether each language version is public, as `public_da`."""
        return self.annotate(**{column("public", language): ~Exists(self._hidden_in(language)) for language in LANGUAGES})

    def with_states(self) -> Self:
        """Add how far each language version has come, as `state_da`, and whether it is behind or only copied.

        Its draft, as `behind_da` and `copied_da`, and what readers see, as `live_behind_da` and `live_copied_da`, are each
        judged for what they are. Of the draft, `machine_da` says whether a machine wrote some of it that nobody has confirmed,
        `passages` counts what is written, `done_da` what of it is done.
        """
        return self.annotate(
            **{name: F(f"language_summary__{name}") for name in ("passages", *(column("done", each) for each in LANGUAGES))},
            **{
                column(name, language): ExpressionWrapper(
                    Q(**{"language_summary__isnull": False, f"language_summary__{name}__contains": [language]}),
                    models.BooleanField(),
                )
                for name in ("behind", "live_behind", "copied", "live_copied", "machine")
                for language in LANGUAGES
            },
            **{
                column("state", language): Case(
                    When(~Exists(self._hidden_in(language)), then=Value(str(State.LIVE))),
                    When(**{column("has_text", language): True}, then=Value(str(State.DRAFT))),
                    default=Value(str(State.MISSING)),
                    output_field=models.CharField(choices=State.choices),
                )
                for language in LANGUAGES
            },
        )

    def for_readers(self) -> Self:
        """Read only what readers of the active language need of a page."""
        return self.only(*read_fields(self.model))

    def for_cards(self) -> Self:
        """Read only what lists need of a page: not its text."""
        return self.only(*card_fields(self.model))

    def matching(self, query: SearchQuery, language: str | None = None) -> Self:
        """Keep the pages whose words in a language (default: the active one) a reader's query asks for."""
        return self.filter(**{column("search_vector", language or active_language()): query})

    def _hidden_in(self, language: str) -> models.QuerySet:
        """Find what hides a page's version from readers: the page itself or one above it."""
        return (
            self.model.base_page_model._base_manager.filter(IsAmong(F("path"), AncestorPaths(OuterRef("path"))), depth__gt=1)
            .filter(hidden_itself(language))
            .order_by()
        )


def hidden_itself(language: str) -> Q:
    """Find, among all pages, those whose version in a language is hidden by themselves and not only by a page above."""
    return (
        Q(live=False)
        | Q(**{column("shown", language): False})
        | Q(view_restrictions__isnull=False)
        | Q(alias_of__view_restrictions__isnull=False)
        | withheld_in(language)
    )


def withheld_in(language: str) -> Q:
    """Find, among all pages, those that a rule of their type withholds from readers of a language."""
    rules = [rule for model in get_page_models() if (rule := model.withheld_in(language)) is not None]
    return reduce(or_, rules, Q())


def has_text(page: BilingualPage, language: str) -> bool:
    """Tell whether anything but a title, which may be borrowed, is written in a language; a title where a page has no more."""
    names = [name for name in page.required_to_show if name not in ("title", "slug")] or ["title"]
    return not all(_is_empty(getattr(page, column(name, language))) for name in names)


def missing_fields(page: BilingualPage, language: str) -> list[str]:
    """Name the translated fields that a page lacks before its version in a language can be public."""
    empty = [name for name in page.required_to_show if _is_empty(getattr(page, column(name, language)))]
    return ["title", *empty] if language == DEFAULT_LANGUAGE and borrows_title(page) else empty


def borrows_title(page: BilingualPage) -> bool:
    """Tell whether the Danish title is the English one, put there while nobody has written a Danish one; drafts only."""
    return bool(page.borrowed_title) and page.borrowed_title == getattr(page, column("title", DEFAULT_LANGUAGE))


def text_errors(page: BilingualPage, languages: list[str] | None = None) -> Errors:
    """Say, by column, what stops a page from being published in some languages, or else in those that are switched on."""
    errors: Errors = {}
    shown = languages or shown_languages(page)
    if not shown:
        nothing = _("Switch on at least one language before you publish, or save the page as a draft.")
        errors[column("shown", DEFAULT_LANGUAGE)] = ValidationError(nothing)
    for language in shown:
        for name in missing_fields(page, language):
            errors[column(name, language)] = ValidationError(
                _("“%(field)s” is missing in %(language)s. Write it, or switch %(language)s off."),
                params={"language": language_name(language), "field": capfirst(page._meta.get_field(name).verbose_name)},
            )
    return {**errors, **page.unfinished()}


def switched_off_errors(page: BilingualPage, languages: list[str] | None) -> Errors:
    """Say, by column, which languages that are to be published alone are switched off: nobody publishes them unawares."""
    sentence = _("%(language)s is switched off on this page. Switch it on before you publish it or send it to approval.")
    return {
        column("shown", language): ValidationError(sentence, params={"language": capfirst(language_name(language))})
        for language in languages or []
        if not getattr(page, column("shown", language))
    }


def withheld_errors(page: BilingualPage, languages: list[str] | None = None) -> Errors:
    """Say, by column, which languages, or else which of those that are switched on, a rule of the page's type withholds."""
    sentence = _("%(reason)s. Save the page as a draft, or switch %(language)s off.")
    reasons = {language: page.withheld_reason(language) for language in languages or shown_languages(page)}
    return {
        column("shown", language): ValidationError(
            sentence, params={"reason": capfirst(reason), "language": language_name(language)}
        )
        for language, reason in reasons.items()
        if reason
    }


def ancestor_errors(page: BilingualPage, parent: BilingualPage, languages: list[str] | None = None) -> Errors:
    """Say, by column, which page above stops some languages, or else those that are switched on, from being public."""
    errors: Errors = {}
    ancestors = list(parent.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("depth"))
    for language in languages or shown_languages(page):
        switched_off = [a for a in ancestors if not (a.live and getattr(a, column("shown", language)))]
        if switched_off:
            errors[column("shown", language)] = ValidationError(
                _(
                    "The page above, “%(page)s”, is not published in %(language)s. "
                    "Publish that page in %(language)s first, or switch %(language)s off here."
                ),
                params={"page": switched_off[0].get_admin_display_title(), "language": language_name(language)},
            )
    return errors


def shown_languages(page: BilingualPage) -> list[str]:
    """List the languages that are switched on for a page."""
    return [language for language in LANGUAGES if getattr(page, column("shown", language))]


def public_languages(page: BilingualPage) -> list[str]:
    """List the languages in which readers find a page."""
    pages = page.base_page_model.objects.filter(pk=page.pk)
    return [language for language in LANGUAGES if pages.public_in(language).exists()]


def _is_empty(value: Any) -> bool:
    if isinstance(value, RichText):
        value = value.source
    if isinstance(value, str):
        return not strip_tags(value).strip()
    return not value

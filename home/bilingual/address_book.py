"""Addresses in two languages: paths derived from slugs, and a book of every address that was ever public."""

import unicodedata

from django.db import connection, models
from django.http import Http404, HttpRequest
from django.utils import translation
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.bilingual.page import BilingualPage

ASSIGNMENTS = ", ".join(f"{column('url_path', language)} = computed.{language}" for language in LANGUAGES)
CHANGES = " OR ".join(f"page.{column('url_path', language)} IS DISTINCT FROM computed.{language}" for language in LANGUAGES)
# A page has a path in a language where it and every ancestor below the root have a slug in it.
COMPUTED = ", ".join(
    f"CASE WHEN bool_and(coalesce(ancestor.{column('slug', language)}, '') <> '') "
    f"THEN '/' || string_agg(ancestor.{column('slug', language)}, '/' ORDER BY ancestor.path) || '/' END AS {language}"
    for language in LANGUAGES
)


class PublicAddress(models.Model):
    """An address at which a language version is, or once was, public; a later page at the same address takes it over."""

    path = models.TextField(_("address"), unique=True)
    language = models.CharField(_("language"), max_length=2)
    page = models.ForeignKey("home.BasePage", on_delete=models.CASCADE, related_name="public_addresses")

    class Meta:
        verbose_name = _("public address")
        verbose_name_plural = _("public addresses")

    def __str__(self) -> str:
        return self.path


def refresh_descendants(page: BilingualPage) -> None:
    """Derive the paths of all pages below this one from their slugs, in both languages and in one query."""
    table = connection.ops.quote_name(page.base_page_model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} AS page
            SET {ASSIGNMENTS}, url_path = coalesce(computed.{DEFAULT_LANGUAGE}, '')
            FROM (
                SELECT descendant.id, {COMPUTED}
                FROM {table} AS descendant
                JOIN {table} AS ancestor ON ancestor.depth > 1 AND ancestor.path = ANY(
                    ARRAY(SELECT left(descendant.path, step) FROM generate_series(4, length(descendant.path), 4) AS step)
                )
                WHERE descendant.path LIKE %s AND descendant.path <> %s
                GROUP BY descendant.id
            ) AS computed
            WHERE page.id = computed.id AND ({CHANGES})
            """,  # noqa: S608 - table and column names come from the model, values are parameters
            [f"{page.path}%", page.path],
        )


def record_public(page: BilingualPage) -> None:
    """Write into the book where this page and its descendants are public now; two queries per language, however many they are.

    An address leads to the page that was public there last, so a page that takes an old address back ends its redirect.
    """
    for language in LANGUAGES:
        rows = [
            PublicAddress(path=path, language=language, page=public)
            for public in page.get_descendants(inclusive=True).public_in(language).order_by()
            if (path := public.url_in(language))
        ]
        PublicAddress.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["path"], update_fields=["language", "page"]
        )


def current_address(request: HttpRequest, path: str) -> str | None:
    """Return where the page that was once public at an address is public now, or None.

    What a page answers below its own address, as a list with one topic, moves with it. The answer is never the given
    address itself, so following it takes one hop and cannot loop.
    """
    path = unicodedata.normalize("NFC", uri_to_iri(path))
    if "\0" in path:
        return None
    path = path if path.endswith("/") else f"{path}/"
    entries = PublicAddress.objects.filter(path__in=_above(path)).select_related("page")
    entry = max(entries, key=lambda entry: len(entry.path), default=None)
    if entry is None or not type(entry.page).objects.filter(pk=entry.page_id).public_in(entry.language).exists():
        return None
    part = path.removeprefix(entry.path)
    address = entry.page.url_in(entry.language, request)
    if part and not _answers(entry.page, entry.language, request, part):
        return None
    return f"{address}{part}" if address and f"{address}{part}" != path else None


def _above(path: str) -> list[str]:
    """List an address and the two above it: no page answers further below its own."""
    segments = path.strip("/").split("/")
    return [path, *(f"/{'/'.join(segments[:-count])}/" for count in (1, 2) if len(segments) > count)]


def _answers(page: BilingualPage, language: str, request: HttpRequest, part: str) -> bool:
    with translation.override(language):
        try:
            page.specific.route(request, part.strip("/").split("/"))
        except Http404:
            return False
    return True

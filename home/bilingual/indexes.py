"""Puts many new pages at once into the two indexes that Wagtail otherwise updates page by page, as each is saved."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

if TYPE_CHECKING:
    from home.models import BasePage


def index_for_search(pages: Collection["BasePage"]) -> None:
    """Let the admin's search find some new pages; the queries are as many as their types."""
    for model in {type(page) for page in pages}:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, [page for page in pages if type(page) is model])


def index_references(pages: Collection["BasePage"]) -> None:
    """Note what some new pages refer to, for the admin's “used in”; one query, where their child rows are prefetched."""
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=page.cached_content_type,
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            to_content_type_id=to_content_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_content_type, to_object, model_path, content_path in {*ReferenceIndex._extract_references_from_object(page)}
    )

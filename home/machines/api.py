"""The pages for other programs to read, by Wagtail's API v2: what is public in a language, under that language's addresses.

Version 2 can only read. Version 3 also writes, with tokens of its own, and all of that would have to be closed here. There is
no search in it, since that would also look at the words of a language version that is not public.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest
from rest_framework.serializers import SerializerMethodField
from wagtail.api import APIField
from wagtail.api.v2.filters import AncestorOfFilter, ChildOfFilter, DescendantOfFilter, FieldsFilter, OrderingFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet

from home.bilingual.languages import active_language, other_language
from home.bilingual.texts import prose_fields
from home.pages.base import BasePage

# What is among the meta fields, or is no text of its own.
ELSEWHERE = ("title", "seo_title", "search_description")
LEFT_OUT = ("alias_of", "locale")


class PublicPageSerializer(PageSerializer):
    """Adds the address of the other language version."""

    alternate_url = SerializerMethodField()

    def get_alternate_url(self, page: Any) -> str | None:
        view = self.context["view"]
        return page.full_url_in(view.other, view.request) if page.pk in view.in_other else None


class PublicPagesViewSet(PagesAPIViewSet):
    """Lists and shows the pages that are public in the language of the address."""

    authentication_classes: list[Any] = []
    base_serializer_class = PublicPageSerializer
    # Without the search, and without what a tree per language needs.
    filter_backends = [FieldsFilter, ChildOfFilter, AncestorOfFilter, DescendantOfFilter, OrderingFilter]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {
        "search", "search_operator", "translation_of", "locale", "site",
    }  # fmt: skip
    meta_fields = [*(name for name in PagesAPIViewSet.meta_fields if name not in LEFT_OUT), "alternate_url"]
    listing_default_fields = [*PagesAPIViewSet.listing_default_fields, "alternate_url"]

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not settings.PUBLIC_API:
            raise Http404
        super().initial(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        return BasePage.objects.public_in(active_language()).filter(depth__gt=1).order_by("path")

    def find_object(self, queryset: Any, request: HttpRequest) -> Any:
        # The path in the English `html_url` begins with the language.
        path = request.GET.get("html_path", "")
        request.GET = request.GET.copy()
        if path.startswith(f"/{active_language()}/"):
            request.GET["html_path"] = path[len(active_language()) + 1 :]
        return super().find_object(queryset, request)

    def handle_exception(self, error: Exception) -> Any:
        if isinstance(error, ValueError | OverflowError | ValidationError | DataError):
            # A filter was asked for what is no date or number, or for one that no column holds.
            error = BadRequestError("a value in the query is not of the right kind")
        return super().handle_exception(error)

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        texts = [APIField(name) for name in prose_fields(model) if name not in ELSEWHERE]
        return [*super().get_body_fields(model), *texts]

    @classmethod
    def get_detail_default_fields(cls, model: Any) -> list[str]:
        # Core takes the locale out, which we do not have.
        return [*cls.get_body_fields_names(model), *cls.get_meta_fields_names(model)]

    def get_serializer(self, pages: Any, *args: Any, **kwargs: Any) -> Any:
        self.other = other_language(active_language())
        keys = [page.pk for page in (pages if kwargs.get("many") else [pages])]
        self.in_other = set(BasePage.objects.public_in(self.other).filter(pk__in=keys).values_list("pk", flat=True))
        return super().get_serializer(pages, *args, **kwargs)


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PublicPagesViewSet)

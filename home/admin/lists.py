"""Core's lists of pictures, documents, collections, users and groups, in the order of the reader's language.

And the way back to them from what is done with many at once.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import collections
from wagtail.admin.views.bulk_action.dispatcher import index as bulk_action
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.images.views import images
from wagtail.models import AbstractPage
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.users.views import groups, users

from home.admin.bin.policy import PagesPolicy
from home.admin.invitations import invite_button
from home.admin.screens import in_place_of_core
from home.admin.search.words import matching_rows
from home.bilingual.sorting import NamesInOrderMixin, in_order, tree_in_order
from home.pages.base import BasePage


class ImagesInOrder(NamesInOrderMixin, images.IndexView):
    """Finds pictures by their titles, and by their text equivalents in either language."""

    def search_queryset(self, queryset: Any) -> Any:
        found = super().search_queryset(queryset)
        if not self.is_searching:
            return found
        described = matching_rows(queryset.order_by(), self.search_query, "alt_text")
        both = queryset.filter(Q(pk__in=[picture.pk for picture in found]) | Q(pk__in=described.values("pk")))
        order = self.words_in_order(queryset.model)
        return both.order_by(*order, "pk") if order else both


class DocumentsInOrder(NamesInOrderMixin, documents.IndexView):
    pass


class FilesPolicy(CollectionOwnershipPermissionPolicy):
    """Who may do what with pictures and documents, as core has it, with the collections that one may choose in order."""

    def collections_user_has_any_permission_for(self, user: Any, actions: list[str]) -> QuerySet:
        return tree_in_order(super().collections_user_has_any_permission_for(user, actions))


def register_policies() -> None:
    """Put it before core's own, which is registered later and reads permissions on core's models."""
    for model, named in ((get_image_model(), Image), (get_document_model(), Document)):
        policy = FilesPolicy(model, auth_model=named, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
    register_permission_policy(BasePage, PagesPolicy(BasePage))


class CollectionsInOrder(collections.Index):
    def get_table(self, object_list: QuerySet) -> Any:
        return super().get_table(tree_in_order(object_list))


class UserList(NamesInOrderMixin, users.IndexView):
    def words_in_order(self, model: Any) -> list[Any]:
        names = [in_order(name) for name in ("last_name", "first_name")]
        by_name = {"name": names, "-name": [name.desc() for name in names]}
        return by_name.get(self.ordering) or super().words_in_order(model)

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [*invite_button(self.request.user), *super().header_buttons]


class UsersInOrder(users.UserViewSet):
    index_view_class = UserList


class GroupList(NamesInOrderMixin, groups.IndexView):
    pass


class GroupsInOrder(groups.GroupViewSet):
    index_view_class = GroupList


def act_on_many(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Do something with many things at once, and lead back to a list also where the address does not say to which."""
    if not get_valid_next_url_from_request(request):
        request.GET = request.GET.copy()
        request.GET["next"] = _list_of(app_label, model_name, request.GET.getlist("id"))
    return bulk_action(request, app_label, model_name, action)


def _list_of(app_label: str, model_name: str, ids: list[str]) -> str:
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if issubclass(model, AbstractPage):
        page = model.objects.filter(pk__in=[pk for pk in ids if pk.isdecimal()]).order_by("path").first()
        parent = page.get_parent() if page else None
        return reverse("wagtailadmin_explore", args=[parent.pk]) if parent else reverse("wagtailadmin_explore_root")
    lists = {get_user_model(): "wagtailusers_users:index", get_image_model(): "wagtailimages:index"}
    name = lists.get(model) or ("wagtaildocs:index" if model is get_document_model() else "")
    snippet = getattr(model, "snippet_viewset", None)
    return reverse(name or (snippet.get_url_name("list") if snippet else "wagtailadmin_home"))


urlpatterns = in_place_of_core(
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", act_on_many),
    path("images/", ImagesInOrder.as_view()),
    path("images/results/", ImagesInOrder.as_view(results_only=True)),
    path("documents/", DocumentsInOrder.as_view()),
    path("documents/results/", DocumentsInOrder.as_view(results_only=True)),
    path("collections/", CollectionsInOrder.as_view()),
)

"""What the admin's buttons “Delete” do: pages go to the bin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation

from home.admin.bin.acts import is_kept, put_in_bin
from home.admin.bin.models import KEPT, DeletedPage
from home.admin.bin.views import in_the_bin, tell_deleted
from home.admin.moves import topmost
from home.pages.base import BasePage


class DeleteToBinView(DeleteView):
    """Puts a page into the bin."""

    template_name = "wagtailadmin/bin/confirm_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_kept": is_kept(self.page), "kept_days": KEPT.days}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.usage.is_protected or not type_to_delete_confirmation(request):
            return super().post(request, *args, **kwargs)
        parent, title = self.page.get_parent(), self.page.get_admin_display_title()
        deleted = put_in_bin(self.page, request.user)
        text = gettext("“%(page)s” is deleted.") if deleted else gettext("“%(page)s” is deleted for good.")
        text = text % {"page": title}
        tell_deleted(request, f"{text} {in_the_bin(1)}" if deleted else text, [deleted] if deleted else [])
        for after in hooks.get_hooks("after_delete_page"):
            response = after(request, self.page)
            if hasattr(response, "status_code"):
                return response
        return redirect(self.next_url) if self.next_url else redirect("wagtailadmin_explore", parent.pk)


class DeletePages(DeleteBulkAction):
    """Puts pages into the bin; a page whose parent is deleted too goes with it."""

    template_name = "wagtailadmin/bin/confirm_bulk_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "kept_days": KEPT.days}

    def object_context(self, page: BasePage) -> dict[str, Any]:
        return {**super().object_context(page), "is_kept": is_kept(page)}

    def get_execution_context(self) -> dict[str, Any]:
        self.kept: list[DeletedPage] = []
        return {**super().get_execution_context(), "kept": self.kept}

    @classmethod
    def execute_action(
        cls, objects: list[BasePage], user: Any = None, kept: list[DeletedPage] | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        chosen = topmost(objects)
        below = sum(page.get_descendant_count() for page in chosen)
        for page in chosen:
            # An earlier one changes the tree around the next.
            deleted = put_in_bin(BasePage.objects.get(pk=page.pk).specific, user)
            if deleted and kept is not None:
                kept.append(deleted)
        return len(chosen), below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        text = str(super().get_success_message(num_parent_objects, num_child_objects))
        tell_deleted(self.request, f"{text}. {in_the_bin(len(self.kept))}" if self.kept else text, self.kept)
        return None

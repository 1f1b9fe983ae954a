"""Deletes the requests that are ticked on the list."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import log

from home.admin.inbox.listing import InboxFilterSet, found_in
from home.contact.inbox.answers import Questions
from home.contact.inbox.people import policy
from home.contact.submission import ContactSubmission


class DeleteRequests(BulkAction):
    """Deletes requests with their history; who did it is noted, and nobody's name."""

    models = [ContactSubmission]
    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete selected requests")
    template_name = "wagtailadmin/inbox/confirm_delete.html"
    classes = {"serious"}

    @cached_property
    def questions(self) -> Questions:
        return Questions()

    def check_perm(self, request: ContactSubmission) -> bool:
        return bool(policy.user_has_permission(self.request.user, "delete"))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        requests = InboxFilterSet(self.request.GET, queryset=ContactSubmission.objects.all(), request=self.request).qs
        words = self.request.GET.get("q", "")
        return (found_in(requests, words) if words else requests).values_list("pk", flat=True)

    def object_context(self, request: ContactSubmission) -> dict[str, Any]:
        return {"item": request, "name": self.questions.name(request), "url": reverse("request", args=[request.pk])}

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[ContactSubmission], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        for request in objects:
            log(request, "wagtail.delete", user=user, deleted=True)
        ContactSubmission.objects.filter(pk__in=[request.pk for request in objects]).delete()
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        text = ngettext("%(count)d request has been deleted.", "%(count)d requests have been deleted.", num_parent_objects)
        return text % {"count": num_parent_objects}

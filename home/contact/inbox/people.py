"""Who deals with requests."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from home.contact.submission import ContactSubmission
from home.security.users import User

policy = ModelPermissionPolicy(ContactSubmission)


def name_of(user: Any) -> str:
    """What colleagues call somebody."""
    return user.get_full_name() or user.get_username()


def colleagues(request: ContactSubmission) -> QuerySet[User]:
    """Those to whom a request may be assigned: who may deal with requests, and who has this one."""
    able = policy.users_with_any_permission(["change"]).values("pk")
    return User.objects.filter(Q(pk__in=able) | Q(pk=request.assigned_to_id)).order_by("first_name", "last_name", "username")

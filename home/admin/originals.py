"""The originals of pictures, for the editors who may use them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.permissions import policy_registry

from home.pages.media import ClinicImage


def original(request: HttpRequest, name: str) -> FileResponse:
    """Hand out an original as a download."""
    picture = get_object_or_404(ClinicImage, file=name)
    if not may_use(request.user, picture):
        raise PermissionDenied
    try:
        return FileResponse(picture.file.open("rb"), as_attachment=True, filename=picture.filename)
    except FileNotFoundError as error:
        raise Http404 from error


def may_use(user: Any, picture: ClinicImage) -> bool:
    """Tell whether an editor may put a picture on a page."""
    policy = policy_registry.get_by_type(ClinicImage)
    return any(policy.user_has_permission_for_instance(user, action, picture) for action in ("choose", "change"))

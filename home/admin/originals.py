"""The originals of pictures, for the editors who may use them."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.permissions import policy_registry

from home.pages.media import ClinicImage


def original(request: HttpRequest, name: str) -> FileResponse:
    """Hand out an original as a download."""
    picture = get_object_or_404(ClinicImage, file=name)
    policy = policy_registry.get_by_type(ClinicImage)
    if not any(policy.user_has_permission_for_instance(request.user, action, picture) for action in ("choose", "change")):
        raise PermissionDenied
    try:
        return FileResponse(picture.file.open("rb"), as_attachment=True, filename=picture.filename)
    except FileNotFoundError as error:
        raise Http404 from error

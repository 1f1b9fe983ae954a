"""Says why a page cannot be moved beside its namesake: core looks at the slug of one language only."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from home.bilingual.slugs import check_slugs

if TYPE_CHECKING:
    from home.models import BasePage


def refuse_namesake(request: HttpRequest, page: "BasePage", destination: "BasePage") -> HttpResponse | None:
    """Send the editor back with the reason, where a page at the destination has a slug of this one."""
    if not _explain(request, page, destination):
        return None
    return redirect("wagtailadmin_pages:move", page.pk)


def refuse_namesakes(request: HttpRequest, action_type: str, pages: Any, action: Any) -> HttpResponse | None:
    """Do the same when many pages are moved at once."""
    if action_type != "move" or not pages:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    if not [page for page in pages if _explain(request, page, destination)]:
        return None
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _explain(request: HttpRequest, page: "BasePage", destination: "BasePage") -> bool:
    try:
        check_slugs(page, destination)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, f"{page.get_admin_display_title()}: {message}")
        return True
    return False

"""The admin's copy screen, where a page is copied with its descendants."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.utils import get_valid_next_url_from_request

from home.bilingual.copying import CopyTreeAction
from home.pages.base import BasePage


def copy_with_descendants(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Copy a page with its descendants and answer as core's view does; leave all else to that view."""
    if request.method != "POST":
        return None
    form = getattr(page.specific_class, "copy_form_class", CopyForm)(request.POST, user=request.user, page=page)
    if not form.is_valid() or not form.cleaned_data.get("copy_subpages") or form.cleaned_data.get("alias"):
        return None
    parent = form.cleaned_data["new_parent_page"]
    copy = CopyTreeAction(
        page,
        to=parent,
        recursive=True,
        update_attrs={"title": form.cleaned_data["new_title"], "slug": form.cleaned_data["new_slug"]},
        keep_live=form.cleaned_data.get("publish_copies", False),
        user=request.user,
    ).execute()
    values = {"page_title": page.specific_deferred.get_admin_display_title(), "subpages_count": copy.get_descendants().count()}
    messages.success(
        request,
        gettext("Page '%(page_title)s' and %(subpages_count)s subpages copied.") % values,
        buttons=[messages.button(reverse("wagtailadmin_pages:edit", args=[copy.pk]), gettext("Edit"))],
    )
    for after_copy in hooks.get_hooks("after_copy_page"):
        response = after_copy(request, page, copy)
        if hasattr(response, "status_code"):
            return response
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[parent.pk]))

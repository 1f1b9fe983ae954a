"""The screen that shows every place of a picture, and puts another one there."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from home.admin.readiness.board import editable_pages
from home.admin.replace.places import Place, stored_value
from home.admin.screens import AdminScreen
from home.bilingual.block_visitor import Kind, Leaf, with_leaves
from home.bilingual.languages import translated_fields
from home.bilingual.roles import writes_everything
from home.editing.beside_pages import editable_beside_pages, save_owner
from home.editing.drafts import lock_message
from home.pages.media import ClinicImage


class PictureChoice(forms.Form):
    """What is to stand in the picture's place."""

    new = forms.ModelChoiceField(ClinicImage.objects.none(), label=_("New picture"), widget=AdminImageChooser)

    def __init__(self, *args: Any, user: Any, old: ClinicImage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = policy_registry.get_by_type(ClinicImage).instances_user_has_any_permission_for(user, ["choose", "change"])
        self.fields["new"].queryset = allowed.exclude(pk=old.pk)


class ReplacePictureView(AdminScreen):
    template_name = "wagtailadmin/home/replace_picture.html"
    page_title = _("Replace everywhere")
    header_icon = "image"

    def has_permission(self) -> bool:
        return writes_everything(self.request.user)

    @cached_property
    def picture(self) -> ClinicImage:
        return get_object_or_404(ClinicImage, pk=self.kwargs["pk"])

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailimages:edit", args=[self.picture.pk]), "label": self.picture.title}]

    def get_context_data(self, form: PictureChoice | None = None, **kwargs: Any) -> dict[str, Any]:
        form = form or self.make_form(None)
        found = {"picture": self.picture, "form": form, "places": list(places_of(self.picture, self.request.user))}
        return {**super().get_context_data(**kwargs), **found, "media": form.media}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = set(request.POST.getlist("place"))
        places = [place for place in places_of(self.picture, request.user) if place.key in chosen and not place.problem]
        if not places:
            messages.warning(request, gettext("Nothing was changed. Choose at least one place."))
            return self.render_to_response(self.get_context_data(form=form))
        replace_picture(self.picture, form.cleaned_data["new"], places, request.user)
        count = len(places)
        text = ngettext("The picture is replaced in %(count)s place.", "The picture is replaced in %(count)s places.", count)
        messages.success(request, text % {"count": count})
        if any(place.is_page for place in places):
            messages.info(request, gettext("Pages have a new draft; readers get it once it is published."))
        return redirect("replace_picture", pk)

    def make_form(self, data: Any) -> PictureChoice:
        if not policy_registry.get_by_type(ClinicImage).user_has_any_permission(self.request.user, ["choose", "change"]):
            raise PermissionDenied
        return PictureChoice(data, user=self.request.user, old=self.picture)


def places_of(picture: ClinicImage, user: Any) -> Iterator[Place]:
    """List where a picture stands, in the drafts of pages and elsewhere, as far as a person may change it."""
    # The database leaves out the drafts in which the number does not stand at all.
    drafts = Revision.page_revisions.annotate(text=Cast("content", models.TextField())).filter(text__contains=str(picture.pk))
    pages = editable_pages(user).filter(alias_of=None, latest_revision__in=drafts.values("pk"))
    finder = AdminURLFinder(user)
    for page in pages.specific().iterator():
        if page.permissions_for_user(user).can_edit():
            draft, url = page.get_latest_revision_as_object(), finder.get_edit_url(page) or ""
            yield from _in_object(draft, picture, url, lock_message(page, user))
    for instance, url in editable_beside_pages(user):
        yield from _in_object(instance, picture, url, "")


@transaction.atomic
def replace_picture(old: ClinicImage, new: ClinicImage, places: Iterable[Place], user: Any) -> None:
    """Put a picture in the place of another, on pages as a new draft."""
    for _key, group in groupby(places, key=lambda place: (place.owner._meta.label_lower, place.owner.pk)):
        of_owner = list(group)
        owner = of_owner[0].owner
        for place in of_owner:
            setattr(owner, place.field.attname, _replaced(place.field, stored_value(owner, place.field), old.pk, new.pk))
        save_owner(owner, user)


def _in_object(owner: Any, picture: ClinicImage, url: str, problem: str) -> Iterator[Place]:
    translated = translated_fields(type(owner))
    for field in owner._meta.concrete_fields:
        # Of a translated field the original column follows the Danish one.
        if field.name in translated or not field.editable:
            continue
        if not isinstance(field, StreamField) and field.related_model is not ClinicImage:
            continue
        stored = stored_value(owner, field)
        if stored and _replaced(field, stored, picture.pk, None) != stored:
            yield Place(owner, url, "", field, SafeString(), problem)


def _replaced(field: models.Field, stored: Any, old: int, new: int | None) -> Any:
    if not isinstance(field, StreamField):
        return new if stored == old else stored

    def change(leaf: Leaf) -> Any:
        is_it = leaf.kind is Kind.CHOSEN and leaf.value == old and leaf.block.model_class is ClinicImage
        return new if is_it else leaf.value

    return with_leaves(field.stream_block, stored, change)

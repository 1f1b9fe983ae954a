"""The admin's copy screen: a page is copied in both languages, with its descendants, under the titles that one gives it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.admin import messages
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.copy import CopyView

from home.bilingual.copying import CopyTreeAction
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, language_name
from home.bilingual.slugs import check_slugs, free_slug, propose_slug
from home.editing.panels import slug_input
from home.pages.base import BasePage

NAMES = {"title": _("New title"), "slug": _("New slug")}


class BilingualCopyForm(CopyForm):
    """Asks for the title and the slug in each language; a slug that is left empty is made of the title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["new_title"], self.fields["new_slug"]
        for language in LANGUAGES:
            for name, label in NAMES.items():
                field = BasePage._meta.get_field(column(name, language)).formfield(required=False)
                field.label = format_lazy("{name} – {language}", name=label, language=language_name(language))
                field.help_text = ""
                self.fields[column(f"new_{name}", language)] = field
            self.fields[column("new_title", language)].initial = getattr(self.page, column("title", language))
            slug = self.fields[column("new_slug", language)]
            slug.widget, slug.help_text = slug_input(), _("Leave empty to make it of the title.")

    @property
    def sides(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The fields of each language."""
        return [(code, self[column("new_title", code)], self[column("new_slug", code)]) for code in LANGUAGES]

    @property
    def new_values(self) -> dict[str, str | None]:
        """What the copy has of its own."""
        columns = [(column(name, language), column(f"new_{name}", language)) for name in NAMES for language in LANGUAGES]
        return {name: self.cleaned_data[field] or None for name, field in columns}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        titles = [column("new_title", language) for language in LANGUAGES]
        if not any(cleaned.get(name) or name in self.errors for name in titles):
            self.add_error(titles[0], gettext("Write a title in at least one language."))
        parent = cleaned.get("new_parent_page")
        if parent and not self.errors:
            copy = BasePage()
            for language in LANGUAGES:
                name, title = column("new_slug", language), cleaned[column("new_title", language)]
                if not title:
                    cleaned[name] = ""
                elif not cleaned[name] and (proposed := propose_slug(title)):
                    cleaned[name] = free_slug(copy, parent, proposed, language)
                setattr(copy, column("slug", language), cleaned[name])
            try:
                check_slugs(copy, parent)
            except ValidationError as error:
                for name, reasons in error.error_dict.items():
                    self.add_error(f"new_{name}", reasons)
        return cleaned


class BilingualCopyView(CopyView):
    """Copies a page, or makes an alias of it, as core's view does."""

    template_name = "wagtailadmin/home/copy.html"

    def get_form_class(self) -> type[BilingualCopyForm]:
        return BilingualCopyForm

    def form_valid(self, form: BilingualCopyForm) -> HttpResponse:
        self.parent_page = form.cleaned_data["new_parent_page"]
        try:
            with transaction.atomic():
                copy = self._alias(form) if form.cleaned_data.get("alias") else self._copy(form)
        except ValidationError as error:
            # Of what is published at once, both languages that are shown must be whole.
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        self._tell(copy, with_descendants=bool(form.cleaned_data.get("copy_subpages")))
        for after_copy in hooks.get_hooks("after_copy_page"):
            response = after_copy(self.request, self.page, copy)
            if hasattr(response, "status_code"):
                return response
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=[self.parent_page.pk]))

    def _copy(self, form: BilingualCopyForm) -> BasePage:
        may_publish = self.parent_page.permissions_for_user(self.request.user).can_publish_subpage()
        action = CopyTreeAction(
            self.page,
            to=self.parent_page,
            recursive=bool(form.cleaned_data.get("copy_subpages")),
            update_attrs=form.new_values,
            keep_live=bool(may_publish and form.cleaned_data.get("publish_copies")),
            user=self.request.user,
        )
        return action.execute()

    def _alias(self, form: BilingualCopyForm) -> BasePage:
        """Make an alias, which has its page's titles; the form has asked whether this is allowed."""
        with translation.override(DEFAULT_LANGUAGE):
            alias = CreatePageAliasAction(
                self.page.specific,
                recursive=bool(form.cleaned_data.get("copy_subpages")),
                parent=self.parent_page,
                user=self.request.user,
            ).execute(skip_permission_checks=True)
            for language in LANGUAGES:
                if slug := form.data.get(column("new_slug", language)):
                    setattr(alias, column("slug", language), slug)
            alias.save()
        return alias

    def _tell(self, copy: BasePage, *, with_descendants: bool) -> None:
        values = {"page_title": self.page.specific_deferred.get_admin_display_title()}
        words = gettext("Page '%(page_title)s' copied.")
        if with_descendants:
            words = gettext("Page '%(page_title)s' and %(subpages_count)s subpages copied.")
            values["subpages_count"] = copy.get_descendants().count()
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[copy.pk]), gettext("Edit"))
        messages.success(self.request, words % values, buttons=[button])

"""What the admin offers beside “Publish”: one language alone, and what its history says of it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import LogFormatter

from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.publishing import alias_errors, publish_language, unpublish_language
from home.bilingual.visibility import public_languages
from home.pages.base import BasePage


class PublishLanguageItem(ActionMenuItem):
    """Publishes one language of the page and leaves the other as readers have it."""

    name = "action-publish"
    icon_name = "globe"
    template_name = "wagtailadmin/home/publish_language.html"

    def __init__(self, language: str, order: int) -> None:
        super().__init__(order)
        self.language = language

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] == "create":
            return bool(context["parent_page"].permissions_for_user(context["request"].user).can_publish_subpage())
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        return bool(self.get_user_page_permissions_tester(context).can_publish())

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        label = gettext("Publish only %(language)s") % {"language": language_name(self.language)}
        return {**super().get_context_data(parent_context), "label": label, "language": self.language}


class PublishForecastItem(ActionMenuItem):
    """Says above the ways to publish what readers will see of the draft."""

    template_name = "wagtailadmin/home/publish_forecast_item.html"


def approval_first(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put what an approver has come for above all else that can be done with a page."""
    menu_items.sort(key=lambda item: 15 if isinstance(item, WorkflowMenuItem) else item.order)


class UnpublishLanguageItem(PublishLanguageItem):
    """Leads to taking one language of a live page from its readers."""

    name = "action-unpublish-language"
    icon_name = "download"
    template_name = "wagtailadmin/pages/action_menu/menu_item.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        # A schedule locks the page, and yet a language can be taken from its readers.
        if context["view"] != "edit" or not self.get_user_page_permissions_tester(context).can_unpublish():
            return False
        if context["page"].alias_of_id:
            return False
        live = type(context["page"]).objects.get(pk=context["page"].pk)
        return all(getattr(live, column("shown", language)) for language in LANGUAGES)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        label = gettext("Unpublish only %(language)s") % {"language": language_name(self.language)}
        return {**super().get_context_data(parent_context), "label": label}

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("unpublish_language", args=[parent_context["page"].pk, self.language])


def publish_chosen_language(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Publish one language where the editor's button says so, and tell what readers see now."""
    language = request.POST.get("action-publish")
    if language not in LANGUAGES:
        return None
    try:
        changed = publish_language(page, language, request.user)
    except ValidationError as error:
        return _refused(request, page, error)
    published = type(page).objects.get(pk=page.pk)
    text = gettext("“%(page)s” is published in %(language)s.") % {
        "page": published.get_admin_display_title(),
        "language": language_name(language),
    }
    if changed:
        labels = ", ".join(field_label(type(page), name) for name in changed)
        text += " " + gettext("In both languages, readers now also see what you changed in: %(fields)s.") % {"fields": labels}
    return tell_published(request, published, text)


def confirm_publication(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Tell in which languages readers find a page that has just been published; leave a scheduled one to core."""
    if page.go_live_at and page.go_live_at > timezone.now():
        return None
    names = [str(language_name(language)) for language in public_languages(page)]
    text = gettext("“%(page)s” is published. Readers find it in %(languages)s.") % {
        "page": page.get_admin_display_title(),
        "languages": get_text_list(names, gettext("and")),
    }
    return tell_published(request, page, text)


def tell_published(request: HttpRequest, page: BasePage, text: str) -> HttpResponse:
    """Confirm a publication with a link to each of the page's public addresses, and go where the editor came from."""
    buttons = [
        messages.button(address, gettext("View in %(language)s") % {"language": language_name(language)}, new_window=False)
        for language in public_languages(page)
        if (address := page.url_in(language, request))
    ]
    buttons.append(messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), gettext("Edit")))
    messages.success(request, text, buttons=buttons)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[page.get_parent().pk]))


def tell_of_schedule(request: HttpRequest, page: BasePage) -> None:
    """Say that the scheduled version of a page that is being unpublished is not published either."""
    if scheduled := page.scheduled_revision:
        sentence = gettext(
            "The schedule of “%(page)s” (%(time)s) is cancelled. The draft is kept, and you can schedule it again."
        )
        messages.warning(request, sentence % {"page": page.get_admin_display_title(), "time": schedule_time(scheduled)})


def schedule_time(scheduled: Any) -> str:
    """Write the time at which a version is to be published."""
    return date_format(timezone.localtime(scheduled.approved_go_live_at), "SHORT_DATETIME_FORMAT")


def _refused(request: HttpRequest, page: BasePage, error: ValidationError) -> HttpResponse:
    for message in error.messages:
        messages.error(request, message)
    return redirect("wagtailadmin_pages:edit", page.pk)


def field_label(model: Any, name: str) -> str:
    """Name a field or a child table of a page as its editor reads it."""
    field = model._meta.get_field(name)
    return str(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)


def unpublish_language_view(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Ask before one language is taken from its readers, and do it."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if language not in LANGUAGES or not page.permissions_for_user(request.user).can_unpublish():
        raise PermissionDenied
    if page.alias_of_id:
        return _refused(request, page, ValidationError(alias_errors(page)))
    if request.method == "POST":
        # Read now, since the schedule is gone afterwards.
        is_scheduled = page.approved_schedule
        try:
            unpublish_language(page, language, request.user)
        except ValidationError as error:
            messages.error(request, gettext("The other language cannot stay as it is. Unpublish the whole page instead."))
            return _refused(request, page, error)
        if is_scheduled:
            tell_of_schedule(request, page)
        text = gettext("“%(page)s” is no longer published in %(language)s.")
        messages.success(request, text % {"page": page.get_admin_display_title(), "language": language_name(language)})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "language": language_name(language)}
    return TemplateResponse(request, "wagtailadmin/home/unpublish_language.html", context)


class PublishLanguageFormatter(LogFormatter):
    """Says in the history which language was published."""

    label = _("Publish one language")
    sentence = _("Published in %(language)s only")

    def format_message(self, log_entry: Any) -> str:
        return str(self.sentence) % {"language": language_name(log_entry.data["language"])}


class UnpublishLanguageFormatter(PublishLanguageFormatter):
    """Says in the history which language was unpublished."""

    label = _("Unpublish one language")
    sentence = _("Unpublished in %(language)s only")

from functools import partial
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_otp_webauthn.views import BeginCredentialAuthenticationView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from home.admin.actions import (
    PublishForecastItem,
    PublishLanguageFormatter,
    PublishLanguageItem,
    UnpublishLanguageFormatter,
    UnpublishLanguageItem,
    confirm_publication,
    publish_chosen_language,
    tell_of_schedule,
    unpublish_language_view,
)
from home.admin.bulk_actions import DeletePages, MovePages, PublishPages, UnpublishPages
from home.admin.copy_screen import copy_with_descendants
from home.admin.core_gaps.link_tooltip import link_tooltip_script
from home.admin.declaring import DeclareFormatter, behind_view, declare_when_publishing
from home.admin.guide.views import GuideView, TaskView, add_guide
from home.admin.moderation import SubmitLanguageItem, explain_refusal, note_submitted_language
from home.admin.moves import refuse_namesake, refuse_namesakes
from home.admin.originals import original
from home.admin.readiness.board import BoardView
from home.admin.readiness.gaps import page_gaps
from home.admin.readiness.half_written import form_gaps, half_written_items
from home.admin.readiness.launch import clinic_items
from home.admin.readiness.overdue import add_overdue_panel
from home.admin.readiness.panels import add_panels
from home.admin.redirects import urls as redirect_urls
from home.admin.reports import ExamplesView, RetentionMenuItem, RetentionView
from home.admin.sessions import logged_in_again
from home.admin.share_draft import ShareDraftView, share_draft_button
from home.admin.translate.views import TranslateView, translate_buttons
from home.admin.viewset import BilingualPageViewSet
from home.bilingual.languages import LANGUAGES
from home.clinic.viewsets import PractitionerViewSet
from home.contact.refuse_deletion import refuse_deletion, refuse_deletions
from home.contact.views import (
    forms_with_visible_requests,
    remove_forms_menu_item,
    requests_menu_item,
    requests_view,
)
from home.editing.half_written import tell_half_written
from home.operations.scheduled_steps import STEPS
from home.outbox.views import OutboxMenuItem, OutboxView, add_trouble_panel
from home.privacy.holdings_of_home import find_mails, find_requests, find_users
from home.privacy.retention import mails_part, requests_part
from home.privacy.screen import ErasePersonFormatter, ExportPersonFormatter, PersonMenuItem, PersonView, ReadPersonFormatter
from home.reading.links import PublicPageLinkHandler
from home.security.second_factor import passkeys
from home.security.second_factor.views import overview, set_up, verify

register_snippet(PractitionerViewSet)

hooks.register("insert_editor_js", link_tooltip_script)
hooks.register("before_copy_page", copy_with_descendants)
hooks.register("before_move_page", refuse_namesake)
hooks.register("before_bulk_action", refuse_namesakes)
for bulk_action in (DeletePages, MovePages, PublishPages, UnpublishPages):
    # After Wagtail's own, in whose place they stand.
    hooks.register("register_bulk_action", bulk_action, order=1)
hooks.register("before_unpublish_page", tell_of_schedule)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_deletions)
hooks.register("before_publish_page", declare_when_publishing, order=-1)
hooks.register("before_publish_page", publish_chosen_language)
hooks.register("after_edit_page", note_submitted_language)
hooks.register("construct_homepage_panels", add_guide)
hooks.register("after_publish_page", tell_half_written, order=-1)
hooks.register("after_publish_page", confirm_publication)
for saved in ("after_edit_page", "after_create_page", "after_create_snippet", "after_edit_snippet", "after_edit_setting"):
    hooks.register(saved, tell_half_written)
hooks.register("register_page_action_menu_item", partial(PublishForecastItem, 10))
hooks.register("register_page_header_buttons", share_draft_button)
hooks.register("register_page_header_buttons", translate_buttons)
hooks.register("register_admin_viewset", BilingualPageViewSet)
hooks.register("construct_homepage_panels", add_overdue_panel)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("register_readiness_gaps", page_gaps)
hooks.register("register_launch_items", clinic_items)
hooks.register("register_launch_items", half_written_items)
hooks.register("register_readiness_gaps", form_gaps)
hooks.register("construct_homepage_panels", add_trouble_panel)
hooks.register("register_admin_menu_item", requests_menu_item)
hooks.register("construct_main_menu", remove_forms_menu_item)
hooks.register("filter_form_submissions_for_user", forms_with_visible_requests)
for find in (find_requests, find_mails, find_users):
    hooks.register("personal_data", find)
for part in (requests_part, mails_part):
    hooks.register("retention", part)
for step in STEPS:
    hooks.register("scheduled_work", step)
for order, language in enumerate(LANGUAGES):
    hooks.register("register_page_action_menu_item", partial(PublishLanguageItem, language, 200 + order))
    hooks.register("register_page_action_menu_item", partial(SubmitLanguageItem, language, 250 + order))
    hooks.register("register_page_action_menu_item", partial(UnpublishLanguageItem, language, 300 + order))


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: Any) -> None:
    features.register_link_type(PublicPageLinkHandler)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/not-published/", explain_refusal, name="explain_refusal"),
        path("requests/", requests_view, name="requests"),
        path("emails/", OutboxView.as_view(), name="outbox"),
        path("session/again/", logged_in_again, name="logged_in_again"),
        path("person/", PersonView.as_view(), name="person"),
        path("retention/", RetentionView.as_view(), name="retention"),
        path("second-factor/", verify, name="second_factor"),
        path("second-factor/set-up/", set_up, name="second_factor_set_up"),
        path("second-factor/codes/", overview, name="second_factor_codes"),
        path("second-factor/passkeys/offer/", passkeys.OfferView.as_view(), name="passkey_offer"),
        path("second-factor/passkeys/add/", passkeys.AddView.as_view(), name="passkey_add"),
        path("second-factor/passkeys/ask/", BeginCredentialAuthenticationView.as_view(), name="passkey_ask"),
        path("second-factor/passkeys/check/", passkeys.CheckView.as_view(), name="passkey_check"),
        path("second-factor/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey_remove"),
        path("originals/<path:name>", original, name="original_picture"),
        path("examples/", ExamplesView.as_view(), name="examples"),
        path("guide/", GuideView.as_view(), name="guide"),
        path("guide/<slug:slug>/", TaskView.as_view(), name="guide_task"),
        path("readiness/", BoardView.as_view(), name="readiness"),
        path("readiness/results/", BoardView.as_view(results_only=True), name="readiness_results"),
        path("pages/<int:page_id>/share-draft/", ShareDraftView.as_view(), name="share_draft"),
        path("pages/<int:page_id>/translate/<str:language>/", TranslateView.as_view(), name="translate"),
        path("pages/<int:page_id>/behind/", behind_view, name="behind"),
        path("pages/<int:page_id>/unpublish/<str:language>/", unpublish_language_view, name="unpublish_language"),
    ]


@hooks.register("register_admin_urls", order=-1)
def register_redirect_urls() -> list[URLPattern]:
    # Before core's own, so that these are found first.
    return [path("redirects/", include(redirect_urls))]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("home.publish_language")(PublishLanguageFormatter)
    actions.register_action("home.unpublish_language")(UnpublishLanguageFormatter)
    actions.register_action("home.declare")(DeclareFormatter)
    actions.register_action("home.read_person")(ReadPersonFormatter)
    actions.register_action("home.export_person")(ExportPersonFormatter)
    actions.register_action("home.erase_person")(ErasePersonFormatter)


@hooks.register("register_reports_menu_item")
def register_examples_menu_item() -> MenuItem:
    return MenuItem(_("Examples"), reverse("examples"), name="examples", icon_name="warning", order=100)


@hooks.register("register_help_menu_item")
def register_guide_menu_item() -> MenuItem:
    return MenuItem(_("How do I …?"), reverse("guide"), name="guide", icon_name="help", order=100)


@hooks.register("register_account_menu_item")
def register_second_factor_item(request: HttpRequest) -> dict[str, Any]:
    help_text = _("A code from your telephone, backup codes, and passkeys.")
    return {"url": reverse("second_factor_codes"), "label": _("Login with a code"), "help_text": help_text}


@hooks.register("register_permissions")
def register_write_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="home", codename__startswith="write_")


@hooks.register("register_permissions")
def register_personal_data_permissions() -> QuerySet[Permission]:
    names = ("view_contactsubmission", "erase_person", "view_mail", "change_mail", "view_retentionrun")
    return Permission.objects.filter(content_type__app_label="home", codename__in=names)


@hooks.register("register_reports_menu_item")
def register_outbox_menu_item() -> MenuItem:
    return OutboxMenuItem(_("E-mails"), reverse("outbox"), name="outbox", icon_name="mail", order=200)


@hooks.register("register_reports_menu_item")
def register_person_menu_item() -> MenuItem:
    return PersonMenuItem(_("A person’s data"), reverse("person"), name="person", icon_name="user", order=210)


@hooks.register("register_reports_menu_item")
def register_retention_menu_item() -> MenuItem:
    return RetentionMenuItem(_("Scheduled deletion"), reverse("retention"), name="retention", icon_name="bin", order=220)


@hooks.register("register_reports_menu_item")
def register_readiness_menu_item() -> MenuItem:
    return MenuItem(_("Readiness"), reverse("readiness"), name="readiness", icon_name="globe", order=50)


@hooks.register("insert_global_admin_css")
def insert_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("home/css/admin.css"))

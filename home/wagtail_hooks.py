"""What the rooms give to Wagtail, room by room; each lies in a file that is named for it."""

from datetime import timedelta
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
from wagtail.snippets.models import register_snippet

from home.admin import actions, declaring, moderation, person
from home.admin.bin.acts import empty_bin
from home.admin.bin.deleting import DeletePages
from home.admin.bin.policy import without_bin
from home.admin.bin.views import BinMenuItem, BinView, DeleteForGoodView, bring_back_view
from home.admin.bulk_actions import MovePages, PublishPages, UnpublishPages
from home.admin.calendar.events import EVENTS
from home.admin.calendar.views import CalendarView
from home.admin.core_gaps.compared import register_comparisons
from home.admin.core_gaps.link_tooltip import link_tooltip_script
from home.admin.exchange.bring_back import BringBackView
from home.admin.exchange.first_draft import DraftPageView, DraftRunView, DraftView, draft_button
from home.admin.exchange.send import SendPageView, SendView, send_button
from home.admin.expired_sessions import logged_in_again
from home.admin.guide.views import GuideView, TaskView, add_guide
from home.admin.inbox import menu as inbox_menu
from home.admin.inbox.deleting import DeleteRequests
from home.admin.inbox.listing import InboxView
from home.admin.inbox.request_view import RequestView
from home.admin.invitations import InviteView, invite_again_button
from home.admin.lists import register_policies
from home.admin.moves import refuse_namesake, refuse_namesakes
from home.admin.originals import original
from home.admin.outbox import OutboxView
from home.admin.page_views import BilingualPageViewSet
from home.admin.paste import paste
from home.admin.readiness.board import BoardView
from home.admin.readiness.gaps import page_gaps
from home.admin.readiness.launch import clinic_items, half_written_items
from home.admin.readiness.panels import add_panels
from home.admin.redirects import urls as redirect_urls
from home.admin.replace.models import forget_old_replacements
from home.admin.replace.pictures import ReplacePictureView
from home.admin.replace.views import ReplaceView, undo_replacement
from home.admin.reports import ExamplesView, RetentionView
from home.admin.screens import ScreenMenuItem
from home.admin.search.elsewhere import ElsewhereSearchArea, ElsewhereView
from home.admin.share_draft import ShareDraftView, share_draft_button
from home.admin.today import server, waiting
from home.admin.today.acts import clinic_acts
from home.admin.today.closed_day import ClosedDayDoneView, ClosedDayView
from home.admin.today.panel import add_today, remove_summary
from home.admin.today.short_screens import MessageView, PricesView
from home.admin.translate.buttons import translate_buttons
from home.admin.translate.finish import finish_translation
from home.admin.translate.views import TranslateView
from home.admin.versions import ClinicVersionsViewSet
from home.bilingual.languages import LANGUAGES
from home.clinic.viewsets import PractitionerViewSet, WarningSignsViewSet
from home.contact.inbox.viewsets import AnswerTemplateViewSet
from home.contact.refuse_deletion import refuse_deletion, refuse_deletions
from home.editing.glossary.viewsets import GlossaryViewSet
from home.editing.half_written import tell_half_written
from home.editing.top_picture import tell_unfit_picture
from home.editing.versions import CLOSED, FORMER, MESSAGE, OPENED, PRICES
from home.operations.scheduled_work import STEPS, Step
from home.privacy.holdings_of_home import find_mails, find_requests, find_users
from home.privacy.retention import mails_part, requests_part
from home.reading.links import PublicPageLinkHandler
from home.security.second_factor import passkeys
from home.security.second_factor.views import overview, set_up, verify

register_policies()
register_comparisons()

# admin: pages, how they are published, copied, moved and deleted

hooks.register("register_admin_viewset", BilingualPageViewSet)
for header_buttons in (share_draft_button, translate_buttons, draft_button, send_button):
    hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_action_menu_item", partial(actions.PublishForecastItem, 10))
hooks.register("construct_page_action_menu", actions.approval_first)
for place, language in enumerate(LANGUAGES):
    hooks.register("register_page_action_menu_item", partial(actions.PublishLanguageItem, language, 200 + place))
    hooks.register("register_page_action_menu_item", partial(moderation.SubmitLanguageItem, language, 250 + place))
    hooks.register("register_page_action_menu_item", partial(actions.UnpublishLanguageItem, language, 300 + place))
hooks.register("before_publish_page", declaring.declare_when_publishing, order=-1)
hooks.register("before_publish_page", actions.publish_chosen_language)
hooks.register("after_publish_page", actions.confirm_publication)
hooks.register("before_unpublish_page", actions.tell_of_schedule)
hooks.register("before_move_page", refuse_namesake)
hooks.register("before_bulk_action", refuse_namesakes)
for bulk_action in (DeletePages, MovePages, PublishPages, UnpublishPages):
    # After Wagtail's own, in whose place they stand.
    hooks.register("register_bulk_action", bulk_action, order=1)
hooks.register("after_edit_page", moderation.note_submitted_language)
hooks.register("construct_page_chooser_queryset", without_bin)
hooks.register("register_admin_menu_item", BinMenuItem)

# admin: the dashboard, the menus and what is in them

for add_panel in (add_today, add_panels, add_guide):
    hooks.register("construct_homepage_panels", add_panel)
# After Wagtail's own.
hooks.register("construct_homepage_summary_items", remove_summary, order=1)
for waiting_items in (*waiting.ITEMS, *server.ITEMS):
    hooks.register("register_today_items", waiting_items)
hooks.register("register_quick_acts", clinic_acts)
hooks.register("register_readiness_gaps", page_gaps)
for items in (clinic_items, half_written_items):
    hooks.register("register_launch_items", items)
hooks.register("register_user_listing_buttons", invite_again_button)
hooks.register("insert_editor_js", link_tooltip_script)
hooks.register("register_admin_search_area", ElsewhereSearchArea)
REPORTS = "register_reports_menu_item"
hooks.register(REPORTS, partial(ScreenMenuItem, _("Readiness"), "readiness", "globe", 50))
for planned in EVENTS:
    hooks.register("register_calendar_events", planned)
hooks.register(REPORTS, partial(ScreenMenuItem, _("Calendar"), "calendar", "calendar", 55))
hooks.register(REPORTS, partial(ScreenMenuItem, _("Find and replace"), "replace", "search", 60))
hooks.register(REPORTS, partial(ScreenMenuItem, _("Send to a translator"), "send_to_translator", "download", 52))
hooks.register(REPORTS, partial(ScreenMenuItem, _("Bring a translation back"), "bring_translation_back", "upload", 53))
hooks.register(REPORTS, partial(ScreenMenuItem, _("Examples"), "examples", "warning", 100))
hooks.register(REPORTS, partial(ScreenMenuItem, _("E-mails"), "outbox", "mail", 200, OutboxView.permission_required))
hooks.register(
    REPORTS, partial(ScreenMenuItem, _("A person’s data"), "person", "user", 210, person.PersonView.permission_required)
)
hooks.register(
    REPORTS, partial(ScreenMenuItem, _("Scheduled deletion"), "retention", "bin", 220, RetentionView.permission_required)
)
hooks.register("register_help_menu_item", partial(ScreenMenuItem, _("How do I …?"), "guide", "help", 100))

# admin: the inbox

hooks.register("register_admin_menu_item", inbox_menu.RequestsMenuItem)
hooks.register("register_bulk_action", DeleteRequests)
hooks.register("construct_main_menu", inbox_menu.remove_forms_menu_item)
hooks.register("filter_form_submissions_for_user", inbox_menu.no_forms_for_core)


@hooks.register("insert_global_admin_css")
def insert_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("home/css/admin.css"))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/share-draft/", ShareDraftView.as_view(), name="share_draft"),
        path("pages/<int:page_id>/translate/<str:language>/", TranslateView.as_view(), name="translate"),
        path("pages/<int:page_id>/translate/<str:language>/finish/", finish_translation, name="finish_translation"),
        path("pages/<int:page_id>/send-to-translator/", SendPageView.as_view(), name="send_page_to_translator"),
        path("send-to-translator/", SendView.as_view(), name="send_to_translator"),
        path("pages/<int:page_id>/first-draft/", DraftPageView.as_view(), name="first_draft_of_page"),
        path("first-drafts/", DraftView.as_view(), name="first_drafts"),
        path("first-drafts/<int:pk>/", DraftRunView.as_view(), name="first_draft_run"),
        path("bring-translation-back/", BringBackView.as_view(), name="bring_translation_back"),
        path("paste/", paste, name="paste"),
        path("pages/<int:page_id>/behind/", declaring.behind_view, name="behind"),
        path("pages/<int:page_id>/unpublish/<str:language>/", actions.unpublish_language_view, name="unpublish_language"),
        path("pages/<int:page_id>/not-published/", moderation.explain_refusal, name="explain_refusal"),
        path("bin/", BinView.as_view(), name="bin"),
        path("bin/results/", BinView.as_view(results_only=True), name="bin_results"),
        path("bin/bring-back/", bring_back_view, name="bring_back"),
        path("bin/<int:page_id>/delete/", DeleteForGoodView.as_view(), name="delete_for_good"),
        path("originals/<path:name>", original, name="original_picture"),
        path("closed-today/", ClosedDayView.as_view(), name="closed_day"),
        path("closed-today/done/", ClosedDayDoneView.as_view(), name="closed_day_done"),
        path("message/", MessageView.as_view(), name="message"),
        path("invite/", InviteView.as_view(), name="invite_user"),
        path("invite/<int:pk>/", InviteView.as_view(), name="invite_user"),
        path("prices/", PricesView.as_view(), name="prices"),
        path("readiness/", BoardView.as_view(), name="readiness"),
        path("readiness/results/", BoardView.as_view(results_only=True), name="readiness_results"),
        path("search/", ElsewhereView.as_view(), name="search_elsewhere"),
        path("search/results/", ElsewhereView.as_view(results_only=True), name="search_elsewhere_results"),
        path("calendar/", CalendarView.as_view(), name="calendar"),
        path("replace/", ReplaceView.as_view(), name="replace"),
        path("replace/picture/<int:pk>/", ReplacePictureView.as_view(), name="replace_picture"),
        path("replace/<int:pk>/undo/", undo_replacement, name="undo_replacement"),
        path("examples/", ExamplesView.as_view(), name="examples"),
        path("emails/", OutboxView.as_view(), name="outbox"),
        path("person/", person.PersonView.as_view(), name="person"),
        path("retention/", RetentionView.as_view(), name="retention"),
        path("guide/", GuideView.as_view(), name="guide"),
        path("guide/<slug:slug>/", TaskView.as_view(), name="guide_task"),
        path("session/again/", logged_in_again, name="logged_in_again"),
        path("requests/", InboxView.as_view(), name="requests"),
        path("requests/results/", InboxView.as_view(results_only=True), name="requests_results"),
        path("requests/<int:pk>/", RequestView.as_view(), name="request"),
        path("second-factor/", verify, name="second_factor"),
        path("second-factor/set-up/", set_up, name="second_factor_set_up"),
        path("second-factor/codes/", overview, name="second_factor_codes"),
        path("second-factor/passkeys/offer/", passkeys.OfferView.as_view(), name="passkey_offer"),
        path("second-factor/passkeys/add/", passkeys.AddView.as_view(), name="passkey_add"),
        path("second-factor/passkeys/ask/", BeginCredentialAuthenticationView.as_view(), name="passkey_ask"),
        path("second-factor/passkeys/check/", passkeys.CheckView.as_view(), name="passkey_check"),
        path("second-factor/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey_remove"),
    ]


@hooks.register("register_admin_urls", order=-1)
def register_redirect_urls() -> list[URLPattern]:
    # Before core's own, so that these are found first.
    return [path("redirects/", include(redirect_urls))]


@hooks.register("register_log_actions")
def register_log_actions(log_actions: Any) -> None:
    for name, formatter in {
        "publish_language": actions.PublishLanguageFormatter,
        "unpublish_language": actions.UnpublishLanguageFormatter,
        "declare": declaring.DeclareFormatter,
        "read_person": person.ReadPersonFormatter,
        "export_person": person.ExportPersonFormatter,
        "erase_person": person.ErasePersonFormatter,
    }.items():
        log_actions.register_action(f"home.{name}")(formatter)
    for name, label, sentence in (
        ("home.draft_by_machine", _("First draft by machine"), _("Drafted by machine")),
        ("home.send_to_translator", _("Send to a translator"), _("Sent to a translator")),
        (FORMER, _("Version before the first change"), _("The version before the first change is kept")),
        (PRICES, _("Change a price"), _("Prices changed")),
        (MESSAGE, _("Message on the site"), _("Message changed")),
        (CLOSED, _("Closed on a day"), _("Closed on a day")),
        (OPENED, _("Closed day taken back"), _("Closed day taken back")),
    ):
        log_actions.register_action(name, label, sentence)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    names = (
        *("write_da", "write_en", "erase_person", "view_mail", "change_mail", "view_retentionrun"),
        *("view_contactsubmission", "change_contactsubmission", "delete_contactsubmission"),
    )
    return Permission.objects.filter(content_type__app_label="home", codename__in=names)


# operations, privacy

ADMIN_STEPS = [
    Step("forget replacements", forget_old_replacements, timedelta(days=1)),
    Step("empty bin", empty_bin, timedelta(hours=1), deletes=True),
]
hooks.register("scheduled_work", lambda: [*STEPS, *ADMIN_STEPS])
for find in (find_requests, find_mails, find_users):
    hooks.register("personal_data", find)
for part in (requests_part, mails_part):
    hooks.register("retention", part)

# clinic, contact

register_snippet(PractitionerViewSet)
register_snippet(WarningSignsViewSet)
register_snippet(AnswerTemplateViewSet)
register_snippet(ClinicVersionsViewSet)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_deletions)

# editing

register_snippet(GlossaryViewSet)
hooks.register("after_publish_page", tell_half_written, order=-1)
for saved in ("after_edit_page", "after_create_page", "after_create_snippet", "after_edit_snippet", "after_edit_setting"):
    hooks.register(saved, tell_half_written)
hooks.register("after_publish_page", tell_unfit_picture, order=-1)
for saved in ("after_edit_page", "after_create_page"):
    hooks.register(saved, tell_unfit_picture)

# reading


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: Any) -> None:
    features.register_link_type(PublicPageLinkHandler)


# security


@hooks.register("register_account_menu_item")
def register_second_factor_item(request: HttpRequest) -> dict[str, Any]:
    help_text = _("A code from your telephone, backup codes, and passkeys.")
    return {"url": reverse("second_factor_codes"), "label": _("Two-step login"), "help_text": help_text}

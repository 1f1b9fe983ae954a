"""The list of the requests, the newest first, on screen and as a spreadsheet."""

import re
from typing import Any

import django_filters
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from home.bilingual.languages import LANGUAGES, language_name
from home.contact.inbox.answers import Questions
from home.contact.inbox.models import RequestEvent
from home.contact.inbox.people import name_of, policy
from home.contact.submission import ContactSubmission, RequestState
from home.editing.spreadsheets import LocalSpreadsheetMixin
from home.outbox.models import Mail
from home.security.public_forms.contact_details import FEWEST_DIGITS

# What a spreadsheet would calculate instead of showing; a telephone number may begin with a plus.
FORMULA = re.compile(r"^([=@\t\r]|[+-](?![\d\s()./\u2010-\u2013-]*$))")
REQUESTS_PER_PAGE = 50


class InboxFilterSet(WagtailFilterSet):
    """Narrows the list to what is left to do, and for whom."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=RequestState.choices, widget=CheckboxSelectMultiple)
    assigned = django_filters.ChoiceFilter(
        label=_("Assigned to"), choices=[("me", _("Me")), ("nobody", _("Nobody"))], method="of_person"
    )
    reminder = django_filters.ChoiceFilter(label=_("Reminder"), choices=[("due", _("Today or before"))], method="of_reminder")
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=[(language, language_name(language)) for language in LANGUAGES]
    )
    date = django_filters.DateFromToRangeFilter(label=_("Received"), field_name="submit_time", widget=DateRangePickerWidget)

    class Meta:
        model = ContactSubmission
        fields: list[str] = []

    def of_person(self, requests: QuerySet, name: str, value: str) -> QuerySet:
        return requests.filter(assigned_to=self.request.user if value == "me" else None)

    def of_reminder(self, requests: Any, name: str, value: str) -> QuerySet:
        own: QuerySet = requests.due().filter(Q(assigned_to=self.request.user) | Q(assigned_to=None))
        return own


def found_in(requests: QuerySet, words: str) -> QuerySet:
    """Keep the requests in whose answers or history something stands; a phone number is found in any spelling."""
    answers = requests.alias(answers=Cast("form_data", TextField()))
    written = RequestEvent.objects.filter(request=OuterRef("pk"))
    condition = Q(answers__icontains=words) | Exists(written.filter(Q(text__icontains=words) | Q(subject__icontains=words)))
    digits = re.sub(r"\D", "", words)
    if len(digits) >= FEWEST_DIGITS and not re.search(r"[^\W\d]", words):
        only_digits = Func(
            F("answers"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace", output_field=TextField()
        )
        answers, condition = answers.alias(digits=only_digits), condition | Q(digits__contains=digits)
    return answers.filter(condition)


class SummaryColumn(TitleColumn):
    """Who wrote, with the beginning of what they wrote."""

    cell_template_name = "wagtailadmin/inbox/summary_cell.html"

    def __init__(self, questions: Questions) -> None:
        super().__init__(
            "summary",
            label=_("From"),
            accessor=questions.name,
            url_name="request",
            get_title_id=lambda request: f"request_{request.pk}_title",
        )
        self.questions = questions

    def get_cell_context_data(self, instance: ContactSubmission, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        excerpt = self.questions.excerpt(instance)
        return {**context, "excerpt": excerpt, "is_new": instance.state == RequestState.NEW}


class StateColumn(StatusTagColumn):
    """How far a request has come, and that an answer to it could not be sent."""

    cell_template_name = "wagtailadmin/inbox/state_cell.html"


class ReminderColumn(Column):
    """The day of the reminder, and that it has come."""

    cell_template_name = "wagtailadmin/inbox/reminder_cell.html"


class InboxView(LocalSpreadsheetMixin, IndexView):
    """All requests, in both languages."""

    model = ContactSubmission
    permission_policy = policy
    any_permission_required = ["view"]
    page_title = _("Requests")
    header_icon = "mail"
    template_name = "wagtailadmin/inbox/index.html"
    index_url_name = "requests"
    index_results_url_name = "requests_results"
    default_ordering = "-submit_time"
    paginate_by = REQUESTS_PER_PAGE
    is_searchable = True
    filterset_class = InboxFilterSet
    table_classname = "listing inbox"
    verbose_name_plural = ContactSubmission._meta.verbose_name_plural

    @cached_property
    def questions(self) -> Questions:
        return Questions()

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns = [
            SummaryColumn(self.questions),
            StateColumn("state", label=_("State"), accessor="get_state_display", primary=_is_new, classname="inbox__state"),
            DateColumn("submit_time", label=_("Received"), sort_key="submit_time", classname="inbox__received"),
            Column("language", label=_("Language"), accessor="language_name", classname="inbox__language"),
            Column("assigned_to", label=_("Assigned to"), accessor=_assignee, classname="inbox__assigned"),
            ReminderColumn("remind_on", label=_("Reminder"), sort_key="remind_on", classname="inbox__reminder"),
        ]
        if not policy.user_has_permission(self.request.user, "delete"):
            return columns
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type="request"), *columns]

    def get_base_queryset(self) -> QuerySet:
        in_trouble = Mail.objects.in_trouble().values("pk")
        undelivered = RequestEvent.objects.filter(request=OuterRef("pk"), mail__in=in_trouble)
        return ContactSubmission.objects.select_related("assigned_to").annotate(is_undelivered=Exists(undelivered))

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return found_in(queryset, self.search_query) if self.is_searching else queryset

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    # The spreadsheet

    list_export = ["submit_time"]

    def get_ordering(self) -> Any:
        # What came first stands on top of a spreadsheet.
        return "submit_time" if self.is_export and not self.is_explicitly_ordered else super().get_ordering()

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> Any:
        first = {"submit_time": _("Received"), "language_name": _("Language")}
        last = {"state_name": _("State"), "assignee": _("Assigned to")}
        self.export_headings = {**first, **self.questions.labels, **last}
        self.list_export = list(self.export_headings)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_filename(self) -> str:
        return gettext("requests")

    def to_row_dict(self, item: ContactSubmission) -> dict[str, Any]:
        row = {**item.get_data(), "state_name": item.get_state_display(), "assignee": _assignee(item)}
        return {name: _cell(row.get(name)) for name in self.list_export}


def _is_new(request: ContactSubmission) -> bool:
    return request.state == RequestState.NEW


def _assignee(request: ContactSubmission) -> str:
    return name_of(request.assigned_to) if request.assigned_to else ""


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ", ".join(value)
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value

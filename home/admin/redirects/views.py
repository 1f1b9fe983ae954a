"""Core's screens of redirects with the site's own form, and an import that takes all of a file or nothing."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.contrib.redirects import views
from wagtail.log_actions import log
from wagtail.models import Site

from home.admin.redirects.forms import CheckedRedirectForm
from home.admin.redirects.import_file import Rows, columns, has_heading, read_rows
from home.editing.spreadsheets import LocalSpreadsheetMixin

SALT = "home.redirects.import"
SHOWN_ROWS = 20


class IndexView(LocalSpreadsheetMixin, views.IndexView):
    """Core's list."""


class CreateView(views.CreateView):
    form_class = CheckedRedirectForm


class EditView(views.EditView):
    form_class = CheckedRedirectForm


class FileForm(forms.Form):
    """Asks for the file."""

    import_file = forms.FileField(
        label=_("File to import"),
        help_text=_("CSV, TSV or XLSX with two columns: the old address, and the address that it leads to."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
    )

    def clean_import_file(self) -> Rows:
        return read_rows(self.cleaned_data["import_file"].read())


class RowsForm(forms.Form):
    """Asks what the columns of a file mean; the rows travel with the form, signed."""

    rows = forms.CharField(widget=forms.HiddenInput)
    has_heading = forms.BooleanField(label=_("The first row names the columns"), required=False)
    from_column = forms.TypedChoiceField(label=_("Old address"), coerce=int)
    to_column = forms.TypedChoiceField(label=_("Leads to"), coerce=int)
    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.all(), required=False, empty_label=_("All sites"))
    permanent = forms.BooleanField(
        label=_("Permanent"), required=False, help_text=_("Search engines then forget the old addresses.")
    )

    def __init__(self, *args: Any, read: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read = read
        width = max(len(row) for row in read)
        choices = [(index, self._name(index)) for index in range(width)]
        for name in ("from_column", "to_column"):
            self.fields[name].choices = choices
        if Site.objects.count() == 1:
            del self.fields["site"]

    def _name(self, index: int) -> str:
        first = self.read[0][index] if index < len(self.read[0]) else ""
        return f"{index + 1}: {first}"

    @property
    def preview(self) -> Rows:
        return self.read[:SHOWN_ROWS]

    def clean(self) -> None:
        if "from_column" in self.cleaned_data and self.cleaned_data["from_column"] == self.cleaned_data.get("to_column"):
            raise ValidationError({"to_column": gettext("Choose two different columns.")})


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be imported."""

    number: int
    old_path: str
    link: str
    reason: str


@views.permission_checker.require_any("add")
def start_import(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what was read from it, and ask what its columns mean."""
    form = FileForm(request.POST or None, request.FILES or None) if request.method == "POST" else FileForm()
    if not form.is_valid():
        return TemplateResponse(request, "wagtailredirects/choose_import_file.html", {"form": form})
    rows = form.cleaned_data["import_file"]
    old, new = columns(rows)
    initial = {
        "rows": signing.dumps(rows, salt=SALT, compress=True),
        "has_heading": has_heading(rows),
        "from_column": old,
        "to_column": new,
        "permanent": True,
    }
    return _confirm(request, RowsForm(initial=initial, read=rows))


@views.permission_checker.require_any("add")
@require_http_methods(["GET", "HEAD", "POST"])
def process_import(request: HttpRequest) -> HttpResponse:
    """Make all redirects of a file, or none of them where some cannot be made; those are named."""
    try:
        rows = signing.loads(request.POST.get("rows", ""), salt=SALT)
    except signing.BadSignature:
        messages.error(request, gettext("Choose the file again."))
        return redirect("wagtailredirects:start_import")
    form = RowsForm(request.POST, read=rows)
    if not form.is_valid():
        return _confirm(request, form)
    number, refusals = import_rows(rows, form.cleaned_data)
    if refusals:
        return _confirm(request, form, refusals)
    messages.success(
        request, ngettext("%(number)d redirect imported.", "%(number)d redirects imported.", number) % {"number": number}
    )
    return redirect("wagtailredirects:index")


def import_rows(rows: Rows, choices: dict[str, Any]) -> tuple[int, list[Refusal]]:
    """Make a redirect of each row, in one transaction; returns their number, or the rows that are why nothing was made."""
    waiting = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if choices["has_heading"]:
        waiting = [(number, row) for number, row in waiting if number > 1]
    made = 0
    with transaction.atomic():
        while True:
            refusals = [refusal for number, row in waiting if (refusal := _import_row(number, row, choices))]
            made += len(waiting) - len(refusals)
            # A row may lead to what a later row makes.
            if not refusals or len(refusals) == len(waiting):
                break
            waiting = [(refusal.number, rows[refusal.number - 1]) for refusal in refusals]
        transaction.set_rollback(bool(refusals))
    return made, refusals


def _import_row(number: int, row: list[str], choices: dict[str, Any]) -> Refusal | None:
    """Make the redirect of a row; returns why it cannot be made."""
    old_path, link = (row[index] if index < len(row) else "" for index in (choices["from_column"], choices["to_column"]))
    site = choices.get("site")
    data = {
        "old_path": old_path,
        "redirect_link": link,
        "is_permanent": choices["permanent"],
        "site": site.pk if site else "",
    }
    form = CheckedRedirectForm(data)
    if form.is_valid():
        log(instance=form.save(), action="wagtail.create")
        return None
    reason = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return Refusal(number, old_path, link, reason)


def _confirm(request: HttpRequest, form: RowsForm, refusals: list[Refusal] | None = None) -> HttpResponse:
    context = {"form": form, "refusals": refusals or []}
    return TemplateResponse(request, "wagtailredirects/confirm_import.html", context)

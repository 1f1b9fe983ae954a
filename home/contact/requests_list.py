"""One list over the requests of both languages, on screen and as a spreadsheet."""

import re
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.views import SubmissionsListView

from home.editing.spreadsheets import LocalSpreadsheetMixin

# What a spreadsheet would calculate instead of showing; a telephone number may begin with a plus.
FORMULA = re.compile(r"^([=@\t\r]|[+-](?![\d\s()./\u2010-\u2013-]*$))")


class SubmissionsView(LocalSpreadsheetMixin, SubmissionsListView):
    """The requests that came with one page's form, in both languages, with what came first on top."""

    page_title = _("Requests")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        # Core's way leads over its list of forms, which only who edits pages may see.
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_filename(self) -> str:
        return f"{gettext('requests')}-{self.form_page.slug}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context.get("data_rows", []):
            # What was not answered, or not asked yet.
            row["fields"] = ["" if value is None else value for value in row["fields"]]
        return context

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: _cell(value) for name, value in super().to_row_dict(item).items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ", ".join(value)
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value

"""Spreadsheets as the editor's own program opens them."""

import csv
import datetime
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin, list_to_str

from home.bilingual.languages import active_language

# Excel takes the separator of the country for granted; in Denmark the comma stands in numbers.
SEPARATORS = {"da": ";", "en": ","}


class LocalSpreadsheetMixin(SpreadsheetExportMixin):
    """Exports with local times, and CSV files that Excel reads in a Danish and in an English admin."""

    custom_value_preprocess = {
        datetime.datetime: {
            "csv": lambda value: f"{timezone.localtime(value):%Y-%m-%d %H:%M}",
            "xlsx": lambda value: timezone.make_naive(value) if timezone.is_aware(value) else value,
        },
        (datetime.date, datetime.time): {"xlsx": None},
        list: {"csv": list_to_str, "xlsx": list_to_str},
    }

    def stream_csv(self, queryset: QuerySet) -> Iterator[bytes]:
        writer = csv.DictWriter(Echo(), fieldnames=self.list_export, delimiter=SEPARATORS[active_language()])
        headings: Any = writer.writerow({field: self.get_heading(queryset, field) for field in self.list_export})
        yield BOM_UTF8 + headings
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

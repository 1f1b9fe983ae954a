"""Core's own reports open in the program that an editor has, with the hours of the clinic."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from home.models import HomePage, User
from tests.support import factories

# In summer, two hours before the clinic's clock.
MOMENT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
WITH_ROWS = ("locked", "aging-pages", "site-history")


@pytest.mark.parametrize("name", [*WITH_ROWS, "workflow", "workflow_tasks"])
def test_a_report_of_core_is_a_spreadsheet_that_a_danish_excel_reads(
    name: str, home_page: HomePage, editor: User, client: Client
) -> None:
    page = factories.info_page(home_page, "Ærlige svar; om smerter")
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    type(page).objects.filter(pk=page.pk).update(
        locked=True, locked_by=editor, locked_at=MOMENT, last_published_at=MOMENT, live=True, latest_revision_created_at=MOMENT
    )
    PageLogEntry.objects.update(timestamp=MOMENT)
    client.force_login(editor)
    address = f"/admin/reports/{name}/"
    assert client.get(address).status_code == client.get(f"{address}results/").status_code == 200
    answer = b"".join(client.get(address, {"export": "csv"}).streaming_content)
    assert answer.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.decode("utf-8-sig")), delimiter=";"))
    assert len(rows[0]) > 2
    sheet = load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}).streaming_content))).active
    if name in WITH_ROWS:
        assert "Ærlige svar; om smerter" in {cell for row in rows for cell in row}
        assert "2026-07-01 11:30" in {cell for row in rows for cell in row}
        local = timezone.make_naive(MOMENT)
        assert any(
            isinstance(cell, datetime) and abs(cell - local) < timedelta(seconds=1)
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        )

from datetime import date

import wagtail.admin.compare
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation

from home.models import ClinicSettings, User


def test_core_still_compares_values_as_python_writes_them() -> None:
    """When this fails, core has mended it: delete home/admin/core_gaps/compared.py and this file."""
    with translation.override("da"):
        former, present = ClinicSettings(notice_until=None), ClinicSettings(notice_until=date(2026, 12, 24))
        field = ClinicSettings._meta.get_field("notice_until")
        shown = wagtail.admin.compare.FieldComparison(field, former, present).htmldiff()
    assert "None" in shown
    assert "2026-12-24" in shown


def test_two_versions_are_compared_in_the_readers_words(editor: User) -> None:
    client = Client()
    client.force_login(editor)
    clinic = ClinicSettings.load()
    for last_day in (None, date(2026, 12, 24)):
        clinic.notice_until = last_day
        clinic.save_revision(user=editor)
    older, newer = clinic.revisions.order_by("pk")
    address = reverse(ClinicSettings.snippet_viewset.get_url_name("revisions_compare"), args=[clinic.pk, older.pk, newer.pk])
    screen = BeautifulSoup(client.get(address).content, "html.parser").select_one("main").text
    assert "24. december 2026" in screen
    assert "None" not in screen

"""The two nights in which the clock changes, hour by hour: what waits for its time comes once, and no day loses anything."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from articles.models import Consent, DailyViews
from home.models import ClinicSettings, ContactSubmission, FormAttempt, HomePage, OpeningHours, RetentionRun
from home.operations.scheduled_work import run_scheduled_work
from home.reading.page_cache.middleware import midnight_after
from home.security.public_forms.form_limits import count_attempt
from tests.articles.test_readership import tell
from tests.support import factories

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HOUR = timedelta(hours=1)


def local(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), COPENHAGEN).astimezone(UTC)


@pytest.mark.parametrize(
    ("sunday", "length"), [pytest.param(date(2026, 3, 29), 23, marks=pytest.mark.thorough), (date(2026, 10, 25), 25)]
)
def test_in_the_night_when_the_clock_changes_everything_happens_once(
    home_page: HomePage, client: Client, rf: object, monkeypatch: pytest.MonkeyPatch, sunday: date, length: int
) -> None:
    now = begin = local(sunday - timedelta(1), 20)
    monkeypatch.setattr(timezone, "now", lambda: now)
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_from, clinic.notice_until = "Stil uret.", sunday, sunday
    clinic.save()
    for weekday in (5, 6):
        OpeningHours.objects.create(settings=clinic, weekday=weekday, opens=time(0), closes=time(23, 59, 59))
    story = factories.case_story(factories.case_story_index(home_page))
    Consent.objects.update(until=sunday)
    article = factories.article(factories.article_index(home_page))
    page = factories.info_page(home_page, live=False)
    page.go_live_at = due = local(sunday, 3, 30)
    page.save_revision().publish()
    expiring = factories.info_page(home_page, "Kort", "Short")
    expiring.expire_at = due
    expiring.save_revision().publish()
    contact = factories.contact_page(home_page)
    old = ContactSubmission.objects.create(page_id=contact.pk, form_data={}, language="da", token="old")
    kept = timedelta(days=clinic.months_kept * 30.44)
    ContactSubmission.objects.filter(pk=old.pk).update(submit_time=begin - kept + timedelta(hours=1))

    attempts, hours = 0, 0
    while now < local(sunday + timedelta(1), 4):
        is_sunday = timezone.localdate() == sunday
        assert not [outcome for outcome in run_scheduled_work() if outcome.word == "failed"]
        # In broad daylight nothing changes for readers.
        if not 6 < timezone.localtime().hour < 22:
            html = client.get("/").content.decode()
            assert ("Stil uret." in html) == is_sunday
            assert ("Åbent nu til" in html) == (timezone.localdate() <= sunday)
            assert (client.get(page.url).status_code == 200) == (now > due)
            assert (client.get(expiring.url).status_code == 200) == (now <= due)
            assert (client.get(story.url).status_code == 200) == (timezone.localdate() <= sunday)
        assert midnight_after(now) == local(timezone.localdate() + timedelta(1), 0)
        tell(client, article)
        if is_sunday:
            attempts += 1
            assert count_attempt("clock", rf.get("/")).today == attempts
        now, hours = now + HOUR, hours + 1
    list(run_scheduled_work(everything=True))

    assert attempts == length
    assert DailyViews.objects.get(page=article, day=sunday).count == length
    assert sum(DailyViews.objects.values_list("count", flat=True)) == hours == length + 8
    for act in ("wagtail.publish.scheduled", "wagtail.unpublish.scheduled"):
        assert PageLogEntry.objects.filter(action=act).count() == 1
    # Once a day, however long the day is, and once more at the end.
    assert RetentionRun.objects.count() == 1 + (hours - 1) // 24 + 1
    assert not ContactSubmission.objects.exists()
    assert not FormAttempt.objects.exists()

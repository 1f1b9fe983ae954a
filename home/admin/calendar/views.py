"""The month on a screen, and the same for a calendar program, at an address that only its owner knows."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar
from icalendar import Event as CalendarEvent
from wagtail.users.models import UserProfile

from home.admin.calendar.events import Event, events, weeks
from home.admin.screens import AdminScreen
from home.security.users import User

# What a calendar program is told of, in days from today.
PAST, FUTURE = 31, 366
MONTHS_FROM, MONTHS_UNTIL = 2000, 2100


class CalendarView(AdminScreen):
    """What is planned in a month, in a table where there is room, and as a list."""

    template_name = "wagtailadmin/home/calendar.html"
    page_title = _("Calendar")
    header_icon = "calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month, today = self.month(), timezone.localdate()
        shown = weeks(month)
        planned = events(self.request.user, shown[0][0], shown[-1][-1])
        days = [[(day, [event for event in planned if event.lasts_on(day)]) for day in week] for week in shown]
        context = {
            "month": month,
            "today": today,
            "weekdays": [capfirst(name) for name in WEEKDAYS.values()],
            "weeks": days,
            "listed": [(day, found) for week in days for day, found in week if found and day.month == month.month],
            "before": _month_of(month - timedelta(days=1)),
            "after": _month_of(month + timedelta(days=31)),
            "address": self.request.build_absolute_uri(feed_address(self.request.user)),
        }
        return {**super().get_context_data(**kwargs), **context}

    def month(self) -> date:
        """Return the first day of the month that is asked for, or of this one."""
        try:
            month = datetime.strptime(self.request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            month = timezone.localdate()
        return _month_of(month if MONTHS_FROM <= month.year < MONTHS_UNTIL else timezone.localdate())


def calendar_feed(request: HttpRequest, user_id: int, key: str) -> HttpResponse:
    """Give a calendar program what a person may know of; another password makes another address."""
    user = get_object_or_404(User, pk=user_id, is_active=True)
    if not constant_time_compare(key, key_of(user)):
        raise Http404
    today = timezone.localdate()
    profile = UserProfile.objects.filter(user=user).first()
    with translation.override(profile.get_preferred_language() if profile else translation.get_language()):
        found = Calendar.new(prodid="-//Aalborg Acupuncture Clinic//admin//EN", name=str(CalendarView.page_title))
        for event in events(user, today - timedelta(days=PAST), today + timedelta(days=FUTURE)):
            found.add_component(_component(event, request))
    response = HttpResponse(found.to_ical(), content_type="text/calendar; charset=utf-8")
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def feed_address(user: User) -> str:
    return reverse("calendar_feed", args=[user.pk, key_of(user)])


def key_of(user: User) -> str:
    return salted_hmac("home.admin.calendar", f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:32]


def _component(event: Event, request: HttpRequest) -> CalendarEvent:
    start: date = event.day
    end: date = (event.until or event.day) + timedelta(days=1)
    if event.hour:
        start = end = datetime.combine(event.day, event.hour, timezone.get_current_timezone())
    url = request.build_absolute_uri(event.url)
    uid = salted_hmac("home.admin.calendar", f"{event.day}{event.hour}{event.label}{event.url}").hexdigest()
    return CalendarEvent.new(summary=event.label, start=start, end=end, url=url, uid=uid)


def _month_of(day: date) -> date:
    return day.replace(day=1)

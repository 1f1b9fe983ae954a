from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.admin_url_finder import AdminURLFinder

from home.models import ClinicSettings, Example, HomePage, InfoPage, OpeningException, OpeningHours, Practitioner, Price, User
from tests.support import factories


def clinic(**values: Any) -> ClinicSettings:
    """The clinic's settings, stored."""
    settings = ClinicSettings.load()
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def day(distance: int | None) -> date | None:
    """The day so many days from today at the clinic."""
    return None if distance is None else timezone.localdate() + timedelta(days=distance)


def notice(language: str) -> str:
    with translation.override(language):
        return ClinicSettings.objects.get().current_notice


@pytest.mark.parametrize(
    ("starts", "ends", "is_shown"),
    [
        (None, None, True),
        (0, None, True),
        (None, 0, True),
        (0, 0, True),
        (-5, 5, True),
        (1, None, False),
        (1, 5, False),
        (None, -1, False),
        (-5, -1, False),
    ],
)
def test_a_notice_is_shown_from_its_first_day_to_its_last(
    db: None, starts: int | None, ends: int | None, is_shown: bool
) -> None:
    clinic(notice_da="Lukket i dag.", notice_en="Closed today.", notice_from=day(starts), notice_until=day(ends))
    shown = ("Lukket i dag.", "Closed today.") if is_shown else ("", "")
    assert (notice("da"), notice("en")) == shown


def test_a_notice_in_one_language_says_nothing_in_the_other(db: None) -> None:
    clinic(notice_da="Lukket i dag.")
    assert (notice("da"), notice("en") or "") == ("Lukket i dag.", "")


def test_readers_see_the_notice_in_their_own_language(home_page: HomePage, client: Client) -> None:
    clinic(notice_da="Lukket i dag.", notice_en="Closed today.")
    danish, english = client.get("/").content.decode(), client.get("/en/").content.decode()
    assert "Lukket i dag." in danish
    assert "Closed today." not in danish
    assert "Closed today." in english
    assert "Lukket i dag." not in english


def test_readers_do_not_see_a_notice_that_is_over(home_page: HomePage, client: Client) -> None:
    clinic(notice_da="Lukket i dag.", notice_en="Closed today.", notice_until=day(-1))
    assert "Lukket i dag." not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("first", "last", "is_coming"), [(0, None, True), (-3, 0, True), (4, 9, True), (-1, None, False), (-9, -1, False)]
)
def test_an_exception_is_listed_until_its_last_day_is_over(db: None, first: int, last: int | None, is_coming: bool) -> None:
    settings = clinic()
    OpeningException.objects.create(settings=settings, first_day=day(first), last_day=day(last))
    assert bool(ClinicSettings.objects.get().coming_exceptions) is is_coming


CHRISTMAS = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("instance", "field"),
    [
        (OpeningHours(weekday=0, opens=time(16), closes=time(9)), "closes"),
        (OpeningHours(weekday=0, opens=time(9), closes=time(9)), "closes"),
        (OpeningException(first_day=CHRISTMAS, opens=time(16), closes=time(9)), "closes"),
        (OpeningException(first_day=CHRISTMAS, opens=time(9)), "closes"),
        (OpeningException(first_day=CHRISTMAS, closes=time(9)), "closes"),
        (OpeningException(first_day=CHRISTMAS, last_day=date(2026, 12, 23)), "last_day"),
        pytest.param(
            OpeningException(last_day=CHRISTMAS),
            "first_day",
        ),
        (ClinicSettings(notice_from=CHRISTMAS, notice_until=date(2026, 12, 23)), "notice_until"),
        (ClinicSettings(postcode="900"), "postcode"),
        (ClinicSettings(telephone="ring"), "telephone"),
        (ClinicSettings(cvr="1234567a"), "cvr"),
    ],
)
def test_facts_that_cannot_be_are_refused_at_their_field(db: None, instance: models.Model, field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        instance.full_clean(exclude=["settings"])
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize(
    "instance",
    [
        OpeningHours(weekday=0, opens=time(9), closes=time(16)),
        OpeningException(first_day=CHRISTMAS),
        OpeningException(first_day=CHRISTMAS, last_day=CHRISTMAS, opens=time(9), closes=time(12)),
        ClinicSettings(notice_from=CHRISTMAS, notice_until=CHRISTMAS),
        ClinicSettings(postcode="9000", telephone="+45 12 34 56 78", cvr="12345678"),
    ],
)
def test_facts_that_can_be_are_accepted(db: None, instance: models.Model) -> None:
    instance.full_clean(exclude=["settings"])


def remaining() -> list[str]:
    return [example.field_name for example in Example.objects.remaining()]


def test_an_example_leaves_the_list_when_its_value_is_replaced(db: None) -> None:
    settings = clinic(street="Eksempelgade 1", city="Aalborg", latitude="57.048800")
    Example.objects.mark(ClinicSettings.objects.get(), ["street", "latitude"])
    assert remaining() == ["street", "latitude"]
    clinic(city="Nørresundby")
    assert remaining() == ["street", "latitude"]
    clinic(street="Vestergade 5")
    assert remaining() == ["latitude"]
    settings.delete()
    assert remaining() == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_example_is_replaced_in_either_language(db: None, language: str) -> None:
    person = Practitioner.objects.create(name="Inger", credentials_da="Eksempel", credentials_en="Example")
    Example.objects.mark(person, ["name", "credentials"])
    with translation.override("en"):
        assert remaining() == ["name", "credentials"]
    setattr(person, f"credentials_{language}", "RAB")
    person.save()
    assert remaining() == ["name"]


def hours(settings: ClinicSettings) -> models.Model:
    return OpeningHours.objects.create(settings=settings, weekday=0, opens=time(9), closes=time(16))


def price(settings: ClinicSettings) -> models.Model:
    return Price.objects.create(settings=settings, name_da="Besøg (eksempel)", name_en="Visit (example)", amount=700)


@pytest.mark.parametrize(
    ("make", "name", "change"),
    [
        (hours, "opening_hours", {"closes": time(17)}),
        (hours, "opening_hours", {"weekday": 1}),
        (price, "prices", {"amount": 650}),
        (price, "prices", {"name_en": "Visit"}),
    ],
)
def test_rows_are_examples_until_one_is_changed_added_or_removed(db: None, make: Any, name: str, change: dict) -> None:
    settings = clinic()
    row = make(settings)
    Example.objects.mark(ClinicSettings.objects.get(), [name])
    clinic(city="Aalborg")
    assert remaining() == [name]
    added = make(settings)
    assert remaining() == []
    added.delete()
    assert remaining() == [name]
    type(row).objects.filter(pk=row.pk).update(**change)
    assert remaining() == []
    row.delete()
    assert remaining() == []


def test_marking_again_forgets_what_is_no_example_any_more(db: None) -> None:
    settings = clinic(street="Eksempelgade 1", email="eksempel@example.org")
    Example.objects.mark(settings, ["street", "email"])
    Example.objects.mark(settings, ["email"])
    assert remaining() == ["email"]


def test_the_admin_lists_what_is_still_an_example_and_where_to_change_it(
    home_page: HomePage, client: Client, editor: User
) -> None:
    client.force_login(editor)
    factories.info_page(home_page)
    settings, page = clinic(street="Eksempelgade 1"), InfoPage.objects.get()
    Example.objects.mark(settings, ["street", "prices"])
    Example.objects.mark(page, ["body"])
    html = client.get(reverse("examples")).content.decode()
    assert reverse("examples") == "/admin/examples/"
    for instance in (settings, page):
        assert f'href="{AdminURLFinder(editor).get_edit_url(instance)}"' in html
    clinic(street="Vestergade 5")
    page.body_da = factories.paragraph("Nu er det rigtigt.")
    page.save_revision().publish()
    html = client.get(reverse("examples")).content.decode()
    assert AdminURLFinder(editor).get_edit_url(page) not in html
    assert remaining() == ["prices"]


def test_the_admin_says_so_when_nothing_is_an_example(client: Client, editor: User) -> None:
    client.force_login(editor)
    response = client.get(reverse("examples"))
    assert response.status_code == 200
    assert response.context["table"].data == []


def test_the_list_of_examples_is_for_those_who_log_in(db: None, client: Client) -> None:
    assert client.get("/admin/examples/").headers["Location"].startswith("/admin/login/")

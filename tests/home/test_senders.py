"""What a sender is counted under: another digest for each form, place and day."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from home.models import FormAttempt
from home.security.public_forms.form_limits import count_attempt


def test_each_form_and_place_has_a_count_of_its_own(db: None) -> None:
    here, there = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1"), RequestFactory().get("/", REMOTE_ADDR="192.0.2.2")
    assert [count_attempt("comment", here).today for _ in range(2)] == [1, 2]
    assert count_attempt("contact", here).today == 1
    assert count_attempt("comment", there).today == 1
    FormAttempt.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    assert count_attempt("comment", here).last_hour == 1


def test_nobody_is_recognised_from_one_day_to_the_next(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    here, now = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1"), timezone.now()
    count_attempt("comment", here)
    [today] = FormAttempt.objects.values_list("sender", flat=True)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    count_attempt("comment", here)
    [tomorrow] = FormAttempt.objects.values_list("sender", flat=True)
    assert today != tomorrow

"""A colleague is invited by e-mail, and comes in by a link that works once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import User
from tests.home.admin import person

Mails = list[EmailMessage]
PASSWORD = "three horses by the fjord"


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def invite(client: Client, email: str = "Bo@Example.org", language: str = "en", again: int | None = None) -> str:
    """Send the invitation, and return the words of what follows."""
    address = reverse("invite_user", args=[again] if again else [])
    role = Group.objects.get(name="Receptionist").pk
    answer = client.post(address, {"email": email, "role": role, "language": language}, follow=True)
    return " ".join(BeautifulSoup(answer.content, "html.parser").text.split())


def link(mail: EmailMessage) -> str:
    return re.search(r"https?://[^/]+(/admin/password_reset/\S+)", mail.body)[1]


def choose_password(address: str) -> str:
    """Follow the link as a stranger does, and return the words of the last screen."""
    stranger = Client()
    form = stranger.get(address, follow=True)
    at = form.redirect_chain[-1][0] if form.redirect_chain else address
    answer = stranger.post(at, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").text.split())


def test_a_colleague_is_invited_in_her_language_and_the_link_works_once(admin: Client, mailoutbox: Mails) -> None:
    assert "En invitation er på vej til bo@example.org." in invite(admin)
    [mail] = mailoutbox
    assert mail.to == ["bo@example.org"]
    assert "You are invited" in mail.subject
    assert "Your username is bo@example.org." in mail.body
    bo = User.objects.get(email="bo@example.org")
    assert [group.name for group in bo.groups.all()] == ["Receptionist"]
    assert not Client().login(username=bo.username, password="")
    choose_password(link(mail))
    assert Client().login(username="bo@example.org", password=PASSWORD)
    assert "allerede" in choose_password(link(mail))
    assert admin.get(reverse("invite_user", args=[bo.pk]))["Location"] == reverse("wagtailusers_users:index")


def test_a_link_that_has_ended_is_sent_again(admin: Client, mailoutbox: Mails, settings: Any) -> None:
    invite(admin, language="da")
    bo = User.objects.get(email="bo@example.org")
    settings.PASSWORD_RESET_TIMEOUT = -1
    choose_password(link(mailoutbox[0]))
    assert not Client().login(username=bo.username, password=PASSWORD)
    settings.PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
    shown = admin.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("invite_user", args=[bo.pk]) in shown
    assert "på vej" in invite(admin, again=bo.pk, email="else@example.org", language="da")
    assert mailoutbox[1].to == ["bo@example.org"]
    assert "Du er inviteret" in mailoutbox[1].subject
    choose_password(link(mailoutbox[1]))
    assert Client().login(username=bo.username, password=PASSWORD)


def test_nobody_is_invited_twice_or_by_who_may_not(admin: Client, editor: User, mailoutbox: Mails) -> None:
    assert "Adressen har allerede et login" in invite(admin, email=editor.email.upper())
    invite(admin)
    assert "er allerede inviteret" in invite(admin, email="BO@example.org")
    assert "Skriv en" in invite(admin, email="bo@")
    assert len(mailoutbox) == 1
    receptionist = person("rie", "Receptionist")
    assert {receptionist.get(reverse("invite_user")).status_code, receptionist.post(reverse("invite_user")).status_code} <= {
        302,
        403,
    }
    assert User.objects.filter(date_joined__gt=timezone.now() - timedelta(hours=1)).count() == 3

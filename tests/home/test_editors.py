from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, number_format
from wagtail.admin.mail import send_notification
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Comment
from wagtail.users.models import UserProfile

from home.models import HomePage, InfoPage, User
from tests import factories

Mails = list[EmailMessage]
IN_ENGLISH = {"accept-language": "en-GB,en"}


def person(name: str, language: str = "") -> User:
    """A person who has chosen a language, or none."""
    user = User.objects.create_user(name, f"{name}@example.org", "long-enough-for-a-test", first_name=name, last_name="Skov")
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


def moderators(page: InfoPage, *users: User) -> None:
    """Let people approve a page."""
    for task in page.get_workflow().tasks:
        for group in task.specific.groups.all():
            group.user_set.add(*users)


def texts(outbox: Mails) -> dict[str, str]:
    """What each person got, by name; everybody got one mail."""
    assert len({mail.to[0] for mail in outbox}) == len(outbox)
    return {mail.to[0].split("@")[0]: f"{mail.subject}\n{mail.body}" for mail in outbox}


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A draft."""
    page = factories.info_page(home_page, "Priser", "Prices", live=False)
    page.save_revision()
    return page


def language_of(client: Client, address: str) -> str:
    """The language of a screen, for a browser that asks for English."""
    html = BeautifulSoup(client.get(address, headers=IN_ENGLISH, follow=True).content, "html.parser").html
    return str(html["lang"]) if html else ""


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done"])
def test_before_login_the_admin_speaks_the_language_of_the_browser(client: Client, db: None, name: str) -> None:
    assert language_of(client, reverse(name)) == "en"


def test_a_new_editor_sees_danish_chooses_english_and_goes_back(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert language_of(client, "/admin/") == "da"
    for choice, language in [("en", "en"), ("da", "da"), ("en", "en"), ("", "da")]:
        save_account(client, **{"locale-preferred_language": choice})
        assert language_of(client, "/admin/") == language


def save_account(client: Client, **changes: str) -> None:
    """Save the account with some fields changed."""
    names = {"name_email-first_name": "Inger", "name_email-last_name": "Holm", "name_email-email": "inger@example.org"}
    themes = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    client.post(reverse("wagtailadmin_account"), names | themes | changes)


def test_whoever_submits_a_page_each_moderator_reads_of_it_in_her_own_language(page: InfoPage, mailoutbox: Mails) -> None:
    moderators(page, person("dane"), person("briton", "en"))
    with translation.override("en"):
        page.get_workflow().start(page, person("writer", "en"))
    mails = texts(mailoutbox)
    assert "»Priser« er sendt til godkendelse" in mails["dane"]
    assert 'The page "Prices" has been submitted for approval' in mails["briton"]


@pytest.mark.parametrize("answer", ["approve", "reject"])
@pytest.mark.parametrize("language", ["", "en"], ids=["danish", "english"])
def test_the_writer_reads_the_answer_in_her_own_language(page: InfoPage, mailoutbox: Mails, language: str, answer: str) -> None:
    moderator = person("moderator")
    moderators(page, moderator)
    page.get_workflow().start(page, person("writer", language))
    mailoutbox.clear()
    with translation.override("da" if language else "en"):
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, moderator, answer)
    words = {"approve": ("er godkendt", "has been approved"), "reject": ("er afvist", "has been rejected")}[answer]
    assert words[bool(language)] in texts(mailoutbox)["writer"]


def test_comments_are_told_of_in_each_persons_own_language(page: InfoPage, mailoutbox: Mails) -> None:
    people = [person("dane"), person("briton", "en")]
    comment = Comment(page=page, user=people[0], text="Passer tallet?", contentpath="title_da")
    with translation.override("en"):
        send_notification(people, "updated_comments", {"page": page, "editor": people[0], "new_comments": [comment]})
    mails = texts(mailoutbox)
    assert "Nye kommentarer:" in mails["dane"]
    assert "New comments:" in mails["briton"]


def test_a_forgotten_password_is_answered_in_ones_own_language(db: None, client: Client, mailoutbox: Mails) -> None:
    for user in (person("dane"), person("briton", "en")):
        client.post(reverse("wagtailadmin_password_reset"), {"email": user.email})
    mails = texts(mailoutbox)
    assert "Nulstil" in mails["dane"]
    assert "Please follow the link below" in mails["briton"]
    assert all("/admin/password_reset/confirm/" in mail for mail in mails.values())


def test_nobody_can_fill_a_mailbox_or_find_out_who_has_an_account(db: None, client: Client, mailoutbox: Mails) -> None:
    def answer(email: str, address: str = "192.0.2.1") -> tuple[str, str]:
        reset = reverse("wagtailadmin_password_reset")
        answer = client.post(reset, {"email": email}, REMOTE_ADDR=address, follow=True)
        return answer.redirect_chain[-1][0], BeautifulSoup(answer.content, "html.parser").main.text

    known = person("dane").email
    first = answer(known)
    assert {answer(f" {known.upper()} ", f"198.51.100.{number}") for number in range(5)} == {first}
    assert len(mailoutbox) == 3
    assert {answer(f"stranger-{number}@example.org") for number in range(10)} == {first}
    assert answer(person("briton").email) == first
    assert len(mailoutbox) == 3
    answer(person("writer").email, "203.0.113.9")
    assert mailoutbox[3].to == ["writer@example.org"]


def test_dates_times_and_numbers_are_written_in_the_danish_way() -> None:
    moment = datetime(2026, 1, 5, 14, 30, tzinfo=UTC)
    assert date_format(moment, "DATETIME_FORMAT") == "5. januar 2026 kl. 14.30"
    assert date_format(moment, "SHORT_DATETIME_FORMAT") == "05.01.2026 14.30"
    assert number_format(1234.5) == "1234,5"
    assert AdminDateInput().get_config() == {"dayOfWeekStart": 1, "format": "d.m.Y"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_date_is_understood_as_the_admin_writes_it(language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean("05.01.2026") == date(2026, 1, 5)
        assert forms.DateTimeField().clean("05.01.2026 14:30").hour == 14

"""What the server tells an editor whose session has ended, or whose form is older than the login."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.models import HomePage, User
from tests.support import factories

OWN = {"Origin": "http://testserver"}
OLD_TOKEN, NEW_TOKEN = "a" * 32 + "b" * 32, "c" * 32


def test_the_session_is_that_of_nobody_until_the_second_factor_is_given(editor: User, client: Client) -> None:
    assert client.get(reverse("session")).json() == {"user": None}
    client.force_login(editor)
    told = client.get(reverse("session")).json()
    assert told["user"] == editor.pk
    assert told["token"]
    TOTPDevice.objects.create(user=editor, name="telephone")
    assert client.get(reverse("session")).json() == {"user": None}


def test_autosave_hears_that_one_is_logged_out_or_owes_the_second_factor(
    home_page: HomePage, editor: User, client: Client
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[home_page.pk])
    for is_half_in in (False, True):
        if is_half_in:
            TOTPDevice.objects.create(user=editor, name="telephone")
            client.force_login(editor)
        for headers in ({"Accept": "application/json"}, {"X-Saves-Form": "yes"}):
            answer = client.post(address, {}, headers=headers)
            assert answer.status_code == 403
            assert answer.json()["error_code"] == "logged_out"


def test_a_dialog_says_that_one_is_logged_out(editor: User, client: Client) -> None:
    # As jQuery asks, with which Wagtail opens its dialogs.
    headers = {"X-Requested-With": "XMLHttpRequest", "Accept": "text/plain, */*; q=0.01", "Accept-Language": "da"}
    addresses = [reverse("wagtailadmin_choose_page"), reverse("wagtailimages_chooser:choose")]
    for is_half_in in (False, True):
        if is_half_in:
            TOTPDevice.objects.create(user=editor, name="telephone")
            client.force_login(editor)
        for address in addresses:
            dialog = client.get(address, headers=headers).json()
            assert "Du er logget ud" in dialog["html"]
            assert "Log ind i en ny fane" in dialog["html"]
        # Whatever else asks is refused as ever.
        assert client.get(addresses[0], headers={**headers, "Accept": "*/*"}).status_code == 403


def test_a_form_older_than_the_login_comes_back_in_the_editors_language_with_all_that_was_typed(
    home_page: HomePage, editor: User, settings: Any
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[home_page.pk])
    sent = {"title_da": 'Ny "titel"', "lead_da": "To\nlinjer", "csrfmiddlewaretoken": OLD_TOKEN}
    client.cookies[settings.CSRF_COOKIE_NAME] = NEW_TOKEN
    answer = client.post(address, sent, headers=OWN)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Intet er gemt endnu" in page
    assert 'name="title_da" value="Ny &quot;titel&quot;"' in page
    assert "To\nlinjer" in page
    assert f'action="{address}"' in page
    # Another site's form is shown to nobody as something to send.
    assert "Ny &quot;titel" not in client.post(address, sent, headers={"Origin": "https://evil.example"}).content.decode()


def test_a_login_form_older_than_the_login_leads_on_and_repeats_no_password(editor: User, settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    client.cookies[settings.CSRF_COOKIE_NAME] = NEW_TOKEN
    sent = {"username": "inger", "password": "very secret", "next": "/admin/pages/", "csrfmiddlewaretoken": OLD_TOKEN}
    page = client.post(reverse("wagtailadmin_login"), sent, headers=OWN).content.decode()
    assert "Du er allerede logget ind" in page
    assert 'href="/admin/pages/"' in page
    assert "very secret" not in page


def test_a_scripted_save_hears_where_to_go_and_what_is_refused(home_page: HomePage, editor: User, client: Client) -> None:
    client.force_login(editor)
    page = factories.info_page(home_page, "Nakke", "Neck")
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    answer = client.post(address, {}, headers={"X-Saves-Form": "yes"})
    assert answer.json() == {"location": reverse("wagtailadmin_explore", args=[home_page.pk])}
    stranger = User.objects.create_user("ann", "ann@example.org", "ann-ann")
    client.force_login(stranger)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[home_page.pk]), {}, headers={"X-Saves-Form": "yes"})
    assert answer.status_code == 403

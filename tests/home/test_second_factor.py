import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from home.models import HomePage, User
from tests.support import factories


def code_of(user: User) -> str:
    """Return what the person's telephone shows, after the last code that it has used."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.t0 -= device.step if device.last_t >= totp.t() else 0
    return f"{totp.token():06d}"


@pytest.fixture
def half_in(editor: User, client: Client) -> Client:
    """A browser whose owner has given the password only, and who has a telephone."""
    client.force_login(editor)
    client.get(reverse("second_factor_set_up"))
    client.codes = connect(client, editor)
    client.logout()
    client.force_login(editor)
    return client


def connect(client: Client, user: User) -> list[str]:
    answer = client.post(reverse("second_factor_set_up"), {"code": code_of(user)})
    return re.findall(r"<code>([0-9a-f-]+)</code>", answer.content.decode())


def is_in(client: Client) -> bool:
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def test_where_it_is_asked_for_nobody_works_without_a_telephone(editor: User, client: Client, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(editor)
    answer = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor_set_up")
    assert "Tilknyt din telefon" in answer.content.decode()
    assert len(connect(client, editor)) == 10
    assert is_in(client)


def test_the_password_alone_no_longer_opens_the_admin(half_in: Client) -> None:
    address = reverse("wagtailadmin_explore_root")
    answer = half_in.get(address)
    assert answer.headers["Location"] == f"{reverse('second_factor')}?next={address.replace('/', '%2F')}"
    assert half_in.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403
    assert half_in.get(reverse("second_factor_set_up")).headers["Location"] == reverse("second_factor")


def test_a_code_of_the_telephone_opens_and_leads_on_to_what_was_wanted(half_in: Client, editor: User) -> None:
    wanted = reverse("wagtailadmin_explore_root")
    before = half_in.session.session_key
    answer = half_in.post(reverse("second_factor"), {"code": code_of(editor), "next": wanted})
    assert answer.headers["Location"] == wanted
    assert is_in(half_in)
    assert half_in.session.session_key != before


def test_it_never_leads_to_another_site(half_in: Client, editor: User) -> None:
    answer = half_in.post(reverse("second_factor"), {"code": code_of(editor), "next": "https://evil.example/"})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")


def test_a_wrong_code_opens_nothing_and_the_right_one_must_wait_then(half_in: Client, editor: User) -> None:
    answer = half_in.post(reverse("second_factor"), {"code": "000000"})
    assert "Koden passer ikke" in answer.content.decode()
    half_in.post(reverse("second_factor"), {"code": code_of(editor)})
    assert not is_in(half_in)


def test_a_backup_code_opens_once(half_in: Client, editor: User) -> None:
    code = half_in.codes[0]
    half_in.post(reverse("second_factor"), {"code": f" {code.upper()} "})
    assert is_in(half_in)
    half_in.logout()
    half_in.force_login(editor)
    half_in.post(reverse("second_factor"), {"code": code})
    assert not is_in(half_in)


def test_new_backup_codes_end_the_former_ones(half_in: Client) -> None:
    half_in.post(reverse("second_factor"), {"code": half_in.codes[0]})
    answer = half_in.post(reverse("second_factor_codes"))
    assert half_in.codes[1] not in answer.content.decode()
    half_in.logout()
    half_in.force_login(User.objects.get())
    half_in.post(reverse("second_factor"), {"code": half_in.codes[1]})
    assert not is_in(half_in)


def test_outside_the_admin_who_is_half_in_is_a_stranger(half_in: Client, home_page: HomePage) -> None:
    document = factories.private_document()
    assert half_in.get(document.url).status_code == 302
    half_in.post(reverse("second_factor"), {"code": half_in.codes[0]})
    assert half_in.get(document.url).status_code == 200


def test_the_operator_helps_who_has_lost_everything(half_in: Client) -> None:
    call_command("resetsecondfactor", "inger", verbosity=0)
    assert is_in(half_in)


def passkey_of(user: User) -> WebAuthnCredential:
    return WebAuthnCredential.objects.create(user=user, name="Ingers computer", credential_id=b"id", public_key=b"key")


def test_who_has_given_the_password_only_cannot_add_a_passkey_or_forge_one(half_in: Client, editor: User) -> None:
    passkey_of(editor)
    assert half_in.post(reverse("passkey_offer")).status_code == 302
    assert half_in.post(reverse("passkey_add"), {}, "application/json").status_code == 302
    assert half_in.post(reverse("passkey_ask")).json()["allowCredentials"]
    for forged in ({}, {"id": "aWQ", "rawId": "aWQ", "type": "public-key", "response": {}}, []):
        assert 400 <= half_in.post(reverse("passkey_check"), forged, "application/json").status_code < 500
    assert not is_in(half_in)


def test_nobody_without_a_telephone_adds_a_passkey(editor: User, client: Client) -> None:
    client.force_login(editor)
    assert client.post(reverse("passkey_offer")).status_code == 403


def test_a_passkey_is_its_owners_alone_and_ends_with_the_telephone(half_in: Client, editor: User) -> None:
    foreign = passkey_of(User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo"))
    half_in.post(reverse("second_factor"), {"code": half_in.codes[0]})
    assert half_in.post(reverse("passkey_remove", args=[foreign.pk])).status_code == 404
    foreign.delete()
    passkey_of(editor)
    call_command("resetsecondfactor", "inger", verbosity=0)
    assert not WebAuthnCredential.objects.exists()

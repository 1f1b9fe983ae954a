"""The clinic's facts are seen on the pages before they are public."""

from django.test import Client
from django.urls import reverse

from home.models import ClinicSettings, HomePage, User
from tests.home.admin_forms import shown_forms


def test_a_notice_is_previewed_on_the_front_page_in_either_language_and_readers_do_not_see_it(
    home_page: HomePage, client: Client, editor: User
) -> None:
    client.force_login(editor)
    place = ["home", "clinicsettings", ClinicSettings.load().pk]
    address = reverse("wagtailsettings:edit", args=place)
    form = next(form for form in shown_forms(client.get(address), address) if "notice_da" in form.data)
    sent = form.as_it_came()
    sent["notice_da"], sent["notice_en"] = "Telefonen er ude af drift.", "The phone is out of order."
    preview = reverse("wagtailsettings:preview_on_edit", args=place)
    assert client.post(preview, sent).json() == {"is_valid": True, "is_available": True}
    for language, text in (("da", sent["notice_da"]), ("en", sent["notice_en"])):
        shown = client.get(preview, {"mode": f"{language}-{home_page.pk}"}).content.decode()
        assert text in shown
        assert f'<html lang="{language}"' in shown
    assert sent["notice_da"] not in Client().get("/").content.decode()
    assert ClinicSettings.load().notice_da != sent["notice_da"]

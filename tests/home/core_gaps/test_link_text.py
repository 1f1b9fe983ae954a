import pytest
from django.test import Client

from home.models import User

KINDS = {"external": ("url", "https://sundhed.dk/"), "email": ("email_address", "klinik@example.org")}
KINDS |= {"phone": ("phone_number", "98 12 34 56"), "anchor": ("url", "priser")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("marked", ["skriv ", " skriv", "skriv"])
def test_a_word_marked_with_its_space_keeps_it_as_a_link(editor: User, client: Client, kind: str, marked: str) -> None:
    client.force_login(editor)
    field, value = KINDS[kind]
    sent = {f"{kind}-link-chooser-{field}": value, f"{kind}-link-chooser-link_text": marked}
    address = f"/admin/choose-{kind}-link/"
    answer = client.post(address, sent, query_params={"link_text": marked}).json()
    assert answer["result"]["prefer_this_title_as_link_text"] is False
    sent[f"{kind}-link-chooser-link_text"] = "ring"
    answer = client.post(address, sent, query_params={"link_text": marked}).json()
    assert answer["result"]["title"] == "ring"
    assert answer["result"]["prefer_this_title_as_link_text"] is True


@pytest.mark.parametrize("written", ["Første besøg", "foerste-besoeg", "#foerste-besoeg"])
def test_an_anchor_link_leads_to_the_heading_that_was_written(editor: User, client: Client, written: str) -> None:
    client.force_login(editor)
    answer = client.post("/admin/choose-anchor-link/", {"anchor-link-chooser-url": written}).json()
    assert answer["result"]["url"] == "#foerste-besoeg"

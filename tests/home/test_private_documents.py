import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from home.models import HomePage, User
from tests import factories


def test_a_public_document_is_for_everybody_and_lies_where_no_web_server_looks(home_page: HomePage, client: Client) -> None:
    document = factories.document()
    assert b"".join(client.get(document.url)) == b"%PDF-1.7 price list"
    assert not default_storage.exists(document.file.name)
    assert str(settings.MEDIA_ROOT) not in document.file.path
    with pytest.raises(NotImplementedError):
        _ = document.file.url


def test_a_private_document_is_for_those_who_are_logged_in(home_page: HomePage, client: Client, editor: User) -> None:
    document = factories.private_document()
    assert client.get(document.url).status_code == 302
    client.force_login(editor)
    assert client.get(document.url).status_code == 200

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from home.models import HomePage, User
from home.reading.page_cache.middleware import PageCacheMiddleware
from tests.support import factories


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


def test_no_shared_password_is_offered_for_private_documents(client: Client, editor: User) -> None:
    client.force_login(editor)
    collection = factories.private_document().collection
    form = client.get(reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])).json()["html"]
    assert 'value="login"' in form
    assert "password" not in form


@override_settings(PAGE_CACHE_MEGABYTES=1)
def test_a_file_passes_the_page_cache_in_pieces(home_page: HomePage) -> None:
    content = (b"%PDF", b"-1.7")
    cache = PageCacheMiddleware(lambda request: FileResponse(iter(content)))
    cache.listener = SimpleNamespace(catch_up=lambda: True)
    assert tuple(cache(RequestFactory().get("/documents/1/prices.pdf")).streaming_content) == content

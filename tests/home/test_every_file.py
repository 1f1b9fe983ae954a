"""Each file of the shelf goes through the real upload, then on a page, into the feed, a backup and back."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.models import ClinicDocument, ClinicImage, HomePage, User
from home.operations.backups import back_up, restore
from tests.files import DOCUMENTS, OnShelf, shelf
from tests.files.kinds import SECRET
from tests.support import factories
from tests.support.sites import OwnSite, files, migrated_copy, own_site

ADDRESSES = ("/", "/artikler/alle-billeder/", "/en/articles/all-pictures/", "/artikler/", "/atom.xml", "/sitemap.xml")


def upload(client: Client, door: str, file: OnShelf) -> dict[str, Any]:
    sent = SimpleUploadedFile(file.name, file.content)
    answer = client.post(reverse(door), {"title": file.name[:200].replace("\x00", ""), "files[]": sent})
    assert answer.status_code == 200, file.name
    return answer.json()


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[OwnSite]:
    """A site with an article that shows every picture of the shelf."""
    folder = tmp_path_factory.mktemp("sites")
    with (
        django_db_blocker.unblock(),
        own_site("shelf", folder, template=migrated_copy(connection.settings_dict["NAME"])) as site,
        site.active(),
    ):
        client = Client()
        client.force_login(User.objects.create_superuser("inger", "inger@example.org", "inger-inger"))
        wrong = [file.name for file in shelf() if not _is_as_expected(client, file)]
        assert not wrong
        page = factories.home_page()
        pictures = ClinicImage.objects.order_by("pk")
        blocks = [{"type": "image", "value": {"image": picture.pk, "caption": ""}} for picture in pictures]
        body = {"body_da": blocks, "body_en": blocks, "hero_image": pictures[0]}
        factories.article(factories.article_index(page), "Alle billeder", "All pictures", **body)
        yield site


def _is_as_expected(client: Client, file: OnShelf) -> bool:
    answer = upload(client, "wagtailimages:add_multiple", file)
    if not file.taken:
        return not answer["success"] and bool(answer["error_message"]) and "\n" not in answer["error_message"]
    if not answer["success"]:
        return False
    picture = ClinicImage.objects.get(pk=answer["image_id"])
    return file.size in (None, (picture.width, picture.height))


def test_every_picture_that_is_taken_is_shown_wherever_its_page_is(clinic: OwnSite) -> None:
    with clinic.active():
        client = Client()
        for address in ADDRESSES:
            assert client.get(address).status_code == 200, address
        html = client.get(ADDRESSES[1]).content.decode()
        # The picture at the top is shown a second time in the text.
        assert html.count("<figure") == ClinicImage.objects.count() == sum(file.taken for file in shelf())
        assert html.count(' src="/media/images/') == html.count("<figure") + 1


def test_no_file_holds_more_than_can_be_seen(clinic: OwnSite) -> None:
    with clinic.active():
        for (_storage, name), content in files().items():
            assert SECRET.encode() not in content, name
            if name.endswith(".svg"):
                continue
            with Image.open(BytesIO(content)) as image:
                assert not image.getexif(), name
                assert not {"xmp", "comment", "photoshop", "XML:com.adobe.xmp", "Author", "mp"} & set(image.info), name


def test_every_picture_comes_back_from_a_backup(clinic: OwnSite) -> None:
    with clinic.active():
        expected = files()
        archive = back_up(clinic.folder / "backups")
    with own_site("back", clinic.folder.parent) as empty, empty.active():
        restore(archive, replace=False)
        assert files() == expected


def test_every_document_is_what_its_name_says(home_page: HomePage, editor: User, client: Client) -> None:
    client.force_login(editor)
    for file in DOCUMENTS:
        before = ClinicDocument.objects.count()
        answer = upload(client, "wagtaildocs:add_multiple", file)
        assert answer["success"] == file.taken == (ClinicDocument.objects.count() == before + 1), file.name
        # One sentence or two, never a second reason.
        assert file.taken or ("\n" not in answer["error_message"] and "»«" not in answer["error_message"]), answer

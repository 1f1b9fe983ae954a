"""“Import posts” and “Paste an article” as an editor meets them."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.importing.uploads import forget_uploads
from articles.models import ArticleIndexPage, ArticlePage
from home.models import BasePage, ClinicImage, HomePage, User
from home.security.storage import private_storage
from tests.files.clipboards import GOOGLE_DOCS
from tests.files.old_site import WIX, WIX_PICTURE, WORDPRESS, packed, photo
from tests.home.admin import person
from tests.support.factories import article, article_index


@pytest.fixture(autouse=True)
def _private_folder(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = str(tmp_path / "private")


@pytest.fixture
def below(home_page: HomePage) -> ArticleIndexPage:
    return article_index(home_page)


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def shown(client: Client, data: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(client.post(reverse("import_posts"), data).content, "html.parser")


def upload(client: Client, content: bytes, name: str = "feed.xml", pictures: bytes = b"") -> BeautifulSoup:
    files = {"file": SimpleUploadedFile(name, content)}
    return shown(client, {**files, **({"pictures": SimpleUploadedFile("pictures.zip", pictures)} if pictures else {})})


def kept(screen: BeautifulSoup) -> str:
    return str(screen.select_one("[name=kept]")["value"])


def test_what_will_come_is_shown_before_drafts_are_made_of_what_is_ticked(below: ArticleIndexPage, admin: Client) -> None:
    page = article(below, title_en="", lead_en="", body_en=[], slug_en="", shown_en=False)
    assert reverse("import_posts") in admin.get(reverse("wagtailadmin_pages:edit", args=[below.pk])).content.decode()
    screen = upload(admin, WIX, pictures=packed(**{WIX_PICTURE.replace(".", "__"): photo()}))
    assert [title.text for title in screen.select("section > h2")] == [
        "Sleep better with acupuncture",
        "Akupunktur mod hovedpine",
    ]
    assert [radio["value"] for radio in screen.select("[type=radio][checked]")] == ["en", "da"]
    assert "A quiet room – The room" in screen.text
    assert "»A missing chart« er ikke blandt filerne" in screen.text
    assert ArticlePage.objects.count() == 1
    assert not ClinicImage.objects.exists()

    choices = {"kept": kept(screen), "0-take": "on", "0-language": "en", "0-article": page.pk, "1-language": "da"}
    after = shown(admin, choices)
    assert "1 kladde er lavet." in after.text
    draft = ArticlePage.objects.get().get_latest_revision_as_object()
    assert (draft.title_da, draft.title_en) == ("Om iskias", "Sleep better with acupuncture")
    assert ClinicImage.objects.get().uploaded_by_user.username == "inger"

    taken = {**choices, "0-take": "", "1-take": "on", "1-language": "en", "1-article": ""}
    assert "1 kladde er lavet." in shown(admin, {**taken, "1-language": "da"}).text
    assert "stays" not in (again := shown(admin, {**taken, "0-take": "on", "1-language": "da"})).text
    assert "2 indlæg er hentet ind før og bliver, som de er." in again.text
    assert ArticlePage.objects.count() == 2


def test_a_file_that_cannot_be_read_or_is_somebody_elses_changes_nothing(below: ArticleIndexPage, admin: Client) -> None:
    assert "Intet er ændret." in upload(admin, b"hej", "words.txt").text
    screen = upload(admin, WORDPRESS.replace(b"[gallery", b"[x", 1), "export.xml")
    assert "1 side og 1 slettet indlæg kommer ikke med." in screen.text
    assert [box["name"] for box in screen.select("[type=checkbox][checked]")] == ["0-take", "1-take"], "the private one is not"
    assert not screen.select(".converted__picture"), "no picture is among the files"
    token = kept(screen)
    other = person("bo", "Redaktør / Editor")
    assert "Filen er her ikke længere" in shown(other, {"kept": token, "0-take": "on", "0-language": "da"}).text
    assert "Filen er her ikke længere" in shown(admin, {"kept": token + "x"}).text
    assert not ArticlePage.objects.exists()
    for name in private_storage().listdir("imports")[1]:
        path = Path(private_storage().path(f"imports/{name}"))
        old = (timezone.now() - timedelta(days=2)).timestamp()
        os.utime(path, (old, old))
    forget_uploads()
    assert private_storage().listdir("imports") == ([], [])


def test_who_may_not_add_articles_has_no_such_screen(below: ArticleIndexPage) -> None:
    assert person("bo", "Oversætter til engelsk / Translator (English)").get(reverse("import_posts")).status_code == 302


def test_what_is_pasted_comes_back_as_blocks_and_is_shown(below: BasePage, admin: Client) -> None:
    def pasted(**texts: str) -> Any:
        files = {name: SimpleUploadedFile(name, text.encode()) for name, text in texts.items()}
        return admin.post(reverse("paste"), {"language": "da", **files}).json()

    answer = pasted(html=GOOGLE_DOCS, text="words")
    kinds = ["paragraph", "heading", "paragraph", "numbered_points", "paragraph", "table"]
    assert [block["type"] for block in answer["blocks"]] == kinds
    assert json.loads(answer["blocks"][0]["value"])["blocks"][0]["text"].startswith("Mange har ondt i hovedet")
    assert answer["title"] == "Akupunktur mod hovedpine"
    screen = BeautifulSoup(answer["shown"], "html.parser")
    assert "6 blokke bliver indsat" in screen.text
    assert "Nåle i en skål" in screen.text
    assert pasted(text="En linje\n\nEn til")["blocks"][0]["type"] == "paragraph"
    assert "Der er ingen tekst" in pasted(html="<script>1</script>")["problem"]
    within = f'<p>hej</p><img src="data:image/png;base64,{"A" * 3_000_000}">'
    assert len(pasted(html=within)["blocks"]) == 1

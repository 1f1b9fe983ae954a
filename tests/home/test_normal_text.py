"""A decomposed å, as a Mac sends it, becomes the letter that everybody else types, whichever door it comes by."""

import unicodedata
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles.models import Topic
from home.bilingual.slugs import propose_slug
from home.models import ClinicDocument, ClinicImage, HomePage, Practitioner, User
from tests.support import factories


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_a_slug_is_proposed_of_a_decomposed_title() -> None:
    assert propose_slug(decomposed("Sår på foden")) == "saar-paa-foden"


@pytest.mark.django_db
def test_titles_names_and_slugs_are_stored_composed(home_page: HomePage) -> None:
    page = factories.info_page(home_page, decomposed("Sår på foden"), decomposed("Café"), lead_da=decomposed("Første gang"))
    page.refresh_from_db()
    assert (page.title_da, page.title_en, page.lead_da) == ("Sår på foden", "Café", "Første gang")
    assert (page.slug_da, page.slug_en) == ("saar-paa-foden", "cafe")
    assert page.title == page.title_da
    person = Practitioner.objects.create(name=decomposed("Åse Ærø"))
    assert Practitioner.objects.get(name="Åse Ærø") == person
    topic = Topic.objects.create(name_da=decomposed("Kløe"), name_en="Itch", slug_da="kloee", slug_en="itch")
    assert Topic.objects.get(name_da="Kløe") == topic
    page.title_da = decomposed("Blå tå")
    assert page.save_revision().as_object().title_da in ("Blå tå", decomposed("Blå tå"))
    page.save()
    assert page.title_da == "Blå tå"


@pytest.mark.django_db
def test_no_name_turns_the_direction_of_writing_around() -> None:
    picture = factories.picture("Ryg \u202egnp.exe\u2066\u200f")
    assert type(picture).objects.get().title == "Ryg gnp.exe"
    document = factories.document()
    document.title = "Priser\u202e"
    document.save()
    assert type(document).objects.get().title == "Priser"


def test_a_decomposed_name_of_a_file_is_stored_and_found_with_its_letters(
    editor: User, client: Client, home_page: HomePage
) -> None:
    client.force_login(editor)
    drawn = BytesIO()
    Image.new("RGB", (60, 40)).save(drawn, "PNG")
    name = "Sår på foden"
    uploads = {"images": ("png", drawn.getvalue()), "documents": ("txt", b"Priser")}
    for path, (ending, content) in uploads.items():
        file = SimpleUploadedFile(decomposed(f"{name}.{ending}"), content)
        field = {"images": "files[]", "documents": "files[]"}[path]
        client.post(f"/admin/{path}/multiple/add/", {field: file, "title": decomposed(name)})
        file.seek(0)
        client.post(f"/admin/{path}/add/", {"title": decomposed(name), "file": file, "collection": "1"})
    for model in (ClinicImage, ClinicDocument):
        kept = model.objects.all()
        assert [row.title for row in kept] == [name, name], model
        assert all(row.filename.startswith(("Sår_på_foden", "Sar_pa_foden")) for row in kept), [row.filename for row in kept]
    typed = decomposed("Sår")
    for address in ("images/", "images/chooser/results/", "documents/", "documents/chooser/results/"):
        assert name in client.get(f"/admin/{address}", {"q": typed}).content.decode(), address
    page = factories.info_page(home_page, "Sår", "Wounds")
    for address in (f"pages/{home_page.pk}/", "pages/search/", "choose-page/search/"):
        assert f"/admin/pages/{page.pk}/" in client.get(f"/admin/{address}", {"q": typed}).content.decode(), address

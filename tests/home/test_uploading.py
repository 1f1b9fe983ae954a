from io import BytesIO

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.models import ClinicImage, User


def test_an_editor_uploads_a_picture_and_describes_it_in_both_languages(editor: User, client: Client) -> None:
    client.force_login(editor)
    address = reverse("wagtailimages:add_multiple")
    assert client.get(address).status_code == 200
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")
    answer = client.post(
        address, {"title": "nåle", "files[]": SimpleUploadedFile("needles.png", file.getvalue(), "image/png")}
    ).json()
    assert answer["success"]
    form = f"image-{answer['image_id']}"
    texts = {f"{form}-title": "Nåle", f"{form}-alt_text_da": "Nåle i ryggen", f"{form}-alt_text_en": "Needles in the back"}
    root = {f"{form}-collection": "1"}
    assert client.post(reverse("wagtailimages:edit_multiple", args=[answer["image_id"]]), {**texts, **root}).json()["success"]
    picture = ClinicImage.objects.get()
    assert (picture.title, picture.alt_text_da, picture.alt_text_en) == ("Nåle", "Nåle i ryggen", "Needles in the back")


def test_a_refused_picture_gets_the_one_true_reason(editor: User, client: Client) -> None:
    client.force_login(editor)
    for address, name in (("wagtailimages:add", "file"), ("wagtailimages:add_multiple", "files[]")):
        answer = client.post(reverse(address), {"title": "nåle", name: SimpleUploadedFile("needles.png", b"no picture")})
        if answer["Content-Type"].startswith("application/json"):
            assert "beskrivelse" not in answer.json()["error_message"]
            assert "\n" not in answer.json()["error_message"]
            continue
        screen = BeautifulSoup(answer.content, "html.parser")
        told = [element.get_text(" ", strip=True) for element in screen.select(".messages .error, .error-message")]
        assert "Skriv en beskrivelse" not in " ".join(told)
        assert len(screen.select(".error-message")) == 1

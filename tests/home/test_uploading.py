from io import BytesIO

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

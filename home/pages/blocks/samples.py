"""What the chooser of blocks shows in place of pictures and files that nobody has chosen yet."""

from types import SimpleNamespace
from typing import Any

from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail.documents import get_document_model


class SamplePicture:
    """A drawing that stands where a picture will be."""

    default_alt_text = ""

    @property
    def for_readers(self) -> dict[str, Any]:
        return {"original": SimpleNamespace(width=800, height=600, url=static("home/sample.svg"), img_tag=self._img_tag)}

    def _img_tag(self, attributes: dict[str, Any]) -> str:
        return format_html("<img{}>", flatatt({"src": static("home/sample.svg"), **attributes}))


def sample_document() -> Any:
    return get_document_model()(pk=0, file="programme.pdf", file_size=340_000)

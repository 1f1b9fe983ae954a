"""The form of a picture."""

from typing import Any

from wagtail.admin.widgets import AdminAutoHeightTextInput

from home.bilingual.languages import LANGUAGES, column
from home.security.uploads import ImageForm


class PictureForm(ImageForm):
    """Has the text equivalents of both languages beside each other, with room for their sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            field = self.fields[column("alt_text", language)]
            field.widget = AdminAutoHeightTextInput({"lang": language, "maxlength": field.max_length, "data-beside": language})

"""The form of a picture."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.admin.widgets import AdminAutoHeightTextInput

from home.bilingual.languages import LANGUAGES, column
from home.reading.renditions import make_renditions
from home.security.uploads import ImageForm


class PictureForm(ImageForm):
    """Has the text equivalents of both languages beside each other, with room for their sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            field = self.fields[column("alt_text", language)]
            field.widget = AdminAutoHeightTextInput({"lang": language, "maxlength": field.max_length, "data-beside": language})

    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        # A new file takes the place of the old one at once wherever the picture is shown; only here have its old sizes gone.
        if commit:
            transaction.on_commit(partial(make_renditions.enqueue, [picture.pk]))
        return picture

"""The forms of pictures and documents."""

from functools import partial
from typing import Any

from django.db import transaction
from wagtail.admin.widgets import AdminAutoHeightTextInput

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.page import Base
from home.bilingual.sorting import tree_in_order
from home.reading.renditions import make_renditions
from home.security.uploads import DocumentForm as CheckedDocumentForm
from home.security.uploads import ImageForm


class CollectionsInOrderMixin(Base):
    """Offers the collections in order also to a file that has one, which core adds to them, sorting all by their paths."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("collection"):
            field.queryset = tree_in_order(field.queryset)


class DocumentForm(CollectionsInOrderMixin, CheckedDocumentForm):
    """A document, in one of the collections."""


class PictureForm(CollectionsInOrderMixin, ImageForm):
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

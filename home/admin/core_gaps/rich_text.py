"""Wagtail 8.0.1: a save within a quarter of a second of the last key loses what that key wrote in a rich text.

Draftail writes its text into the form that much later; here it does so at once.
"""

from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["stateSaveInterval"] = 0

"""One line of text that may be long: the field grows with it, and a line break is a space."""

from typing import Any

from wagtail.admin.widgets import AdminAutoHeightTextInput


class OneLineInput(AdminAutoHeightTextInput):
    """Shows the whole of a long title, where an ordinary input would hide its end."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # Enter does nothing; what is pasted may still have several lines.
        super().__init__({"class": "one-line", "data-action": "keydown.enter->w-autosize#resize:prevent", **(attrs or {})})

    def value_from_datadict(self, *args: Any) -> Any:
        value = super().value_from_datadict(*args)
        return " ".join(value.splitlines()) if value else value

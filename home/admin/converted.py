"""How text from elsewhere is shown before it is kept: as readers will see it, with each block's name and the pictures named."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from home.pages.base import BodyMixin


def shown_blocks(blocks: list[dict[str, Any]], language: str) -> SafeString:
    """Render what `from_html` made."""
    stream = BodyMixin._meta.get_field("body").stream_block
    shown = []
    for raw in blocks:
        block, value = stream.child_blocks[raw["type"]], raw["value"]
        if raw["type"] == "image":
            shown.append({"label": block.label, "pictures": [value]})
        elif raw["type"] == "gallery":
            shown.append({"label": block.label, "pictures": [point["value"] for point in value["pictures"]]})
        else:
            with translation.override(language):
                html = block.render(block.normalize(block.to_python(value)))
            shown.append({"label": block.label, "html": html})
    return render_to_string("wagtailadmin/home/converted.html", {"shown": shown, "language": language})

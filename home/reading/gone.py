"""Rich text without what was deleted: of a link its words stay, of a picture nothing."""

import re

# Wagtail writes these for what it does not find, or cannot draw.
DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
DEAD_PICTURE = re.compile(r'<img alt="">|<img[^>]*/not-found"[^>]*>')


def without_what_is_gone(html: str) -> str:
    return DEAD_PICTURE.sub("", DEAD_LINK.sub(r"\1", str(html)))

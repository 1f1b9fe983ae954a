"""A picture at the top of a page that will not look as somebody who chose it expects."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.admin import messages

WIDE_ENOUGH = 1200


def tell_unfit_picture(request: HttpRequest, page: Any) -> None:
    """Say at saving that the top picture will be cut or blurred; autosave says nothing."""
    if not request.accepts("text/html"):
        return
    picture = getattr(page, "hero_image", None)
    if picture and picture.height > picture.width:
        messages.warning(
            request,
            gettext(
                "The top picture is taller than it is wide, so readers see only a part of it. Choose a wide one, or mark in "
                "the picture what matters most."
            ),
        )
    elif picture and not picture.is_svg() and picture.width < WIDE_ENOUGH:
        told = gettext("The top picture is %(width)s pixels wide, and is blurred on large screens. It needs %(least)s.")
        messages.warning(request, told % {"width": picture.width, "least": WIDE_ENOUGH})

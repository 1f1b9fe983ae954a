"""A picture in the sizes and formats that readers are given."""

from django import template
from wagtail.images.models import Picture

from home.pages.media import ClinicImage

register = template.Library()


@register.simple_tag
def draw(picture: ClinicImage | None, **attributes: str) -> str:
    """Write a picture in every size and format that readers are given, and nothing where it cannot be drawn."""
    renditions = picture.for_readers if picture else {}
    if not picture or not renditions:
        return ""
    if classes := focus(picture):
        attributes["class"] = classes
    if len(renditions) > 1:
        return str(Picture(renditions, attributes))
    # A drawing has one size, which its file may give with a fraction.
    (drawing,) = renditions.values()
    del attributes["sizes"]
    return drawing.img_tag({**attributes, "width": int(drawing.width), "height": int(drawing.height)})


@register.filter
def focus(picture: ClinicImage) -> str:
    """Write as classes where the middle of what matters in a picture lies, in tenths; `base.css` cuts a picture around it."""
    x, y = (getattr(picture, f"focal_point_{axis}", None) for axis in "xy")
    if x is None or y is None or not picture.width or not picture.height:
        return ""
    across, down = round(10 * x / picture.width), round(10 * y / picture.height)
    return f"focus-x-{min(across, 10)} focus-y-{min(down, 10)}"

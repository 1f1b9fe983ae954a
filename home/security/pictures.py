"""An uploaded picture as it is kept: what can be seen, the colour profile, and nothing else.

Refused are what cannot be drawn and what has too many pixels. By its ending and its size a file is refused in `uploads.py`,
what is not only a picture in `plain_files.py`, and a drawing (SVG) in `drawings.py`.
"""

import struct
import warnings
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageMath, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

FORMATS = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")
# Kept without loss: drawings, screenshots, and whatever one can see through.
LOSSLESS = ("GIF", "PNG")
# Each rendition is made from the kept picture, so this quality costs readers nothing.
JPEG = {"format": "JPEG", "quality": 92, "subsampling": 0, "optimize": True}
PNG = {"format": "PNG"}
PLAIN_MODES = ("L", "RGB", "RGBA")
# The colour space, as profiles name it, of each mode.
COLOURS = {"RGB": "RGB ", "RGBA": "RGB ", "P": "RGB ", "PA": "RGB ", "L": "GRAY", "1": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PLAIN_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"iCCP", b"tRNS"}
DEFECTIVE = _("This picture cannot be read. It may be damaged, or cut off. Save it again as JPEG or PNG and choose that file.")
TOO_LARGE = _("This picture has too many pixels. Make it smaller, for example 4,000 pixels wide, and choose that file.")


def plain_picture(content: bytes) -> tuple[bytes, str]:
    """Redraw a picture, without metadata and the right way up; returns it with the ending of its name.

    An animation becomes its first image. Raises ValidationError for what cannot be drawn.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of what it repairs by itself.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    raise ValidationError(TOO_LARGE, code="file_too_many_pixels")
                opened.load()
                return _written(_upright(opened), lossless=opened.format in LOSSLESS)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_LARGE, code="file_too_many_pixels") from error
    except Exception as error:
        # Pillow raises nearly everything at damaged files, SyntaxError and struct.error among it.
        raise ValidationError(DEFECTIVE, code="invalid_image") from error


def is_plain(content: bytes) -> bool:
    """Tell whether a picture is as this module writes it, so that it need not be written again, with a loss."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.mode not in PLAIN_MODES:
                return False
            if image.format == "PNG":
                return _chunks(content) <= PLAIN_CHUNKS
            segments = [(name, data[:4]) for name, data in getattr(image, "applist", [])]
            is_whole = content.endswith(b"\xff\xd9") and content.count(b"\xff\xd8\xff") == 1
            return is_whole and set(segments) <= {("APP0", b"JFIF"), ("APP2", b"ICC_")}
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def _chunks(content: bytes) -> set[bytes]:
    """Name the parts of a PNG, and what comes after its end by its first letters."""
    found, place = set(), len(PNG_SIGNATURE)
    while place < len(content):
        length, name = struct.unpack_from(">I4s", content.ljust(place + 8), place)
        found.add(name)
        place += length + 12
    return found


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except (AttributeError, KeyError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        # What EXIF says is as damaged as any metadata may be.
        return image


def _written(image: Image.Image, lossless: bool) -> tuple[bytes, str]:
    profile = _profile_of(image)
    plain = in_eight_bits(image, profile)
    # What one cannot see through needs no alpha.
    if plain.mode == "RGBA" and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.info = {}
    keeps_profile = profile and profile.profile.xcolor_space == COLOURS[plain.mode]
    options, ending = (PNG, ".png") if lossless or plain.mode == "RGBA" else (JPEG, ".jpg")
    output = BytesIO()
    plain.save(output, **options, icc_profile=profile.tobytes() if profile and keeps_profile else None)
    return output.getvalue(), ending


def in_eight_bits(image: Image.Image, profile: ImageCms.ImageCmsProfile | None = None) -> Image.Image:
    """Convert a picture of any mode to grey, RGB, or RGB with transparency, in eight bits."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _with_holes(_scaled(image), image)
    if image.mode == "LAB" or (image.mode == "CMYK" and profile):
        source = profile or ImageCms.createProfile("LAB")
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    if image.mode in PLAIN_MODES and "transparency" not in image.info:
        return image.copy()
    if image.mode in ("La", "RGBa"):
        return image.convert({"La": "LA", "RGBa": "RGBA"}[image.mode]).convert("RGBA")
    nothing = image.info.get("transparency")
    if image.mode == "RGB" and isinstance(nothing, tuple) and max(nothing) > 255:
        # Of sixteen bits Pillow keeps the upper eight.
        image.info["transparency"] = tuple(value >> 8 for value in nothing)
    sees_through = image.mode in ("LA", "PA") or "transparency" in image.info
    return image.convert("RGBA" if sees_through else "L" if image.mode == "1" else "RGB")


def _with_holes(grey: Image.Image, image: Image.Image) -> Image.Image:
    """Keep transparent what was: in a PNG of deep grey one of its values stands for nothing."""
    nothing = image.info.get("transparency")
    if not isinstance(nothing, int):
        return grey
    seen = ImageMath.lambda_eval(lambda names: names["convert"]((names["deep"] != nothing) * 255, "L"), deep=image.convert("I"))
    holed = grey.convert("RGBA")
    holed.putalpha(seen)
    return holed


def _scaled(image: Image.Image) -> Image.Image:
    """Bring deep grey into eight bits as a browser does; what is deeper still, by its own darkest and lightest."""
    grey = image if image.mode in ("I", "F") else image.convert("I")
    edges: Any = grey.getextrema()
    low, high = edges
    if image.mode != "F" and low >= 0 and high < 1 << 16:
        low, high = 0, (1 << 16) - 1 if high > 255 or image.mode != "I" else 255
    elif image.mode == "F" and low >= 0 and 1 < high <= 255:
        low, high = 0, 255
    scale = 255 / (high - low) if high > low else 1
    return grey.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _profile_of(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """Return the colour profile, where it is one and fits the picture."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
    except (KeyError, OSError, TypeError, ValueError, ImageCms.PyCMSError):
        return None
    return profile if profile.profile.xcolor_space == COLOURS.get(image.mode) else None

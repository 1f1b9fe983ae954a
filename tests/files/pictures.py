"""Pictures in every mode, depth and format that Pillow writes, whole and damaged, with all the metadata there is."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

from tests.files.kinds import SECRET, OnShelf

MODES = (
    "1",
    "L",
    "P",
    "RGB",
    "RGBA",
    "CMYK",
    "YCbCr",
    "LAB",
    "HSV",
    "I",
    "F",
    "LA",
    "PA",
    "RGBX",
    "RGBa",
    "La",
    "I;16",
    "I;16B",
)
ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "AVIF": "avif", "GIF": "gif", "HEIF": "heic"}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{SECRET}</dc:creator></x:xmpmeta>'.encode()
SIZE = (36, 24)

pillow_heif.register_heif_opener()


def pictures() -> list[OnShelf]:
    makers = (_modes, _cut_off, _oriented, _with_metadata, _animated, _odd_sizes, _odd_names, _wrong_endings, _by_cameras)
    return [file for make in makers for file in make()]


def scene(size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture that is not the same upside down."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste("red", (0, 0, size[0] // 3, size[1] // 3))
    return image


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def in_mode(mode: str) -> Image.Image:
    try:
        return scene().convert(mode)
    except ValueError:
        # Pillow does not convert to every mode that it knows.
        return Image.new(mode, SIZE)


def _modes() -> Iterator[OnShelf]:
    for mode in MODES:
        for kind, ending in ENDINGS.items():
            try:
                content = written(in_mode(mode), kind)
            except (KeyError, OSError, ValueError):
                continue
            yield OnShelf(f"mode-{mode.replace(';', '-')}.{ending}", content, size=SIZE)
    for bits in (1, 2, 4, 8, 16):
        for colour, channels in ((0, 1), (2, 3), (4, 2), (6, 4)):
            if bits >= 8 or colour == 0:
                yield OnShelf(f"png-{bits}-bits-kind-{colour}.png", _png(bits, colour, channels), size=(5, 4))
    seen_through = in_mode("P")
    yield OnShelf("palette-transparent.png", written(seen_through, "PNG", transparency=bytes(range(256))))
    yield OnShelf("palette-transparent.gif", written(seen_through, "GIF", transparency=3))
    yield OnShelf("grey-transparent.png", written(in_mode("L"), "PNG", transparency=7))
    yield OnShelf("rgb-transparent.png", written(scene(), "PNG", transparency=(255, 0, 0)))
    yield OnShelf("interlaced-progressive.jpg", written(scene(), "JPEG", progressive=True))
    yield OnShelf("lossless.webp", written(scene(), "WEBP", lossless=True))


def _png(bits: int, colour: int, channels: int) -> bytes:
    """A PNG of a depth that Pillow reads and does not write."""
    row = b"\x00" + b"\x5a" * ((5 * channels * bits + 7) // 8)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 5, 4, bits, colour, 0, 0, 0)), (b"IDAT", zlib.compress(row * 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _cut_off() -> Iterator[OnShelf]:
    noise = Image.effect_noise((90, 60), 90).convert("RGB")
    for kind, ending in ENDINGS.items():
        whole = written(noise, kind)
        for percent in (3, 50, 66, 95):
            yield OnShelf(f"cut-at-{percent}.{ending}", whole[: len(whole) * percent // 100], taken=False)
    whole = written(scene(), "PNG")
    yield OnShelf("flipped.png", whole.replace(b"IDAT", b"IDAX"), taken=False)
    yield OnShelf("empty.jpg", b"\x00", taken=False)
    yield OnShelf("text.png", b"I am no picture.", taken=False)


def _oriented() -> Iterator[OnShelf]:
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x112] = orientation
        for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF"):
            content = written(scene(), kind, exif=exif.tobytes())
            yield OnShelf(f"turned-{orientation}.{ENDINGS[kind]}", content, size=SIZE if orientation < 5 else SIZE[::-1])


def _with_metadata() -> Iterator[OnShelf]:
    exif = Image.Exif()
    exif[0x10F] = exif[0x13B] = exif[0xA431] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 2.0, 55.0), 29: SECRET})
    beside = {"exif": exif.tobytes(), "xmp": XMP, "icc_profile": PROFILE}
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_text("Comment", SECRET, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prVt", SECRET.encode(), after_idat=True)
    yield OnShelf("metadata.jpg", written(scene(), "JPEG", comment=SECRET.encode(), **beside))
    yield OnShelf("metadata.png", written(scene(), "PNG", pnginfo=texts, **{**beside, "xmp": None}))
    yield OnShelf("metadata.webp", written(scene(), "WEBP", **beside))
    yield OnShelf("metadata.avif", written(scene(), "AVIF", **beside))
    yield OnShelf("metadata.heic", written(scene(), "HEIF", **beside))
    yield OnShelf("metadata.gif", written(scene(), "GIF", comment=SECRET.encode()))
    # What Photoshop and cameras keep in segments of their own: IPTC, and whatever a maker likes.
    jpeg = written(scene(), "JPEG")
    for number in (0xED, 0xE4, 0xEB, 0xEF):
        data = b"Photoshop 3.0\x008BIM\x04\x04" + SECRET.encode()
        segment = bytes((0xFF, number)) + struct.pack(">H", len(data) + 2) + data
        yield OnShelf(f"segment-{number:x}.jpg", jpeg[:2] + segment + jpeg[2:])
    yield OnShelf("after-the-end.jpg", jpeg + SECRET.encode())
    yield OnShelf("after-the-end.png", written(scene(), "PNG") + SECRET.encode())
    yield OnShelf("no-profile.jpg", written(scene(), "JPEG", icc_profile=SECRET.encode()))
    yield OnShelf(
        "damaged-exif.jpg", written(scene(), "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x05" + SECRET.encode())
    )


def _animated() -> Iterator[OnShelf]:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "green", "blue")]
    for kind in ("PNG", "GIF", "WEBP", "AVIF", "HEIF"):
        yield OnShelf(f"moving.{ENDINGS[kind]}", written(frames[0], kind, save_all=True, append_images=frames[1:]), size=SIZE)


def _odd_sizes() -> Iterator[OnShelf]:
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        yield OnShelf(f"point.{ENDINGS[kind]}", written(Image.new("RGB", (1, 1)), kind), size=(1, 1))
    yield OnShelf("line.png", written(Image.new("L", (3000, 1)), "PNG"), size=(3000, 1))
    yield OnShelf("column.jpg", written(Image.new("L", (1, 3000)), "JPEG"), size=(1, 3000))
    for width in (9_000, 20_000, 60_000):
        head = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
        bomb = (
            b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\x00" * 99)) + _chunk(b"IEND", b"")
        )
        yield OnShelf(f"bomb-{width}.png", bomb, taken=False)
    texts = written(scene(), "PNG")
    unpacked = _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"0" * 80_000_000))
    yield OnShelf("bomb-of-text.png", texts[:33] + unpacked + texts[33:], taken=False)


def _odd_names() -> Iterator[OnShelf]:
    content = written(scene(), "PNG")
    names = (
        "UPPERCASE.PNG",
        "a\u030ar pa\u030a foden.png",
        "blåbærgrød.png",
        "nåle 🪡.png",
        f"{'lang' * 75}.png",
        "..png",
        "...png",
        "../../passwd.png",
        "a\x00b.png",
        "two.dots.jpg.png",
        " .png",
        "<b>bold</b>.png",
        "100%.png",
    )
    for name in names:
        yield OnShelf(name, content, size=SIZE)


def _wrong_endings() -> Iterator[OnShelf]:
    yield OnShelf("really-a-png.jpg", written(scene(), "PNG"), size=SIZE)
    yield OnShelf("really-a-jpeg.png", written(scene(), "JPEG"), size=SIZE)
    yield OnShelf("really-a-webp.jpeg", written(scene(), "WEBP"), size=SIZE)
    yield OnShelf("really-a-heic.jpg", written(scene(), "HEIF"), size=SIZE)
    yield OnShelf("picture.jfif", written(scene(), "JPEG"), size=SIZE)
    yield OnShelf("picture.jpe", written(scene(), "JPEG"), size=SIZE)
    yield OnShelf("picture.heif", written(scene(), "HEIF"), size=SIZE)
    for name in ("picture.exe", "picture", "picture.php", "picture.html"):
        yield OnShelf(name, written(scene(), "PNG"), taken=False)
    for kind, ending in (("TIFF", "png"), ("BMP", "jpg"), ("ICO", "gif"), ("PDF", "png")):
        yield OnShelf(f"really-{kind}.{ending}", written(scene(), kind), taken=False)


def _by_cameras() -> Iterator[OnShelf]:
    """Two pictures in one file, as telephones write them."""
    yield OnShelf("two-in-one.jpg", written(scene(), "MPO", save_all=True, append_images=[scene((18, 12))]), size=SIZE)

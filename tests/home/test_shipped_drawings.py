"""The drawings that come with the site."""

from itertools import chain

import pytest
from defusedxml import ElementTree

from home.operations.loader import source

PICTURES = sorted(chain.from_iterable(folder.glob("image-*.yaml") for folder in source.app_folders()))
PAGES = [file.read_text() for folder in source.app_folders() for file in folder.glob("*.yaml") if file not in PICTURES]


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.stem)
def test_a_shipped_drawing_is_described_shown_small_and_made_for_the_dark(file: source.Path) -> None:
    picture = source.read(file)
    words = [picture.fields["alt_text"].in_language(language).text() for language in ("da", "en")]
    assert all(words)
    assert words[0] != words[1]
    assert any(picture.key in page for page in PAGES)
    drawing = source.image_file(picture.fields["image"]).read_text()
    assert len(drawing) < 150_000
    assert "prefers-color-scheme:dark" in drawing
    width, height = (int(ElementTree.fromstring(drawing).attrib[side]) for side in ("width", "height"))
    # A page shows no picture taller than 44 rem, and a plate beside one that is.
    assert height <= 44 * 16 or width >= height

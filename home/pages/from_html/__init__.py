"""Text from elsewhere, as HTML of whatever origin, becomes the blocks of a body.

`cleaning.py` takes away what nobody reads, `walking.py` finds the parts of the text, `numbering.py` the lists that are only
typed, and `writing.py` makes blocks of the parts. Nothing is ever fetched: a picture stays a name until somebody has its file.
"""

from home.pages.from_html.convert import Converted, convert, convert_words
from home.pages.from_html.parts import Picture
from home.pages.from_html.writing import with_pictures

__all__ = ["Converted", "Picture", "convert", "convert_words", "with_pictures"]

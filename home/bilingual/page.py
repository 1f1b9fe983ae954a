"""The page, for the code below its class: a name for annotations, what its mixins build on, and the one way to the table.

`home/pages/` builds the class from what `bilingual`, `reading` and `editing` know, so none of these may import it.
"""

from typing import Any

from swapper import load_model
from wagtail.models import AbstractPage

# Wagtail's pages have no static types, so this says what is meant rather than what is checked.
BilingualPage = AbstractPage
# What a mixin builds on: to the type checker anything, since the rest is in the class that it becomes a part of.
Base: Any = object


def page_model() -> Any:
    """Return the model of the pages' own table, once all models are loaded."""
    return load_model("wagtailcore", "Page")

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from home.management.catalogues.problems import forms, is_english


@cache
def identical_words() -> dict[str, str]:
    """Read the messages that are the same in Danish, each with its reason."""
    path = Path(settings.BASE_DIR) / "locale" / "identical.toml"
    words: dict[str, str] = tomllib.loads(path.read_text())
    return words


def is_rightly_identical(source: Any, text: Any) -> bool:
    """Tell whether a translation differs from its source, or stands on the list of words that are the same in Danish."""
    return not is_english(source, text) or forms(source)[0] in identical_words()

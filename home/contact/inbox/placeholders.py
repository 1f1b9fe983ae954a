"""What a template says in braces, filled in for one sender."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("name", "clinic", "telephone", "email", "booking", "me")
BRACES = re.compile(r"\{([^{}\n]*)\}")
# One that is empty goes with the space before it, so that “Hello {name},” becomes “Hello,”.
WITH_SPACE = re.compile(r"([^\S\n]?)\{([^{}\n]*)\}")


def unknown_placeholders(text: str) -> list[str]:
    """List what stands in braces and cannot be filled in, as it was typed."""
    return [f"{{{name}}}" for name in BRACES.findall(text) if name not in PLACEHOLDERS]


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Replace what stands in braces by its value; what is not known stays as it is."""

    def value(found: re.Match[str]) -> str:
        space, name = found.groups()
        if name not in PLACEHOLDERS:
            return found.group()
        return f"{space}{values[name]}" if values.get(name) else ""

    return WITH_SPACE.sub(value, text)

"""Compares phone numbers, e-mail addresses and names however they are spelt."""

import html
import re
import unicodedata
from contextlib import suppress
from urllib.parse import unquote

# Denmark's; the clinic's patients write their numbers with and without it.
COUNTRY_CODE = "45"
FEWEST_DIGITS = 6
# What people put between the digits of a number.
_BETWEEN = r"[\s().,/\-‐-―−·]{0,3}"
_ADDRESS = re.compile(r"[^\s<>\"(),:;\[\]\\?&=]+@[^\s<>\"(),:;\[\]\\?&=/]+")
_FOREIGN = re.compile(r"(?:\+|(?<!\d)00)[\s(]{0,2}[1-9]\d{0,2}[\s()./-]{0,3}$")


# What word processors write for the keys of a keyboard.
_KEYS = str.maketrans({**dict.fromkeys("‘’‚‛ʼ´`′＇", "'"), **dict.fromkeys("‐‑‒–—―−", "-")})


def folded(text: str) -> str:
    """Return a text as it is compared: composed, without case, invisible characters, odd spaces, hyphens and apostrophes."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cc") or char.isspace())
    return " ".join(text.translate(_KEYS).split())


def email_key(address: str) -> str:
    """Return an e-mail address as it is compared: without case, and with the domain as the mail servers know it."""
    name, _at, domain = folded(address).rpartition("@")
    domain = domain.rstrip(".")
    # What no mail server knows is compared as it was typed.
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    return f"{name}@{domain}"


def phone_key(number: str) -> str:
    """Return a phone number as it is compared: its digits, without the Danish country code."""
    text = folded(number).replace("(0)", "")
    digits = "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
    has_prefix = text.lstrip("( ").startswith(("+", "00"))
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith(COUNTRY_CODE) and (has_prefix or len(digits) == len(COUNTRY_CODE) + 8):
        digits = digits[len(COUNTRY_CODE) :]
    return digits


class Wanted:
    """An e-mail address, a phone number or a name that somebody typed; finds every spelling of it."""

    def __init__(self, typed: str) -> None:
        self.text = folded(typed)
        self._email = email_key(typed) if re.fullmatch(r"[^@\s]+@[^@\s]+", self.text) else ""
        self._phone = _phone_pattern(typed) if _is_number(self.text) else None
        self._phrase = re.compile(rf"(?<!\w){re.escape(self.text)}(?!\w)")

    def stands_in(self, *values: object, whole_words: bool = False) -> bool:
        """Tell whether it stands in some texts, or in lists and dictionaries of texts."""
        return any(self._is_in(spelling, whole_words) for text in _texts(values) for spelling in _spellings(text))

    def _is_in(self, text: str, whole_words: bool) -> bool:
        text = folded(text)
        if self._email:
            return any(email_key(found.strip(".'")) == self._email for found in _ADDRESS.findall(text))
        if self._phone:
            return self._has_number(text, self._phone)
        return bool(self._phrase.search(text)) if whole_words else self.text in text

    def _has_number(self, text: str, pattern: re.Pattern[str]) -> bool:
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
        return any(not _FOREIGN.search(text[: found.start()]) for found in pattern.finditer(text))


def _is_number(text: str) -> bool:
    words = re.sub(r"^(tlf|telefon|tel|mobil|mob|phone|telephone|nr)\b[.:]?", "", text)
    return sum(map(str.isdecimal, words)) >= FEWEST_DIGITS and not any(map(str.isalpha, words))


def _phone_pattern(typed: str) -> re.Pattern[str]:
    digits = phone_key(typed)
    written = rf"{_BETWEEN}(?:\(0\){_BETWEEN})?".join(digits)
    return re.compile(rf"(?<!\d)(?:(?:\+|00)?{_BETWEEN}{COUNTRY_CODE}{_BETWEEN})?(?:\+|00)?{_BETWEEN}{written}(?!\d)")


def _spellings(text: str) -> set[str]:
    """Return a text as it stands, and as a browser would read it in HTML and in an address."""
    return {text, html.unescape(text), unquote(text)} if "&" in text or "%" in text else {text}


def _texts(values: object) -> list[str]:
    if isinstance(values, dict):
        values = [*values.keys(), *values.values()]
    if isinstance(values, list | tuple):
        return [text for value in values for text in _texts(value)]
    return [] if values is None else [str(values)]

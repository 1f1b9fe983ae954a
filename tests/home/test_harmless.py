"""What is taken out of a stranger's text, and what a person may write in it."""

import pytest

from home.security.public_forms.cleaned_text import harmless


@pytest.mark.parametrize(
    "text",
    [
        "Søren Åge Ærø",
        "Nguyễn Thị Hồng",
        "می‌خواهم",
        "क्‍ष चीज़ें",
        "👩🏽‍⚕️ 👨‍👩‍👧‍👦 🇩🇰 ❤️ 1️⃣ 🩷 🫩",
        "Første linje\nanden linje\n\nnyt afsnit",
        "12 34 56 78 – »ja«, ½ & <3",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("an\x00na\x1b[31m\x7f\x85", "anna[31m"),
        ("\u202egpj.exe \u2066skjult\u2069\u200f", "gpj.exe skjult"),
        ("A\u200bn\u2060n\ufeffa\u00ad\U000e0041", "Anna"),
        ("\ue000\ufdd0\uffff\U000e0100", "\U000e0100"),
        ("\u200d\u200d", ""),
        ("Anna \u200d\u200cBerg", "Anna Berg"),
        ("Z" + "\u0316" * 60, "Z" + "\u0316" * 3),
        ("Z" + "\u20dd" * 60, "Z" + "\u20dd" * 3),
        ("a\r\nb\rc\u2028d\u2029e\tf", "a\nb\nc\nd\ne f"),
        ("a" + "\n \n" * 40 + "b", "a\n\nb"),
        ("A\u030arhus", "Århus"),
    ],
)
def test_what_nobody_sees_or_needs_is_taken_out(text: str, left: str) -> None:
    assert harmless(text) == left
    assert harmless(left) == left

import pytest

from home.reading.kept_together import kept_together


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Smerten faldt 30,8 mm på en skala af 100 mm.", "Smerten faldt 30,8~mm på en skala af 100~mm."),
        ("Åbner i morgen kl. 9.00, 700 kr. for 45 minutter", "Åbner i morgen kl.~9.00, 700~kr. for 45~minutter"),
        (
            "Den 24. december 2026, on 24 December, ca. 7 minutters læsning",
            "Den 24.~december 2026, on 24~December, ca.~7~minutters læsning",
        ),
        ("Skriv en e-mail. E-mailadressen, ST-36 og D-vitamin", "Skriv en [e-mail]. [E-mailadressen], [ST-36] og [D-vitamin]"),
        ("open at 9 am, 50% or 50 %, p. 12, DKK 700", "open at 9~am, 50% or 50~%, p.~12, DKK~700"),
        # Nothing that only looks like it.
        ("40 mmm, 5 mænd, a-b@example.org, www.e-mail.dk, x-y/z", None),
        ('<a href="/e-mail" title="kl. 9.00">kl. 9.00</a>', '<a href="/e-mail" title="kl. 9.00">kl.~9.00</a>'),
        ("<svg><text>700 kr. e-mail</text></svg><option>e-mail</option>", None),
        ("<textarea>700 kr. og e-mail</textarea><!-- e-mail --><code>5 mm</code>", None),
    ],
)
def test_a_line_ends_in_the_middle_of_no_measure_time_or_short_word(typed: str, shown: str | None) -> None:
    assert kept_together(typed) == (shown or typed).replace("~", "\u00a0").replace("[", '<span class="together">').replace(
        "]", "</span>"
    )

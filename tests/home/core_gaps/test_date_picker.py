from pathlib import Path

from django.contrib.staticfiles.finders import find


def test_core_still_puts_today_in_the_place_of_a_date_that_it_cannot_read() -> None:
    """Once it does not, `core_gaps/date_picker.js` can go."""
    names = ("vendor/jquery.datetimepicker", "date-time-chooser")
    calendar, chooser = (Path(str(find(f"wagtailadmin/js/{name}.js"))).read_text() for name in names)
    assert "validateOnBlur:!0" in calendar
    assert "validateOnBlur" not in chooser

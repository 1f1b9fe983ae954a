import re

import pytest
from django.core.management import call_command


def test_the_maintenance_page_speaks_both_languages_and_asks_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("maintenancepage")
    page = capsys.readouterr().out
    assert page.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "Vi er snart tilbage" in page
    assert re.search(r'<section lang="en">\s*<h2>We will be back soon', page)
    assert "--paper:" in page
    assert "<svg" in page
    assert not re.search(r"src=|href=|url\(|@import|<script|&(lt|gt|quot|#)", page)

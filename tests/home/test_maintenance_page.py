import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command


def test_the_maintenance_page_speaks_both_languages_and_asks_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("maintenancepage")
    page = capsys.readouterr().out
    assert page.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "Vi er snart tilbage" in page
    assert re.search(r'<section class="flow" lang="en">\s*<h2>We will be back soon', page)
    assert "--paper:" in page
    assert "<svg" in page
    assert not re.search(r"src=|href=|url\(|@import|<script|&(lt|gt|quot|#)", page)


def test_what_nginx_refuses_is_answered_in_both_languages_with_the_same_styles(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("maintenancepage")
    styles = capsys.readouterr().out.partition("<style>")[2].partition("</style>")[0]
    call_command("maintenancepage", "--refused")
    page = capsys.readouterr().out
    assert "Det kunne vi ikke læse" in page
    assert re.search(r'<section class="flow" lang="en">\s*<h2>We could not read that', page)
    assert styles in page
    assert not re.search(r"src=|href=|url\(|@import|<script|&(lt|gt|quot|#)", page)


def test_nginx_allows_the_styles_of_the_maintenance_page_and_no_others(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("maintenancepage")
    styles = capsys.readouterr().out.partition("<style>")[2].partition("</style>")[0]
    answers = (Path(settings.BASE_DIR) / "deploy" / "nginx" / "answers.inc").read_text()
    assert f"style-src 'sha256-{b64encode(sha256(styles.encode()).digest()).decode()}';" in answers

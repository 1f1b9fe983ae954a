import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from home.models import HomePage, User
from tests.support import factories

REQUIRED = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}
EVERYWHERE = [
    "/",
    "/en/",
    "/findes-ikke/",
    "/robots.txt",
    "/sitemap.xml",
    "/admin/login/",
    "/admin/",
    "/media/../settings.py",
    "/media/nothing.svg",
    "/%00",
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_says_what_a_browser_may_do_with_it(home_page: HomePage, client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert set(headers) >= REQUIRED
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_error_of_ours_and_a_foreign_host_have_the_headers_too(
    home_page: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(client.get("/", headers={"host": "elsewhere.example"}).headers) >= REQUIRED
    client.raise_request_exception = False
    monkeypatch.setattr("home.models.HomePage.serve", lambda *arguments: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert set(answer.headers) >= REQUIRED


def test_a_readers_page_has_nothing_that_its_strict_policy_forbids(home_page: HomePage, client: Client) -> None:
    article = factories.article(factories.article_index(home_page))
    for address in ("/", article.get_url(), "/soeg/?q=iskias", "/findes-ikke/"):
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        html = answer.content.decode()
        inline = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag and "application/ld+json" not in tag]
        assert not inline
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)


def test_the_admin_lets_no_other_site_frame_it_and_loads_nothing_from_elsewhere(editor: User, client: Client) -> None:
    client.force_login(editor)
    policy = client.get(reverse("wagtailadmin_home")).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy
    assert "unsafe-eval" not in policy


def test_an_uploaded_svg_that_is_opened_by_itself_runs_nothing(home_page: HomePage, client: Client) -> None:
    assert "sandbox" in client.get("/media/drawing.svg").headers["Content-Security-Policy"]


def test_static_files_have_the_headers_in_production(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    program = """
import django; django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/static/a.css", secure=True, headers={"host": "clinic.example"})
print(answer.status_code, sorted(answer.headers))
"""
    environment = {
        "ENVIRONMENT": "production",
        "DJANGO_SETTINGS_MODULE": "home.settings",
        "SECRET_KEY": "k3J9-qV1xT7zR5wN2mB8cL4hG6fD0sA_pYuIoEqWtXrZvCnM1b",
        "CONSENT_KEYS": "mZ2fT0cX5s1vWq8uYb7LrN4kHd9eGjP3aFyRtKoMxIE=",
        "ALLOWED_HOSTS": "clinic.example",
        "SITE_ADDRESS": "https://clinic.example",
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "STATIC_ROOT": str(tmp_path),
    }
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("200")
    assert all(f"'{name}'" in ran.stdout for name in REQUIRED | {"Strict-Transport-Security"})

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import home.settings
from home.operations.environment import env
from tests.support.served import PROJECT

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k3J9-qV1xT7zR5wN2mB8cL4hG6fD0sA_pYuIoEqWtXrZvCnM1b",
    "CONSENT_KEYS": "mZ2fT0cX5s1vWq8uYb7LrN4kHd9eGjP3aFyRtKoMxIE=",
    "ALLOWED_HOSTS": "akupunktur.example,www.akupunktur.example",
    "SITE_ADDRESS": "https://akupunktur.example",
    "DATABASE_URL": "postgresql://clinic:secret@localhost/clinic",
}
SHOW = "from home import settings as s; print(s.PRODUCTION, s.DEBUG, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"

Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Read the settings in a process of their own, with these variables and no others (a developer's .env included)."""
    (tmp_path / "home" / "operations").mkdir(parents=True)
    for name in ("settings.py", "operations/environment.py", "operations/logging_config.py"):
        shutil.copy(Path(home.settings.__file__).parent / name, tmp_path / "home" / name)

    def run(environment: dict[str, str | None], program: str = "import home.settings") -> subprocess.CompletedProcess[str]:
        variables = {name: value for name, value in environment.items() if value is not None}
        command = [sys.executable, "-c", program]
        return subprocess.run(command, env=variables, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_a_complete_production_environment_starts_and_is_secure(start: Start) -> None:
    started = start(PRODUCTION, SHOW)
    assert (started.returncode, started.stdout, started.stderr) == (0, "True False True True\n", "")


def test_without_a_named_environment_the_site_is_in_production(start: Start) -> None:
    assert start({**PRODUCTION, "ENVIRONMENT": None}, SHOW).stdout == "True False True True\n"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", 60 * "a"),
        ("SECRET_KEY", "django-insecure-" + PRODUCTION["SECRET_KEY"]),
        ("CONSENT_KEYS", None),
        ("CONSENT_KEYS", "short"),
        ("CONSENT_KEYS", PRODUCTION["CONSENT_KEYS"] + ",short"),
        ("DEBUG", "on"),
        ("DEBUG", "1"),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "akupunktur.example,*"),
        ("ALLOWED_HOSTS", ".akupunktur.example"),
        ("SITE_ADDRESS", None),
        ("SITE_ADDRESS", "http://akupunktur.example"),
        ("SITE_ADDRESS", "akupunktur.example"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", ""),
        ("ENVIRONMENT", "staging"),
    ],
)
def test_production_refuses_to_start_and_names_the_variable(start: Start, variable: str, value: str | None) -> None:
    started = start({**PRODUCTION, variable: value})
    assert started.returncode != 0
    assert started.stderr.splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: Set {variable}: ")


def test_a_refusal_does_not_print_the_secret(start: Start) -> None:
    weak = PRODUCTION["SECRET_KEY"][:30]
    assert weak not in start({**PRODUCTION, "SECRET_KEY": weak}).stderr


def test_development_needs_only_a_database(start: Start) -> None:
    environment = {"ENVIRONMENT": "development", "DATABASE_URL": PRODUCTION["DATABASE_URL"]}
    program = "from home import settings as s; print(s.PRODUCTION, s.DEBUG, s.SITE_ADDRESS)"
    assert start(environment, program).stdout == "False False http://localhost:8000\n"
    assert "Set DATABASE_URL: " in start({"ENVIRONMENT": "development"}).stderr


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("SITE_ADDRESS", "https://akupunktur.example/klinik", "SITE_ADDRESS"),
        ("SITE_ADDRESS", "https://klinik-ørsted.example", "SITE_ADDRESS"),
        ("SITE_ADDRESS", "https://another.example", "ALLOWED_HOSTS"),
        ("HSTS_PRELOAD", "yes", "HSTS_PRELOAD"),
    ],
)
def test_an_address_that_no_reader_could_follow_is_refused(start: Start, variable: str, value: str, named: str) -> None:
    assert f"Set {named}: " in start({**PRODUCTION, variable: value}).stderr


def test_browsers_are_held_to_https_for_as_long_as_the_operator_says(start: Start) -> None:
    show = "from home import settings as s; print(s.SITE_ADDRESS, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    assert start({**PRODUCTION, "SITE_ADDRESS": "https://akupunktur.example/"}, show).stdout == (
        "https://akupunktur.example 3600 False\n"
    )
    chosen = {"HSTS_SECONDS": "31536000", "HSTS_SUBDOMAINS": "yes", "HSTS_PRELOAD": "yes"}
    assert start({**PRODUCTION, **chosen}, show).stdout == "https://akupunktur.example 31536000 True\n"


def test_a_service_may_send_the_mails_where_the_ports_of_mail_are_closed(start: Start) -> None:
    show = "from home import settings as s; print(s.OUTBOX_BACKEND, s.ANYMAIL['BREVO_API_KEY'])"
    service = {"EMAIL_SERVICE": "brevo", "ANYMAIL": "BREVO_API_KEY=a=b"}
    assert start({**PRODUCTION, **service}, show).stdout == "anymail.backends.brevo.EmailBackend a=b\n"


def test_every_variable_is_in_the_list_of_variables() -> None:
    listed = (PROJECT / "deploy" / "variables.md").read_text()
    assert [name for name in env.scheme if f"`{name}`" not in listed] == []

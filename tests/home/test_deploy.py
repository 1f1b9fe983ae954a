import re
import subprocess
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML

from home.security.headers import UPLOADED, headers
from home.settings import is_encryption_key

DEPLOY = Path(settings.BASE_DIR) / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


def test_the_image_is_built_from_the_hashed_lock_file_and_does_not_run_as_root() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert re.findall(r"^USER (\w+)", DOCKERFILE, re.MULTILINE)[-1:] == ["10001"]
    assert "--uid 10001 " in DOCKERFILE
    for source in re.findall(r"^COPY (?!--)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert source == "${LOCK}" or (DEPLOY.parent / source).exists()


def test_every_variable_of_the_compose_file_is_one_that_the_settings_read() -> None:
    compose = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    source = (DEPLOY.parent / "home" / "settings.py").read_text()
    for variable in compose["services"]["web"]["environment"]:
        assert f"{variable}=(" in source


def test_the_variables_made_for_a_new_server_are_ones_that_the_settings_read_and_its_secrets_are_new() -> None:
    first, second = (_new_environment() for _ in range(2))
    source = (DEPLOY.parent / "home" / "settings.py").read_text()
    assert [name for name in first if f"{name}=(" not in source] == []
    assert first["ALLOWED_HOSTS"] == "www.example.dk"
    assert len(first["SECRET_KEY"]) >= 50
    assert is_encryption_key(first["CONSENT_KEYS"])
    assert {name for name in first if first[name] != second[name]} == {"SECRET_KEY", "CONSENT_KEYS"}


def _new_environment() -> dict[str, str]:
    lines = subprocess.run([DEPLOY / "environment", "www.example.dk"], check=True, capture_output=True, text=True).stdout
    return dict(line.split("=", 1) for line in lines.splitlines())


def test_nginx_gives_an_uploaded_file_the_headers_that_the_site_gives() -> None:
    lines = (DEPLOY / "nginx" / "uploaded.inc").read_text()
    given = {
        name: value.strip('"') for name, value in re.findall(r"^add_header (\S+) (\".+\"|\S+) always;", lines, re.MULTILINE)
    }
    assert given["Content-Security-Policy"] == UPLOADED
    expected = dict(headers("/media/picture.svg"))
    assert set(expected) <= set(given)
    del expected["Permissions-Policy"]
    assert expected.items() <= given.items()


def test_the_operators_guide_fits_two_pages_and_names_only_commands_that_exist() -> None:
    from django.core.management import get_commands

    guide = (DEPLOY / "README.md").read_text()
    assert len(guide.split()) < 1100
    assert set(re.findall(r"deploy/manage (\w+)", guide)) <= set(get_commands())

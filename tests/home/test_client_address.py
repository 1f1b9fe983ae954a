"""Whose limit a request counts against, behind our own web server and without one."""

from typing import Any

import pytest
from django.test import RequestFactory

from home.security.client_address import client_address
from tests.support.served import PROJECT


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_the_address_is_the_web_servers_word_for_it(address: str, counted: str, settings: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="", HTTP_X_REAL_IP=address)) == counted
    settings.CLIENT_ADDRESS_HEADER = ""
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


def test_nobody_names_an_address_of_their_own_choice(settings: Any) -> None:
    forged = {"HTTP_X_FORWARDED_FOR": "203.0.113.1", "HTTP_FORWARDED": "for=203.0.113.1", "HTTP_X_REAL_IP": "203.0.113.1"}
    settings.CLIENT_ADDRESS_HEADER = ""
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", **forged)) == "192.0.2.7"
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="", **{**forged, "HTTP_X_REAL_IP": "192.0.2.7"})) == "192.0.2.7"


def test_the_header_that_is_read_is_the_one_that_nginx_writes() -> None:
    assert "CLIENT_ADDRESS_HEADER: HTTP_X_REAL_IP" in (PROJECT / "deploy/compose.yaml").read_text()
    assert "proxy_set_header X-Real-IP $remote_addr;" in (PROJECT / "deploy/nginx/clinic.conf").read_text()

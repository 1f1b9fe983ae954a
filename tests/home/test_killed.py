"""Processes that are killed while readers send forms, and a mail server that is dead meanwhile: nothing is lost or doubled."""

import os
import signal
import subprocess
import time
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest
from aiosmtpd.controller import Controller

from tests.home.test_outage import number_of, server
from tests.home.test_outbox import MailServer
from tests.support.forms_sent import FILLING_IN, HEADER, Form
from tests.support.outage import ask
from tests.support.patience import at_once
from tests.support.postgres import Server
from tests.support.served import MANAGE, Site, free_port, production_server, wait_for

__all__ = ["server"]

READERS, KILLS = 5, 2


def workers(process: "subprocess.Popen[bytes]") -> list[int]:
    """List the processes that answer, which are the children of the one that starts them."""
    children = map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())
    return [child for child in children if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.thorough
def test_what_is_sent_while_processes_are_killed_is_kept_once_and_its_mails_are_sent_once(site: Site, server: Server) -> None:
    port, mail_port = free_port(), free_port()
    url = f"http://localhost:{port}"
    environment = site.environment | {"DATABASE_URL": server.address, "LOG_LEVEL": "CRITICAL", "CLIENT_ADDRESS_HEADER": HEADER}
    environment |= {"BIND": f"127.0.0.1:{port}", "WORKERS": "2", "THREADS": "2", "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}"}
    page = site.page_id("articlepage")
    mails_before = number_of(server, "home_mail")
    with production_server(environment) as process:
        wait_for(lambda: ask(url, "GET", "/").status == HTTPStatus.OK)
        forms = [Form(url, number, page if number % 2 else None) for number in range(1, 2 * READERS + 1)]
        time.sleep(FILLING_IN)

        def kill() -> None:
            for number in range(KILLS):
                wait_for(lambda: sum(len(form.statuses) for form in forms) > number * READERS)  # noqa: B023 - asked at once
                os.kill(workers(process)[0], signal.SIGKILL)

        at_once([kill, *(form.send_until_answered for form in forms)])
        assert {status for form in forms for status in form.statuses} <= {HTTPStatus.SEE_OTHER, HTTPStatus.FOUND}
    for form in forms:
        table = (
            "articles_comment WHERE state = 'waiting' AND email"
            if form.page
            else "home_contactsubmission WHERE form_data::text"
        )
        assert number_of(server, f"{table} LIKE '%{form.email}%'") == 1
        assert number_of(server, f"home_mail WHERE recipients::text LIKE '%{form.email}%'") == 1
    # A request is told to the clinic, a comment to both editors.
    mails = number_of(server, "home_mail") - mails_before
    assert mails == READERS * (1 + 1) + READERS * (1 + 2)

    def deliver(times: int = 1) -> None:
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute("UPDATE home_mail SET next_try_at = now() WHERE sent_at IS NULL")
        commands = f"from django.core.management import call_command\nfor _ in range({times}): call_command('outbox')"
        subprocess.run([*MANAGE, "shell", "-v0", "-c", commands], env=environment, check=True, stdout=subprocess.DEVNULL)

    deliver()
    assert number_of(server, "home_mail WHERE sent_at IS NOT NULL") == 0
    mail_server = MailServer()
    controller = Controller(mail_server, hostname="127.0.0.1", port=mail_port)
    controller.start()
    try:
        deliver(times=2)
    finally:
        controller.stop()
    assert number_of(server, "home_mail WHERE sent_at IS NULL") == 0
    names = [line for envelope in mail_server.taken for line in envelope.content.splitlines() if line.startswith(b"Message-ID")]
    assert len(names) == len(set(names)) == number_of(server, "home_mail")

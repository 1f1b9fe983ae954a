"""A mail server that keeps what it takes."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.support.served import MANAGE, Site, free_port


class Received(Message):
    """Keeps the mails that a server takes."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Any] = []

    def handle_message(self, message: Any) -> None:
        self.mails.append(message)


@pytest.fixture
def smtp() -> Iterator[Controller]:
    """A mail server that runs."""
    controller = Controller(Received(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def sent(site: Site, smtp: Controller, recipient: str) -> Any:
    """Let the outbox of a site send what it holds, and return the one mail that somebody gets."""
    environment = {**site.environment, "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}"}
    subprocess.run([*MANAGE, "outbox"], env=environment, check=True, stdout=subprocess.DEVNULL)
    (mail,) = (mail for mail in smtp.handler.mails if mail["To"] == recipient)
    return mail

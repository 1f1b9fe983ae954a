"""Fifty readers who comment at the same moment, served by several processes."""

import subprocess

import pytest

from tests.support.served import Site

PROCESSES, READERS = 5, 10
# Each reader opens the form, waits as long as people do, and presses the button twice.
SEND = """
import threading, time
from functools import partial
from bs4 import BeautifulSoup
from django.test import Client
from django.db import connection
from articles.models import ArticlePage
from tests.support.patience import at_once, patience
# Here, people wait for the form's rules and not for a connection.
connection.settings_dict["OPTIONS"]["pool"]["timeout"] = patience(120)
article = ArticlePage.objects.get(slug_da="lindring-af-iskias-med-akupunktur")
address = f"/en/comments/write/{{article.pk}}/"
barrier = threading.Barrier({readers})
def press(client, data):
    assert client.post(address, data, headers={{"origin": "http://testserver"}}).status_code == 302
    connection.close()
def comment(reader):
    client = Client(REMOTE_ADDR=f"203.0.{process}.{{reader}}")
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("main form")
    token = form.select_one("[name=token]")["value"]
    data = {{"name": "Ann", "text": f"Crowd {process}-{{reader}}", "homepage": "", "token": token}}
    connection.close()
    time.sleep(3.5)
    barrier.wait(patience(120))
    at_once([partial(press, client, data)] * 2)
at_once([partial(comment, reader) for reader in range({readers})])
"""
COUNT = "SELECT count({what}) FROM articles_comment WHERE text LIKE %s AND state = 'waiting'"


@pytest.mark.thorough
def test_none_of_fifty_comments_is_lost_and_none_is_doubled(site: Site) -> None:
    scripts = [SEND.format(process=number, readers=READERS) for number in range(PROCESSES)]
    running: list[subprocess.Popen[bytes]] = [site.run(script) for script in scripts]
    assert [process.wait() for process in running] == [0] * PROCESSES
    found = [site.value(COUNT.format(what=what), ["Crowd %"]) for what in ("*", "DISTINCT text", "DISTINCT form_key")]
    assert found == [PROCESSES * READERS] * 3

"""One form sent by many presses of its button at the same moment, on a site of its own, since threads share no transaction."""

from tests.support.served import Site

PRESSES = 8
SEND = f"""
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from django.db import connection
from django.test import Client
from home.security.public_forms import form as public_forms
from tests.home.contact import send, token
public_forms.SHORTEST_WAIT = timedelta(seconds=-1)
used = token(Client())
def press(_):
    try:
        return send(Client(), token=used, name="Presset {PRESSES} gange", about="En ny tid").status_code
    finally:
        connection.close()
with ThreadPoolExecutor({PRESSES}) as pool:
    assert set(pool.map(press, range({PRESSES}))) == {{303}}
"""
COUNT = "SELECT count(*) FROM home_contactsubmission WHERE form_data::text LIKE %s"


def test_the_same_form_sent_by_many_at_once_is_kept_once(site: Site) -> None:
    assert site.run(SEND).wait() == 0
    assert site.value(COUNT, [f"%Presset {PRESSES} gange%"]) == 1

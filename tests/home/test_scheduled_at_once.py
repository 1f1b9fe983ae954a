"""The scheduled work begun by several hosts at the same moment, as processes of their own."""

import subprocess
from pathlib import Path

from tests.support.served import MANAGE, Site

HOSTS, MAILS = 3, 6
PREPARE = f"""
from django.core.mail import send_mail
from home.models import ScheduledRun
ScheduledRun.objects.all().delete()
for number in range({MAILS}):
    send_mail(f"Mail number {{number}}.", "Hej", "klinik@example.org", ["karen@example.org"])
"""


def test_hosts_that_begin_together_do_each_daily_step_once_and_send_each_mail_once(site: Site, tmp_path: Path) -> None:
    assert site.run(PREPARE).wait() == 0
    environment = site.environment | {"EMAIL_URL": f"filemail:///{tmp_path}"}
    command = [*MANAGE, "scheduledwork"]
    hosts = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(HOSTS)]
    told = "".join(host.communicate()[0] for host in hosts)
    assert [host.returncode for host in hosts] == [0] * HOSTS
    assert told.count("clear sessions: done\n") == 1
    assert told.count("clear sessions: ") == HOSTS
    sent = "".join(path.read_text() for path in tmp_path.iterdir())
    assert [sent.count(f"Mail number {number}.") for number in range(MAILS)] == [1] * MAILS

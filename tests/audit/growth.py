"""The site by other variables alone, with what requirements-grow.lock installs: `.ci/try-growth` makes that and runs this.

S3 is moto's server, Redis is Debian's, and what Sentry gets arrives at a server of this module.
"""

import gzip
import json
import os
import shutil
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import brotli
import pytest

from home.operations import embedded_postgres
from tests.audit.production import HOST, production_variables
from tests.support.served import PROJECT, free_port, fresh_database, wait_for

PYTHON = PROJECT / ".audit" / "grow" / "bin" / "python"
MOTO = PROJECT / ".audit" / "s3" / "bin" / "moto_server"
BUCKET, MEDIA = "clinic", "https://media.example/"
# As the operator does at whoever keeps the bucket: everybody reads “media/images/”, nobody reads the rest.
MAKE_BUCKET = f"""
import boto3, json, os
client = boto3.client("s3", endpoint_url=os.environ["S3_ENDPOINT"])
client.create_bucket(Bucket="{BUCKET}")
readable = {{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{BUCKET}/media/images/*"}}
client.put_bucket_policy(Bucket="{BUCKET}", Policy=json.dumps({{"Version": "2012-10-17", "Statement": [readable]}}))
"""
ASK = f"from django.test import Client; ask = Client(raise_request_exception=False, headers={{'host': '{HOST}'}})\n"
FILES = """
import hashlib, json
from home.operations.backups.files import all_files
from django.core.files.storage import storages
digest = lambda storage, name: hashlib.sha256(storages[storage].open(name).read()).hexdigest()
print(json.dumps({"/".join(key): digest(*key) for key in sorted(all_files())}))
"""


class Growing:
    """A production site whose variables a test adds to."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        # The database may be the wheel's, whose programs only the tests' own packages hold.
        path = f"{embedded_postgres.programs() or ''}:{os.environ['PATH']}"
        self.environment = {"PATH": path, **production_variables(folder, database)}

    def run(self, *command: str, typed: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        program, environment = [PYTHON, PROJECT / "manage.py"], self.environment | variables
        return subprocess.run([*program, *command], env=environment, input=typed, capture_output=True, text=True, check=False)

    def manage(self, *command: str, typed: str | None = None, **variables: str) -> str:
        done = self.run(*command, typed=typed, **variables)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def shell(self, script: str, **variables: str) -> str:
        # Typed rather than an argument, which Sentry's client would report.
        return self.manage("shell", "-v0", typed=script, **variables)


def listens(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port)):
        return True


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with fresh_database(f"grow_{os.getpid()}") as database:
        yield database


@pytest.fixture(scope="module")
def site(tmp_path_factory: Any, database: str) -> Growing:
    site = Growing(tmp_path_factory.mktemp("grow"), database)
    site.manage("migrate", "-v0")
    site.manage("collectstatic", "--noinput", "-v0")
    return site


@pytest.fixture(scope="module")
def in_a_bucket(site: Growing) -> Iterator[Growing]:
    """The site with its content, whose uploaded files lie in a bucket."""
    port = free_port()
    server = subprocess.Popen([MOTO, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    endpoint = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: urllib.request.urlopen(f"{endpoint}/moto-api/").status == 200)  # noqa: S310 - our own server
        site.environment |= {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT": endpoint,
            "MEDIA_ADDRESS": MEDIA,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        site.shell(MAKE_BUCKET)
        site.manage("loadcontent")
        yield site
    finally:
        server.terminate()
        server.wait(10)


def test_pictures_come_from_the_bucket_and_private_documents_through_the_site_only(in_a_bucket: Growing) -> None:
    found = in_a_bucket.shell(
        ASK
        + """
import json
from django.core.files.base import ContentFile
from home.models import ClinicDocument
document = ClinicDocument(title="Prices")
document.file.save("prices.pdf", ContentFile(b"%PDF-1.7 prices"), save=True)
page = ask.get("/", secure=True)
answer = ask.get(document.url, secure=True)
print(json.dumps({"page": page.content.decode(), "policy": page.headers["Content-Security-Policy"], "document": document.url,
    "status": answer.status_code, "body": b"".join(answer).decode(), "name": document.file.name}))
"""
    )
    told = json.loads(found.splitlines()[-1])
    picture = told["page"].split(f'"{MEDIA}', 1)[1].split('"', 1)[0].split(" ")[0]
    assert picture.startswith("media/")
    endpoint = f"{in_a_bucket.environment['S3_ENDPOINT']}/{BUCKET}"
    assert len(urllib.request.urlopen(f"{endpoint}/{picture}").read()) > 500  # noqa: S310 - our own server
    with pytest.raises(HTTPError, match="403"):
        urllib.request.urlopen(f"{endpoint}/private/{told['name']}")  # noqa: S310 - our own server
    assert MEDIA.rstrip("/") in told["policy"]
    assert told["document"].startswith("/documents/")
    assert (told["status"], told["body"]) == (200, "%PDF-1.7 prices")
    assert f"private/{told['name']}" in in_a_bucket.shell(FILES)
    # The disk of the server holds none of it.
    assert not [*(in_a_bucket.folder / "media").rglob("*.*")]
    assert not [*(in_a_bucket.folder / "private").rglob("*.*")]


def test_a_backup_brings_the_buckets_files_back(in_a_bucket: Growing) -> None:
    before = json.loads(in_a_bucket.shell(FILES).splitlines()[-1])
    assert len(before) > 5
    in_a_bucket.manage("backup")
    (archive,) = (in_a_bucket.folder / "backups").glob("*.zip")
    in_a_bucket.shell(
        "from home.operations.backups.files import all_files; from django.core.files.storage import storages\n"
        "from django.core.files.base import ContentFile\n"
        "lost, changed, *rest = sorted(all_files())\n"
        "storages[lost[0]].delete(lost[1])\n"
        "storages[changed[0]].delete(changed[1]); storages[changed[0]].save(changed[1], ContentFile(b'other'))\n"
        "storages['default'].save('original_images/later.png', ContentFile(b'later'))"
    )
    in_a_bucket.manage("restore", "--replace", str(archive))
    assert json.loads(in_a_bucket.shell(FILES).splitlines()[-1]) == before


class Faulty(BaseHTTPRequestHandler):
    """A store that says what its server's `fault` is."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(b"")

    def do_GET(self) -> None:
        # Less than was promised.
        self.answer(b"half", 1000)

    def do_DELETE(self) -> None:
        self.answer(b"")

    def answer(self, body: bytes, length: int | None = None) -> None:
        refuses = self.server.fault == "refuses"
        body = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>" if refuses else body
        self.send_response(403 if refuses else 200)
        self.send_header("Content-Length", str(len(body) if refuses or length is None else length))
        self.send_header("ETag", '"0"')
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


def test_a_backup_is_copied_to_a_bucket_and_what_goes_wrong_there_harms_nothing(in_a_bucket: Growing) -> None:
    copies, endpoint = in_a_bucket.folder / "backups", in_a_bucket.environment["S3_ENDPOINT"]
    there = f"s3://another:se%2Fcret@copies/clinic?endpoint={endpoint}"
    client = "import boto3, os\nclient = boto3.client('s3', endpoint_url=os.environ['S3_ENDPOINT'])\n"
    listed = client + "print(*[entry['Key'] for entry in client.list_objects_v2(Bucket='copies')['Contents']])"
    older, other = "clinic/backup-2020-01-01-000000.zip", "clinic/letter.pdf"
    put = [f"client.put_object(Bucket='copies', Key='{key}', Body=b'')" for key in (older, other)]
    in_a_bucket.shell(client + "client.create_bucket(Bucket='copies')\n" + "\n".join(put))
    key = in_a_bucket.manage("backup", "--new-key")
    encrypted = {"BACKUP_RECIPIENT": key.split()[3]}
    told = in_a_bucket.manage("backup", "--keep-days", "30", BACKUP_COPY=there, **encrypted)
    assert "The copy in s3://copies/clinic is whole." in told
    *_, made = sorted(copies.iterdir())
    assert in_a_bucket.shell(listed).split() == [f"clinic/{made.name}", other]
    fetch = f"import sys; sys.stdout.write(client.get_object(Bucket='copies', Key='clinic/{made.name}')['Body'].read().hex())"
    assert in_a_bucket.shell(client + fetch).strip() == made.read_bytes().hex()
    # One that was made otherwise is tried just as well.
    assert "can be restored" in in_a_bucket.manage("backup", "--verify", **encrypted)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for fault, address, sentence in (
        ("no bucket", there.replace("copies", "nowhere"), "NoSuchBucket"),
        ("away", there.replace(endpoint, f"http://127.0.0.1:{free_port()}"), "Could not connect"),
        ("refuses", there.replace(endpoint, f"http://127.0.0.1:{server.server_port}"), "Access Denied"),
        ("torn", there.replace(endpoint, f"http://127.0.0.1:{server.server_port}"), "was not copied"),
    ):
        server.fault = fault
        before = len([*copies.iterdir()])
        done = in_a_bucket.run("backup", "--keep-days", "30", BACKUP_COPY=address, **encrypted)
        assert done.returncode == 2, done.stderr
        *_, line = done.stderr.strip().splitlines()
        assert line.startswith("CommandError: "), done.stderr[-3000:]
        assert sentence in line
        assert "cret" not in done.stderr
        assert len([*copies.iterdir()]) == before + 1
    server.shutdown()
    assert in_a_bucket.shell(listed).split() == [f"clinic/{made.name}", other]


@pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed here (Debian: redis-server)")
def test_processes_share_what_redis_keeps(site: Growing, tmp_path: Path) -> None:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    address = f"redis://127.0.0.1:{port}/0"
    try:
        write = "from django.core.cache import cache; cache.set('word', 'nål', 60)"
        wait_for(lambda: socket.create_connection(("127.0.0.1", port)).close() is None)
        site.shell(write, CACHE_URL=address)
        assert site.shell("from django.core.cache import cache; print(cache.get('word'))", CACHE_URL=address).strip() == "nål"
        assert site.shell(ASK + "print(ask.get('/healthz', secure=True).status_code)", CACHE_URL=address).strip() == "200"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def reports() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that takes what Sentry's client sends, and what it took."""
    taken: list[str] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers.get("Content-Encoding", ""), bytes)
            taken.append(unpack(body).decode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", taken
    server.shutdown()


FAIL = f"""
from unittest import mock
import sentry_sdk
from django.conf import settings
from django.test import RequestFactory
from home.operations.wsgi import application

def fail(self, request):
    raise ValueError("DETAIL:  Key (email)=(karen@example.org) exists; inger@example.org; postgresql://a:the-password@host/b")

said = {{"host": "{HOST}", "authorization": "Bearer the-token", "x-real-ip": "192.0.2.77", "referer": "https://a.dk/?q=the-diagnosis"}}
form = {{"message": "the-illness", "email": "karen@example.org"}}
request = RequestFactory(headers=said).post("/kontakt/skriv/?q=the-diagnosis", form, secure=True)
request.environ["HTTP_COOKIE"] = f"{{settings.SESSION_COOKIE_NAME}}=the-session"
with mock.patch("django.middleware.common.CommonMiddleware.process_request", fail):
    application(request.environ, lambda *answer: None)
sentry_sdk.flush(10)
"""


def test_an_error_arrives_at_sentry_and_brings_nobody_with_it(site: Growing, reports: tuple[str, list[str]]) -> None:
    address, taken = reports
    site.shell(FAIL, SENTRY_DSN=address)
    report = "\n".join(taken)
    assert "ValueError" in report
    assert f"https://{HOST}/kontakt/skriv/" in report
    for secret in ("the-", "karen@", "inger@", "192.0.2.77", site.environment["SECRET_KEY"]):
        assert secret not in report, secret

"""The site behind nginx, by the configuration of deploy/: as fast as a file, and never older than a second."""

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.core.management import call_command
from wagtail.models import get_page_models

from articles import search
from tests.support.nginx import Front, in_front_of, needs_nginx, nginx_folder
from tests.support.served import PROJECT, Site, free_port, production_server, requests_counted, wait_for

pytestmark = needs_nginx

PUBLICATIONS = 6
HOST = "localhost"
TOKEN, ASKED = "watcher", 60
CREATE = """
from articles.models import ArticleIndexPage
from tests.support import factories
index = ArticleIndexPage.objects.get(slug_da="artikler")
factories.article(index, "Udgave 0", slug_da="bag-nginx", slug_en="behind-nginx").save_revision().publish()
"""
UPLOAD = """
from django.core.files.base import ContentFile
from home.models import ClinicDocument
ClinicDocument.objects.create(pk=700, title="Film", file=ContentFile(b"0123456789", "{name}"))
"""
PUBLISH = f"""
import time
from articles.models import ArticlePage
page = ArticlePage.objects.get(slug_da="bag-nginx")
for number in range(1, {PUBLICATIONS} + 1):
    page.title_da = f"Udgave {{number}}"
    page.save_revision().publish()
    with open("LOG", "a") as log:
        log.write(f"{{number}} {{time.time()}}\\n")
    time.sleep(1.13)
"""


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Reader:
    """A browser's connection to nginx."""

    def __init__(self, port: int, *, encrypted: bool = True) -> None:
        # The certificate was made for this run and nobody vouches for it.
        context = ssl._create_unverified_context()  # noqa: S323 - see above
        self.connection: http.client.HTTPConnection = (
            http.client.HTTPSConnection(HOST, port, context=context) if encrypted else http.client.HTTPConnection(HOST, port)
        )

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        self.connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = self.connection.getresponse()
        return Answer(response.status, response.headers, response.read().decode(errors="replace"))


@pytest.fixture(scope="module")
def behind() -> str:
    """Where the site itself answers."""
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def front(site: Site, behind: str) -> Iterator[Front]:
    assert site.run(CREATE).wait() == 0
    environment = {**site.environment, "PAGE_CACHE_MEGABYTES": "8", "ALLOWED_HOSTS": "localhost,127.0.0.1,clinic.example"}
    environment |= {"BIND": behind, "WORKERS": "1", "METRICS_TOKEN": TOKEN}
    with production_server(environment), nginx_folder() as folder, in_front_of(behind, folder) as front:
        wait_for(lambda: Reader(front.https).get("/").status == http.HTTPStatus.OK)
        yield front


@pytest.fixture
def reader(front: Front) -> Reader:
    return Reader(front.https)


def kept(front: Front) -> set[str]:
    """Name what nginx keeps, as the files of its cache do: address and encodings."""
    files = [path.read_bytes() for path in (front.media.parent / "cache").rglob("*") if path.is_file()]
    assert not any(b"set-cookie" in file.partition(b"<!DOCTYPE")[0].lower() for file in files)
    return {file.partition(b"\nKEY: ")[2].partition(b"\n")[0].decode() for file in files}


@pytest.mark.thorough
def test_a_second_after_a_publication_nobody_reads_the_old_text(site: Site, reader: Reader, tmp_path: Path) -> None:
    log = tmp_path / "log"
    publisher = site.run(PUBLISH.replace("LOG", str(log)))
    seen = []
    while publisher.poll() is None:
        asked = time.time()
        text = reader.get("/artikler/bag-nginx/").text
        seen += [(asked, int(version)) for version in re.findall(r"<h1[^>]*>\s*Udgave (\d+)", text)]
    assert publisher.returncode == 0
    published = [(int(number), float(moment)) for number, moment in (line.split() for line in log.read_text().splitlines())]
    assert len(published) == PUBLICATIONS
    # A moment on top of nginx's second, in which the site itself hears of the change.
    late = 1.2
    stale = [(number, version) for asked, version in seen for number, at in published if asked > at + late and version < number]
    assert stale == []
    assert {version for _asked, version in seen} >= set(range(1, PUBLICATIONS + 1))


def test_a_page_that_is_kept_is_asked_for_once_a_second(behind: str, reader: Reader) -> None:
    before, begun = requests_counted(f"http://{behind}", TOKEN), time.time()
    answers = [reader.get("/artikler/") for _ in range(ASKED)]
    assert requests_counted(f"http://{behind}", TOKEN) - before <= time.time() - begun + 3 < ASKED / 2
    numbers = [answer.headers.get_all("X-Request-ID") for answer in answers]
    assert {len(found) for found in numbers} == {1}
    assert len({found[0] for found in numbers}) == ASKED


def test_a_film_is_handed_out_in_the_pieces_that_a_player_asks_for(site: Site, reader: Reader) -> None:
    name = f"{uuid4().hex}.mp4"
    assert site.run(UPLOAD.format(name=name)).wait() == 0
    answer = reader.get(f"/documents/700/{name}", Range="bytes=2-4")
    assert (answer.status, answer.text) == (206, "234")


def test_pages_are_kept_by_scheme_host_and_encoding(front: Front, reader: Reader) -> None:
    other = reader.get("/artikler/", Host="clinic.example")
    answers = [reader.get("/artikler/"), reader.get("/artikler/", Accept_Encoding="gzip, deflate, br, zstd"), other]
    assert {answer.status for answer in answers} == {http.HTTPStatus.OK}
    assert answers[1].headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in answers[0].headers
    addresses = {"https://localhost/artikler/|", "https://localhost/artikler/|br, gzip", "https://clinic.example/artikler/|"}
    assert kept(front) >= addresses
    etag = answers[0].headers["ETag"]
    assert reader.get("/artikler/", If_None_Match=etag).status == http.HTTPStatus.NOT_MODIFIED
    insecure = Reader(front.http, encrypted=False).get("/artikler/")
    assert (insecure.status, insecure.headers["Location"]) == (308, "https://localhost/artikler/")
    assert not any(key.startswith("http://") for key in kept(front))


def test_what_is_for_one_person_or_one_moment_is_kept_by_nobody(front: Front, reader: Reader) -> None:
    before = kept(front)
    token = {"Cookie": "sessionid=anything"}
    for path in ("/en/", "/en/articles/", "/artikler/bag-nginx/"):
        assert reader.get(path, **token).status == http.HTTPStatus.OK
    form = reader.get("/admin/login/")
    assert "Set-Cookie" in form.headers
    for path in ("/healthz", "/readyz", "/admin/", "/soeg/?q=iskias", "/findes-ikke/"):
        reader.get(path)
    reader.get("/artikler/bag-nginx/", method="POST")
    assert reader.get("/metrics").status == 404
    assert kept(front) <= before


def test_a_link_with_a_tracking_query_leads_to_the_page_that_is_kept(front: Front, reader: Reader) -> None:
    etag = reader.get("/artikler/").headers["ETag"]
    many = "&".join(f"n{number}=1" for number in range(300))
    for query in ("fbclid=abc", "utm_source=a&utm_medium=b", "", "a", "xpage=2", "=&&", many, "gclid=%ff"):
        answer = reader.get(f"/artikler/?{query}")
        assert (answer.status, answer.headers["ETag"]) == (http.HTTPStatus.OK, etag)
    assert not any("fbclid" in key or "n299" in key for key in kept(front))
    # The number of a list is read, wherever and however it is written.
    second = reader.get("/artikler/?page=2").headers["ETag"]
    assert reader.get("/artikler/?fbclid=abc&page=2").headers["ETag"] == second
    assert reader.get("/artikler/?%70age=2").headers["ETag"] == second
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', reader.get("/artikler/bag-nginx/?fbclid=abc").text)
    assert canonical
    assert canonical[1].endswith("/artikler/bag-nginx/")


def test_nginx_knows_every_name_of_a_query_that_a_page_reads() -> None:
    names = {name for page_type in get_page_models() for name in page_type.query_names} | set(search.QUERY_NAMES)
    (known,) = re.findall(r'"~\[\?&\]\((.*?)\|\[', (PROJECT / "deploy" / "nginx" / "clinic.conf").read_text())
    assert set(known.split("|")) == names


REFUSALS = {
    "a page that is not as the reader demands": (412, "/artikler/", {"If-Match": '"another"'}),
    "too large a file": (413, "/artikler/", {"Content-Length": str(30 * 1024 * 1024)}),
    "more headers than the server counts": (431, "/soeg/?q=ryg", {f"X-{number}": "1" for number in range(150)}),
    "a header that the server does not read": (400, "/soeg/?q=ryg", {"X-Odd": "\x01"}),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_what_the_site_does_not_refuse_itself_is_as_safe_as_its_pages(reader: Reader, refusal: str) -> None:
    status, path, headers = REFUSALS[refusal]
    reader.get(path)
    answer = reader.get(path, **headers)
    assert answer.status == status
    once = {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "X-Request-ID",
    }
    assert {name: len(answer.headers.get_all(name, [])) for name in once} == dict.fromkeys(once, 1)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_page_has_its_own_headers_only(reader: Reader) -> None:
    names = [name.lower() for name in reader.get("/artikler/").headers]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", ["/soeg/?q=ryg", "/findes-ikke/", "/artikler", "/metrics"])
def test_what_the_site_says_nothing_of_is_stored_by_nobody(reader: Reader, path: str) -> None:
    assert reader.get(path).headers["Cache-Control"] == "no-store"


METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")


@pytest.mark.parametrize("what", ["nothing listens", "it says nothing for too long", "it hangs up"])
def test_whatever_is_asked_of_a_site_that_is_down_is_told_so(what: str) -> None:
    with nginx_folder() as folder, socket.socket() as site:
        with (folder / "maintenance.html").open("w") as page:
            call_command("maintenancepage", stdout=page)
        site.bind(("127.0.0.1", 0))
        if what != "nothing listens":
            site.listen(64)
        if what == "it hangs up":
            threading.Thread(target=_hang_up, args=[site], daemon=True).start()
        with in_front_of(f"127.0.0.1:{site.getsockname()[1]}", folder, patience="1s") as front:
            for method in METHODS if what == "nothing listens" else ("GET", "POST"):
                answer = Reader(front.https).get("/kontakt/skriv/", method, Content_Length="0")
                assert (method, answer.status) == (method, http.HTTPStatus.SERVICE_UNAVAILABLE)
                assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("120", "no-store")
                assert answer.headers["Content-Type"] == "text/html"
                if method != "HEAD":
                    assert "Vi er snart tilbage" in answer.text
                    assert 'lang="en"' in answer.text


def _hang_up(site: socket.socket) -> None:
    while True:
        try:
            connection, _address = site.accept()
        except OSError:
            return
        connection.recv(100_000)
        connection.close()

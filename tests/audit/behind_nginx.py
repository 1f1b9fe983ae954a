"""What attackers and scanners send, through nginx: `make audit` runs it, since setting the site up takes half a minute."""

import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup

from tests.audit.nginx import Answer, Front, site_behind_nginx
from tests.audit.production import HOST
from tests.support.addresses import PAGES
from tests.support.nginx import needs_nginx, nginx_folder
from tests.support.payloads import DANGEROUS, PAYLOADS
from tests.support.served import wait_for

pytestmark = needs_nginx
REQUIRED = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
}
DANISH, ENGLISH = PAGES["sciatica"]
CONTACT = "/kontakt/skriv/"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{HOST}", "User-Agent": "Mozilla/5.0"}
# The server is down or gave up; a refusal is well below.
BROKEN = 500
LONGER_THAN_A_PERSON_NEEDS = 4  # seconds, after which both forms believe in a person


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    with nginx_folder() as folder, site_behind_nginx(folder) as front:
        # A process keeps pages from the moment on in which it hears of changes.
        wait_for(lambda: front.ask("/").headers["ETag"])
        yield front


def article_number(front: Front) -> int:
    return int(
        front.shell(
            "from articles.models import ArticlePage; print(ArticlePage.objects.get(slug_en__startswith='relieving').pk)"
        )
    )


def is_inert(answer: Answer) -> bool:
    text = answer.body.decode()
    return answer.status < BROKEN and not [danger for danger in DANGEROUS if danger in text]


def send_each_payload(front: Front, address: str, names: tuple[str, ...], **others: str) -> dict[str, Answer]:
    """Open a form for each payload, wait as long as a person would, and send each from an address of its own."""
    filled = {}
    for kind, payload in PAYLOADS.items():
        form = BeautifulSoup(front.ask(address).body, "html.parser").select_one("main form[method=post]")
        values = {field["name"]: field.get("value", "") for field in form.select("input[name], textarea[name]")}
        values |= {choice["name"]: choice.select("option")[-1]["value"] for choice in form.select("select")}
        filled[kind] = values | others | dict.fromkeys(names, payload)
    time.sleep(LONGER_THAN_A_PERSON_NEEDS)
    senders = (f"127.0.7.{number}" for number in range(1, 250))
    return {
        kind: front.ask(address, "POST", urlencode(values).encode(), FORM, sender)
        for (kind, values), sender in zip(filled.items(), senders, strict=False)
    }


def test_no_payload_in_a_comment_runs_or_breaks_anything(front: Front) -> None:
    address = f"/kommentarer/skriv/{article_number(front)}/"
    answers = send_each_payload(front, address, ("name", "text"))
    assert [kind for kind, answer in answers.items() if not is_inert(answer)] == []
    kept = front.shell(
        "from articles.models import Comment\n"
        "for comment in Comment.objects.exclude(state='approved'): comment.state = 'approved'; comment.save()\n"
        "print(Comment.objects.filter(state='approved').count())"
    )
    assert int(kept) > 5
    time.sleep(1)
    for reading in (DANISH, ENGLISH):
        answer = front.ask(reading)
        assert answer.status == 200
        assert is_inert(answer)


def test_no_payload_in_the_contact_form_runs_or_breaks_anything(front: Front) -> None:
    valid = {"telephone": "12 34 56 78", "email": "karen@example.org", "consent": "on"}
    answers = send_each_payload(front, CONTACT, ("name", "message"), **valid)
    assert [kind for kind, answer in answers.items() if not is_inert(answer)] == []
    assert [answer.status for answer in answers.values()].count(303) > 20
    answers = send_each_payload(front, CONTACT, ("name", *valid, "message"))
    assert [kind for kind, answer in answers.items() if not is_inert(answer)] == []


ADDRESSES = (
    "/soeg/?q={}",
    "/en/search/?q={0}&page={0}",
    "/{}/",
    "/en/articles/{}",
    "/artikler/?page={}",
    "/documents/1/{}",
    "/media/{}",
    "/_draft/{}/da/",
    "/share/{}.png",
)
HEADERS = (
    *("User-Agent", "Referer", "Accept-Language", "Accept-Encoding", "Cookie", "Origin", "Range", "If-None-Match"),
    *("If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Request-ID"),
)


def test_no_payload_in_an_address_breaks_anything(front: Front) -> None:
    number = article_number(front)
    for kind, payload in PAYLOADS.items():
        word = quote(payload[:1000], safe="")
        for address in ADDRESSES:
            answer = front.ask(address.format(word))
            assert is_inert(answer), (kind, address, answer.status)
        views = front.ask(f"/_views/{number}/?x={word}", "POST", urlencode({"x": payload}).encode(), FORM)
        assert views.status < BROKEN, kind
        login = front.ask(f"/admin/login/?next={word}")
        assert login.status < BROKEN, kind
        assert b"<script>alert" not in login.body, kind


def test_no_payload_in_a_header_breaks_anything(front: Front) -> None:
    for kind, payload in PAYLOADS.items():
        for name in HEADERS:
            answer = front.send(
                f"GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n{name}: {payload[:3000]}\r\n\r\n".encode()
            )
            assert answer.status < BROKEN, (kind, name)
            headers = str(answer.headers).lower()
            assert "set-cookie" not in headers, (kind, name)
            assert not [danger for danger in DANGEROUS if danger.lower() in headers], (kind, name)


def test_a_reader_cannot_choose_the_address_that_is_counted(front: Front) -> None:
    """The site believes X-Real-IP, so nginx has to write it, whatever came with the request."""
    wrong = urlencode({"username": "nobody", "password": "guess"}).encode()
    page = front.ask("/admin/login/")
    cookie = page.headers["Set-Cookie"].split(";")[0]
    token = BeautifulSoup(page.body, "html.parser").select_one("[name=csrfmiddlewaretoken]")["value"]
    body = wrong + b"&" + urlencode({"csrfmiddlewaretoken": token}).encode()
    for number in range(6):
        headers = FORM | {"Cookie": cookie, "X-Real-IP": f"198.51.100.{number}", "Referer": f"https://{HOST}/admin/login/"}
        answer = front.ask("/admin/login/", "POST", body, headers, sender="127.0.8.8")
    assert "For mange" in answer.body.decode()


REQUEST = f" HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()


def answers(front: Front) -> dict[str, Answer]:
    """One answer of every kind."""
    home = front.ask("/")
    static = BeautifulSoup(home.body, "html.parser").select_one("link[rel=stylesheet]")["href"]
    picture = front.shell("from home.models import Rendition; print(Rendition.objects.first().url)").strip()
    document = front.shell(
        "from django.core.files.base import ContentFile\nfrom home.models import ClinicDocument\n"
        "d = ClinicDocument(title='Prices'); d.file.save('prices.pdf', ContentFile(b'%PDF-1.7')); d.save(); print(d.url)"
    ).strip()
    return {
        "200 page": home,
        "200 article": front.ask(DANISH),
        "304": front.ask("/", headers={"If-None-Match": home.headers["ETag"]}),
        "301 or 302": front.ask("/admin/"),
        "400 host": front.ask("/", headers={"Host": "elsewhere.example"}),
        "400 request line": front.send(b"GET / index.html" + REQUEST),
        "400 no host": front.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
        "400 nul": front.send(b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n"),
        "400 header too large": front.ask("/", headers={"X-Long": "a" * 9_000}),
        "403": front.ask("/admin/login/", "POST", b"a=b", FORM),
        "404": front.ask("/findes-ikke/"),
        "404 nginx": front.ask("/metrics"),
        "404 media": front.ask("/media/nothing.jpg"),
        "405": front.ask("/_views/1/", "DELETE"),
        "405 nginx": front.ask("/", "TRACE"),
        "412": front.ask("/", headers={"If-Match": '"another"'}),
        "413": front.ask(CONTACT, "POST", b"", {**FORM, "Content-Length": str(30 * 1024 * 1024)}),
        "414": front.ask("/?" + "a" * 9_000),
        "431": front.ask("/soeg/?q=ryg", headers={f"X-{number}": "1" for number in range(150)}),
        "static": front.ask(static),
        "media": front.ask(picture),
        "document": front.ask(document),
        "feed": front.ask("/atom.xml"),
        "sitemap": front.ask("/sitemap.xml"),
        "health": front.ask("/healthz"),
        "admin": front.ask("/admin/login/"),
    }


BY_NGINX = ("400 request line", "400 no host", "400 nul", "400 header too large")


def test_every_kind_of_answer_says_what_a_browser_may_do_with_it(front: Front) -> None:
    found = answers(front)
    # Of every kind there is one indeed.
    for kind, answer in found.items():
        expected = kind.split()[0]
        if expected.isdigit():
            allowed = (301, 302) if kind == "301 or 302" else (int(expected),)
            assert answer.status in allowed, f"{kind}: {answer.status}"
        else:
            assert answer.status == 200, f"{kind}: {answer.status}"
    assert {kind: missing for kind, answer in found.items() if (missing := lacks(answer))} == {}
    assert {kind: twice for kind, answer in found.items() if (twice := said_twice(answer))} == {}
    refused = [found[kind] for kind in found if kind.split()[0] in ("413", "414") or kind in BY_NGINX]
    assert len(refused) == 2 + len(BY_NGINX)
    for answer in refused:
        assert "Det kunne vi ikke læse" in answer.body.decode()
        assert "We could not read that" in answer.body.decode()
    assert "nginx/" not in str([answer.headers["Server"] for answer in found.values()])


def lacks(answer: Answer) -> set[str]:
    return REQUIRED - {name.lower() for name in answer.headers}


def said_twice(answer: Answer) -> set[str]:
    names = [name.lower() for name in answer.headers]
    return {name for name in (*REQUIRED, "cache-control") if names.count(name) > 1}


def test_plain_http_leads_to_https_and_lets_certbot_through(front: Front) -> None:
    answer = front.ask_plainly("/artikler/?q=1")
    assert (answer.status, answer.headers["Location"]) == (308, f"https://{HOST}/artikler/?q=1")
    assert lacks(answer) == set()
    assert front.ask_plainly("/.well-known/acme-challenge/nothing").status == 404


def test_nothing_of_all_this_was_an_error(front: Front) -> None:
    assert "Traceback" not in front.log
    assert '"level": "ERROR"' not in front.log


def test_while_the_site_is_down_a_reader_is_told_so_with_the_right_status(front: Front) -> None:
    front.stop_site()
    # nginx keeps a page until the present second ends.
    time.sleep(1)
    answer = front.ask("/")
    assert answer.status == 503
    assert "lang" in answer.body.decode()
    assert answer.headers["Retry-After"] == "120"
    assert answer.headers["Cache-Control"] == "no-store"
    assert lacks(answer) == set()
    assert said_twice(answer) == set()

"""What attackers send through every public input: shown inert or refused, and never answered with a 500."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from articles.models import ArticlePage
from home.models import ContactField, ContactPage, ContactSubmission, DraftLink, HomePage, Mail
from home.security.public_forms import form_limits
from home.security.public_forms.form import new_token
from tests.articles import comments
from tests.home import contact
from tests.support import factories
from tests.support.payloads import DANGEROUS, PAYLOADS

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Safari/604.1"
PATHS = (
    "/{}/",
    "/en/{}",
    "/artikler/om-iskias/{}/",
    "/artikler/emne/{}/",
    "/kontakt/skriv/{}/",
    "/kommentarer/skriv/{}/",
    "/kommentarer/tak/{}/",
    "/kommentarer/slet/{}/",
    "/en/comments/no-mail/{}/",
    "/_views/{}/",
    "/_draft/{}/da/",
    "/_draft/key/{}/",
    "/documents/{}/priser.pdf",
    "/documents/1/{}",
    "/media/{:.200}",
    "/share/{}.png",
    "/share/1-da-{}.png",
)
QUERIES = (
    "/?{}",
    "/artikler/?p={}",
    "/artikler/?emne={0}&p={0}",
    "/soeg/?q={}",
    "/en/search/?q=sciatica&page={}",
    "/atom.xml?{0}={0}",
    "/en/atom.xml?p={}",
    "/sitemap.xml?p={}",
    "/kontakt/skriv/?{0}={0}",
    "/_util/login/?next={}",
)
HEADERS = (
    "Host",
    "Origin",
    "Referer",
    "User-Agent",
    "Accept",
    "Accept-Language",
    "Cookie",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
    "Sec-Fetch-Site",
    "Sec-Purpose",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Real-IP",
    "X-Request-ID",
)
ODD_PATHS = (
    "/%00/",
    "/en/%00",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/media/%2e%2e/%2e%2e/manage.py",
    "/media/..%2f..%2fmanage.py",
    "//evil.example/",
    "/%2f%2fevil.example/",
    "/\\evil.example/",
    "/en//evil.example",
    "/%ff%fe/",
    "/%c3%28/",
    "/%F0%9F%91%A9/",
    "/a" * 900 + "/",
    "/" + "a" * 9000 + "/",
    f"/_views/{'9' * 30}/",
    f"/documents/{'9' * 30}/a.pdf",
    f"/kommentarer/skriv/{'9' * 30}/",
    f"/share/{'9' * 9}-da-{'0' * 16}.png",
    "/share/1-xx-0000000000000000.png",
    "/_draft/a/xx/",
    "/_draft/%00/da/",
)
# Django reads octal signs within quotation marks, so that a cookie can hold what no header can.
COOKIES = ('sessionid="\\000aaaaaaaaaaaa"', 'sessionid="\\377\\000' + "a" * 60 + '"', "sessionid=" + "a" * 9000, "=;=;,;\x7f")


@pytest.fixture(autouse=True)
def _patient_site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    monkeypatch.setattr("home.security.public_forms.form.SHORTEST_WAIT", timedelta(seconds=-1))
    monkeypatch.setattr(form_limits, "MOST_A_DAY", 10_000)
    monkeypatch.setattr(form_limits, "MOST_AN_HOUR", 10_000)
    yield
    cache.clear()


@pytest.fixture
def site(home_page: HomePage) -> ArticlePage:
    """An article, a contact form with every kind of question, a document and a shared draft."""
    page = factories.contact_page(home_page)
    for number, kind in enumerate(("singleline", "dropdown", "checkboxes", "checkbox", "date"), 10):
        given = {"clean_name": kind, "field_type": kind, "label_da": kind, "label_en": kind, "required": False}
        choices = {"choices_da": "a\nb", "choices_en": "a\nb"} if kind in ("dropdown", "checkboxes") else {}
        page.form_fields.add(ContactField(sort_order=number, **given, **choices))
    page.save_revision().publish()
    factories.document()
    article = factories.article(factories.article_index(home_page))
    article.save_revision()
    DraftLink.renew(article)
    return article


@pytest.fixture
def attacker() -> Client:
    """A browser that is answered as in production: an exception is a 500."""
    return Client(raise_request_exception=False)


def found(response: HttpResponse, sent: str) -> list[str]:
    """Name what is wrong with an answer: that there is none, or that something in it is alive."""
    html = b"".join(response).decode() if response.streaming else response.content.decode(errors="replace")
    wrong = [
        danger for danger in DANGEROUS if danger in html and response.headers.get("Content-Type", "").startswith("text/html")
    ]
    if response.status_code >= 500:
        wrong.append(f"answer {response.status_code}")
    if "evil.example" in response.headers.get("Location", "").partition("?")[0]:
        wrong.append("leads to another site")
    return [f"{sent}: {what}" for what in wrong]


def attacks(send: Callable[[str], HttpResponse], payloads: dict[str, str] = PAYLOADS) -> list[str]:
    """Send payloads in one way, and list what is wrong with the answers."""
    return [wrong for attack, payload in payloads.items() for wrong in found(send(payload), attack)]


def some(place: str) -> dict[str, str]:
    """Choose a fifth of the payloads for a place, and those that break most: all of them would take minutes."""
    ways = [*PATHS, *QUERIES, *HEADERS]
    chosen = {*list(PAYLOADS)[ways.index(place) % 5 :: 5], "NUL", "number", "half a pair", "path, encoded", "script"}
    return {attack: PAYLOADS[attack] for attack in chosen}


def as_received(payload: str) -> str:
    """Write a payload as a server hands a header on."""
    return payload[:8000].encode().decode("latin-1")


@pytest.mark.thorough
def test_no_address_breaks_the_site(site: ArticlePage, attacker: Client) -> None:
    wrong = {}
    for place in (*PATHS, *QUERIES):

        def read(payload: str, place: str = place) -> HttpResponse:
            return attacker.get(place.format(quote(payload[:3000], safe="")))

        wrong[place] = attacks(read, some(place))
    assert {place: answers for place, answers in wrong.items() if answers} == {}


def test_no_odd_path_breaks_the_site(site: ArticlePage, attacker: Client) -> None:
    assert [wrong for path in ODD_PATHS for wrong in found(attacker.get(path), path)] == []
    assert b"DJANGO_SETTINGS_MODULE" not in b"".join(attacker.get("/media/..%2f..%2fmanage.py"))


def test_no_header_breaks_a_page_or_the_count_of_views(site: ArticlePage, attacker: Client) -> None:
    wrong = {}
    for header in HEADERS:

        def read(payload: str, header: str = header) -> HttpResponse:
            return attacker.get(site.url, headers={header: as_received(payload)})

        def count(payload: str, header: str = header) -> HttpResponse:
            return attacker.post(f"/_views/{site.pk}/", headers={"User-Agent": PHONE, header: as_received(payload)})

        wrong[header] = attacks(read, some(header)) + attacks(count, some(header))
    assert {header: answers for header, answers in wrong.items() if answers} == {}


def test_no_cookie_breaks_a_page_or_the_count_of_views(site: ArticlePage, attacker: Client) -> None:
    wrong = []
    for cookie in [*COOKIES, *(f'sessionid="{as_received(payload)}"' for payload in PAYLOADS.values())]:
        headers = {"User-Agent": PHONE, "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
        for answer in (
            attacker.get(site.url, headers=headers),
            attacker.post(f"/_views/{site.pk}/", headers=headers),
            attacker.get("/admin/login/", headers=headers),
        ):
            wrong += found(answer, cookie[:60])
    assert wrong == []


def test_no_header_breaks_a_form(site: ArticlePage, attacker: Client) -> None:
    data = comments.fill_in(attacker, site)
    address = comments.form_address(site)
    for header in ("Origin", "X-Real-IP", "Cookie", "Host"):

        def send(payload: str, name: str = header) -> HttpResponse:
            return attacker.post(address, data, headers={**comments.HERE, name: as_received(payload)})

        assert attacks(send, some(header)) == []


def test_no_answer_breaks_the_contact_form(site: ArticlePage, attacker: Client) -> None:
    page = ContactPage.objects.get()
    names = [field.clean_name for field in page.form_fields.all()]
    token = contact.token(attacker)

    def everywhere(payload: str) -> HttpResponse:
        return contact.send(attacker, token=token, **dict.fromkeys(names, payload))

    def in_text(payload: str) -> HttpResponse:
        fresh = new_token(f"contact {page.pk}")
        return contact.send(attacker, token=fresh, name=payload or "A", message=payload, singleline=payload)

    def in_what_is_hidden(payload: str) -> HttpResponse:
        return contact.send(attacker, token=payload, homepage=payload, consent=payload)

    def in_keys(payload: str) -> HttpResponse:
        body = urlencode([(payload, payload), *((name, payload) for name in names * 3), ("token", token), ("token", payload)])
        kind = "application/x-www-form-urlencoded"
        return attacker.post(contact.FORMS["en"], body, content_type=kind, headers=comments.HERE)

    assert [*attacks(everywhere), *attacks(in_text), *attacks(in_what_is_hidden), *attacks(in_keys)] == []
    kept = "".join(str(submission.form_data) for submission in ContactSubmission.objects.all())
    assert ContactSubmission.objects.count() > len(PAYLOADS) / 2
    assert not {"\u202e", "\x00", "\x1b"} & {*kept}
    sent = [str((mail.subject, mail.headers, mail.recipients, mail.reply_to)) for mail in Mail.objects.all()]
    assert not any("everybody" in mail or "\\n" in mail for mail in sent)


def test_no_key_breaks_the_comment_form(site: ArticlePage, attacker: Client) -> None:
    data = comments.fill_in(attacker, site)

    def in_keys(payload: str) -> HttpResponse:
        pairs = [(name, value) for name in data for value in (payload, data[name])]
        body = urlencode([(payload, payload), *pairs, ("token", payload)])
        kind = "application/x-www-form-urlencoded"
        return attacker.post(comments.form_address(site, "en"), body, content_type=kind, headers=comments.HERE)

    assert attacks(in_keys) == []
    for language in ("da", "en"):
        key = DraftLink.objects.get().key
        assert attacker.get(f"/_draft/{key}/{language}/").status_code == 200

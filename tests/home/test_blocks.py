"""What readers get of each kind of block, and what its editor is told."""

import struct
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.models import Consent
from home.bilingual.texts import Pair, page_texts
from home.models import ClinicDocument, ClinicImage, ClinicSettings, DraftLink, HomePage, InfoPage, User
from home.pages.blocks import BodyBlock
from home.pages.blocks.films import player_of
from home.reading.page_cache.entries import Entry
from home.reading.page_cache.snapshots import Snapshot
from tests.files.documents import MP4
from tests.files.kinds import SECRET
from tests.support import factories
from tests.support.queries import at_most

BODY = BodyBlock()
KEY = str(uuid4())
EXERCISE = {
    "name": "Drej hovedet",
    "purpose": "en stiv nakke",
    "steps": [{"type": "item", "id": KEY, "value": {"text": "<p>Sid ret op.</p>", "picture": None}}],
    "repetitions": "5 gange",
    "caution": "Stop ved svimmelhed.",
}
PREPARATION = {"title": "Før besøget", "beforehand": ["<p>Spis lidt.</p>"], "bring": ["<p>Din medicinliste.</p>"]}
PLACES = [{"name": "Aalborg Station", "direction": "ne", "minutes": 8}, {"name": "Bussen", "direction": "ne", "minutes": 1}]


def film(link: str = "https://youtu.be/abcdefghijk", **values: Any) -> dict[str, Any]:
    return {"title": "Øvelser", "link": link, "file": None, "subtitles": None, "still": None, "text": "", **values}


def page_with(home_page: HomePage, *blocks: tuple[str, Any]) -> InfoPage:
    body = [{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks]
    return factories.info_page(home_page, body_da=body, body_en=body)


def read(client: Client, page: InfoPage, language: str = "da") -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url_in(language)).content, "html.parser").select_one("main")


def policy(client: Client, address: str) -> str:
    return client.get(address).headers["Content-Security-Policy"]


def gallery(*pictures: ClinicImage) -> tuple[str, Any]:
    return "gallery", {"pictures": [{"image": picture.pk, "caption": picture.title} for picture in pictures]}


def test_a_film_from_elsewhere_is_a_link_that_says_what_a_click_does(home_page: HomePage, client: Client) -> None:
    page = page_with(home_page, ("film", film()))
    main = read(client, page)
    assert main.select_one("a.film__cover")["href"] == "https://youtu.be/abcdefghijk"
    assert "Filmen kommer fra YouTube, som så ser din IP-adresse" in main.text
    assert not main.select("iframe, video, [src*='youtube'], [poster]")
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy(client, page.url)
    assert "frame-src" not in policy(client, home_page.url)


def test_a_film_of_the_site_is_loaded_only_when_it_is_played(home_page: HomePage, client: Client) -> None:
    file = ClinicDocument.objects.create(title="Film", file=SimpleUploadedFile("neck.mp4", MP4))
    page = page_with(home_page, ("film", film("", file=file.pk, still=factories.picture("Still").pk)))
    video = read(client, page).select_one("video")
    assert (video["preload"], video.source["src"], video.source["type"]) == ("none", file.url, "video/mp4")
    assert video["poster"].startswith("/media/images/")
    assert "media-src 'self'" in policy(client, page.url)
    assert b"".join(client.get(file.url)) == MP4


def test_a_kept_page_with_a_film_and_a_shared_draft_keep_their_policy(home_page: HomePage, client: Client) -> None:
    page = page_with(home_page, ("film", film()))
    draft = DraftLink.renew(page)
    assert "frame-src" in policy(client, reverse("draft", args=[draft.key, "da"]))
    answer = HttpResponse("a", headers={"Content-Security-Policy": policy(client, page.url)})
    kept = Entry.of(answer, (), Snapshot.read("10:10:"), timezone.now() + timedelta(days=1))
    again = kept.response("", kept.response("", "").headers["ETag"])
    assert again.status_code == 304
    assert "frame-src" in again.headers["Content-Security-Policy"]
    assert kept.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (
            "https://youtube.com/watch?v=abcdefghijk&t=1m5s",
            "www.youtube-nocookie.com/embed/abcdefghijk?rel=0&hl=da&start=65",
        ),
        ("https://youtu.be/abcdefghijk?si=x", "www.youtube-nocookie.com/embed/abcdefghijk?rel=0&hl=da"),
        ("https://m.youtube.com/shorts/abcdefghijk", "www.youtube-nocookie.com/embed/abcdefghijk?rel=0&hl=da"),
        ("https://vimeo.com/76979871", "player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c3d4e?share=copy", "player.vimeo.com/video/76979871?dnt=1&h=0a1b2c3d4e"),
        ("https://vimeo.com/channels/staffpicks/76979871", "player.vimeo.com/video/76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e", "player.vimeo.com/video/76979871?dnt=1&h=0a1b2c3d4e"),
        ("https://youtube.com.evil.example/watch?v=abcdefghijk", ""),
        ("https://www.youtube.com/@clinic", ""),
        ("https://vimeo.com/clinic", ""),
        ("https://[youtube.com/watch?v=abcdefghijk", ""),
        ("https://example.org/film.mp4", ""),
    ],
)
def test_a_link_as_an_address_bar_or_a_share_button_gives_it_finds_the_player(link: str, address: str) -> None:
    with translation.override("da"):
        player = player_of(link)
    assert (player.address.removeprefix("https://") if player else "") == address


@pytest.mark.parametrize(
    ("values", "field"), [({"link": ""}, "link"), ({"link": "https://example.org/"}, "link"), ({"file": True}, "file")]
)
def test_an_editor_is_told_what_is_wrong_with_a_film(db: None, values: dict[str, Any], field: str) -> None:
    block = BODY.child_blocks["film"]
    file = ClinicDocument.objects.create(title="Film", file=SimpleUploadedFile("neck.mp4", MP4)) if "file" in values else None
    with pytest.raises(StructBlockValidationError) as caught:
        block.clean(block.to_python(film() | values | {"file": file and file.pk}))
    assert list(caught.value.block_errors) == [field]


def test_a_file_is_told_by_name_kind_and_size_in_each_language(home_page: HomePage, client: Client) -> None:
    sheet = ClinicDocument.objects.create(title="x", file=SimpleUploadedFile("a.xlsx", b"x"), file_size=1_572_864)
    page = page_with(home_page, ("download", {"document": sheet.pk, "title": "Plan", "description": ""}))
    told = {language: " ".join(read(client, page, language).select_one(".download").text.split()) for language in ("da", "en")}
    assert told == {"da": "Plan (Excel-ark, 1,5\xa0MB)".replace("\xa0", " "), "en": "Plan (Excel sheet, 1.5 MB)"}


def test_a_file_for_those_who_log_in_is_refused_and_shown_to_no_reader(home_page: HomePage, client: Client) -> None:
    document = factories.private_document()
    value = {"document": document.pk, "title": "Plan", "description": ""}
    assert not read(client, page_with(home_page, ("download", value))).select(".download")
    block = BODY.child_blocks["download"]
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))


def test_many_galleries_and_files_cost_the_queries_of_one(home_page: HomePage, client: Client) -> None:
    picture, document = factories.picture("Rum"), factories.document()
    blocks = [gallery(picture, picture), ("download", {"document": document.pk, "title": "Plan", "description": ""})]
    one, many = (page_with(home_page, *blocks * number) for number in (1, 5))
    # The sizes of the picture are made by the first reader.
    client.get(one.url)
    with CaptureQueriesContext(connection) as few:
        client.get(one.url)
    with at_most(len(few)):
        main = read(client, many)
    assert len(main.select(".gallery figure")) == 10
    assert len(main.select(".download")) == 5


def test_no_block_shows_a_storys_picture_without_consent(home_page: HomePage, client: Client) -> None:
    own, sarah = factories.picture("Rum"), factories.picture("Sarah")
    story = factories.case_story(factories.case_story_index(home_page))
    story.picture = sarah
    story.save_revision().publish()
    step = {"text": "<p>Sid.</p>", "picture": sarah.pk}
    blocks = [gallery(own, sarah), ("exercise", EXERCISE | {"steps": [step]}), ("film", film(still=sarah.pk))]
    page = page_with(home_page, *blocks)
    shown = [len(read(client, page).select("img"))]
    Consent.objects.update(covers_picture=True)
    shown.append(len(read(client, page).select("img")))
    assert shown == [1, 4]


def test_the_clinics_place_is_drawn_from_what_the_editor_knows(home_page: HomePage, client: Client) -> None:
    ClinicSettings.objects.update_or_create(defaults={"street": "Vej 1", "postcode": "9000", "city": "Aalborg"})
    page = page_with(home_page, ("location", {"places": PLACES, "directions": "<p>I gården.</p>"}))
    main = read(client, page)
    assert [" ".join(place.text.split()) for place in main.select(".location__places li")] == [
        "Aalborg Station: 8 minutter til fods, nordøst for klinikken",
        "Bussen: 1 minut til fods, nordøst for klinikken",
    ]
    marks = [(int(mark["cx"]), int(mark["cy"])) for mark in main.select(".location__mark")]
    assert all(x > 0 > y for x, y in marks)
    assert {link["href"].split("/")[2] for link in main.select(".location__links a")} == {
        "www.openstreetmap.org", "www.google.com", "maps.apple.com",
    }  # fmt: skip
    assert not main.select("[src]")


def test_the_words_of_every_block_are_counted_compared_and_found(home_page: HomePage) -> None:
    page = page_with(home_page, ("exercise", EXERCISE), ("before_you_come", PREPARATION), ("location", {"places": PLACES}))
    texts = page_texts(page)
    words = [texts[Pair("body", block["id"])][0] for block in page.body_da.raw_data]
    assert words[0] == "Drej hovedet en stiv nakke Sid ret op. 5 gange Stop ved svimmelhed."
    assert words[1] == "Før besøget Spis lidt. Din medicinliste."
    assert "Aalborg Station" in words[2]
    assert "Din medicinliste." in page.search_body_da


def test_a_list_without_a_point_is_no_list() -> None:
    block = BODY.child_blocks["before_you_come"]
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"title": "Før besøget", "beforehand": [], "bring": []}))


@pytest.mark.parametrize(
    "name", ["film", "gallery", "image", "download", "before_you_come", "exercise", "location", "question"]
)
def test_the_chooser_of_blocks_shows_each_as_readers_see_it(client: Client, editor: User, name: str) -> None:
    client.force_login(editor)
    block = InfoPage._meta.get_field("body_da").stream_block.child_blocks[name]
    assert block.is_previewable
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    shown = BeautifulSoup(answer.content, "html.parser").select_one(".wrap")
    assert shown.text.strip() or shown.img


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def test_a_film_of_a_telephone_is_kept_without_its_place(client: Client, editor: User) -> None:
    told = box(b"udta", box(b"\xa9xyz", SECRET.encode())) + box(b"meta", SECRET.encode())
    track = box(b"trak", box(b"tkhd", b"track") + box(b"udta", SECRET.encode()))
    content = MP4 + box(b"moov", box(b"mvhd", b"head") + track + told) + box(b"mdat", b"pictures") + b"\x00\x00"
    client.force_login(editor)
    file = SimpleUploadedFile("neck.mp4", content)
    client.post(reverse("wagtaildocs:add_multiple"), {"title": "Nakke", "files[]": file, "collection": 1})
    kept = ClinicDocument.objects.get().file.read()
    assert len(kept) == len(content)
    assert SECRET.encode() not in kept
    assert all(part in kept for part in (b"mvhd", b"tkhd", b"mdat", b"pictures"))


def test_a_draft_may_hold_half_a_block_and_shows_the_rest(home_page: HomePage, client: Client) -> None:
    half = [
        ("film", film("https://example.org/film")),
        ("film", film("")),
        ("before_you_come", {"title": "Før", "beforehand": [], "bring": []}),
        ("download", {"document": factories.private_document().pk, "title": "Plan", "description": ""}),
        ("gallery", {"pictures": [{"image": None, "caption": "Rum"}]}),
        ("location", {"places": [*PLACES, {"name": "Bus", "direction": "", "minutes": None}], "directions": ""}),
    ]
    page = page_with(home_page, *half)
    kept = BODY.clean_deferred(BODY.to_python(page.body_da.raw_data))
    assert kept[0].value["link"] == "https://example.org/film"
    assert len(read(client, page).select(".location__mark")) == 2
    with pytest.raises(StreamBlockValidationError) as caught:
        BODY.clean(BODY.to_python(page.body_da.raw_data))
    assert sorted(caught.value.block_errors) == [0, 1, 2, 3, 4, 5]

"""Posts of another site become drafts."""

import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.importing.files import Archive, Folder, names_of
from articles.importing.language import language_of
from articles.importing.planning import words
from articles.models import ArticlePage, ImportedPost, Topic
from home.models import BasePage, ClinicImage, HomePage, Practitioner, PublicAddress
from tests.files.old_site import DOCUMENT, SAVED_PAGE, WIX, WIX_PICTURE, WORDPRESS, photo, word_document
from tests.support.factories import article, article_index, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    home = home_page()
    article_index(home)
    Practitioner.objects.create(name="Karen Holm")
    Topic.objects.create(name_da="Iskias", name_en="Sciatica", slug_da="iskias", slug_en="sciatica")
    return home


def run(file: Path, **options: Any) -> str:
    out = StringIO()
    call_command("importposts", file, stdout=out, **options)
    return out.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (BasePage, ClinicImage, ImportedPost, PublicAddress))


def kinds(page: ArticlePage, language: str) -> list[str]:
    return [block.block_type for block in getattr(page, f"body_{language}")]


def test_a_feed_of_wix_becomes_drafts_whose_old_addresses_lead_to_them_once_they_are_public(
    home: HomePage, tmp_path: Path, client: Client
) -> None:
    file = written(tmp_path, "feed.xml", WIX)
    written(tmp_path, f"feed/{WIX_PICTURE}", photo())
    report = run(file)
    english = ArticlePage.objects.get(title_en="Sleep better with acupuncture")
    danish = ArticlePage.objects.get(title_da="Akupunktur mod hovedpine")
    assert not english.live
    assert not danish.live
    assert (str(english.publication_date), english.author.name) == ("2020-09-07", "Karen Holm")
    assert english.lead_en == "Many of my patients sleep badly. Here is what I tell them."
    assert kinds(english, "en") == ["heading", "paragraph", "image", "numbered_points", "bulleted_points", "quotation"]
    picture = ClinicImage.objects.get()
    assert english.hero_image == picture == english.body_en[2].value["image"]
    assert (picture.alt_text_en, picture.alt_text_da or "") == ("A quiet room", "")
    assert danish.lead_da == "Kort fortalt om hovedpine."
    assert "“A missing chart” is not among the files" in report
    assert "There is no topic for: Søvn." in report

    before = counts()
    assert run(file).count("there already") == 2
    assert counts() == before

    other = WIX.replace(b"5f55f1c8a0b1c20017e0a111", b"another").replace(b"5f55f1c8a0b1c20017e0a222", b"another")
    report = run(written(tmp_path, "feed.xml", other))
    assert "The old address leads to “Sleep better with acupuncture” already" in report
    assert "It was imported before" in report
    assert counts() == (before[0] + 1, before[1], before[2] + 1, before[3]), "one post that is there twice is one draft"

    assert client.get("/post/sleep-better/").status_code == 404
    english.shown_da = False
    english.save_revision().publish()
    answer = client.get("/post/sleep-better", follow=True)
    assert answer.redirect_chain[-1] == ("/en/articles/sleep-better-with-acupuncture/", 301)
    assert answer.status_code == 200


def test_an_export_of_wordpress_brings_its_galleries_and_says_what_was_not_public(home: HomePage, tmp_path: Path) -> None:
    file = written(tmp_path, "export.xml", WORDPRESS)
    with zipfile.ZipFile(tmp_path / "pictures.zip", "w") as archive:
        archive.writestr("uploads/2019/03/naale.jpg", photo("red"))
        archive.writestr("../../rum.jpg", photo("blue"))
    report = run(file, pictures=tmp_path / "pictures.zip")
    hurts = ArticlePage.objects.get(title_da="Gør akupunktur ondt? Spørgsmål & svar")
    assert kinds(hurts, "da") == ["heading", "paragraph", "image", "gallery", "film", "paragraph"]
    assert [topic.name_da for topic in hurts.topics.all()] == ["Iskias"]
    gallery = hurts.body_da[3].value["pictures"]
    assert [picture["image"].alt_text_da for picture in gallery] == ["Tynde nåle", "Et lyst rum"]
    moved = ArticlePage.objects.get(title_da="Vi er flyttet")
    assert kinds(moved, "da") == ["heading", "numbered_points", "gallery", "quotation"]
    assert moved.hero_image.title == "rum"
    private = ArticlePage.objects.get(title_da="Noter")
    assert not private.live
    assert not PublicAddress.objects.filter(page=private).exists()
    for sentence in (
        "not public on the old site (private)",
        "1 page and 1 deleted post are left out.",
        "[contact-form-7]",
        "1 comment stays",
    ):
        assert sentence in report
    assert ClinicImage.objects.count() == 2


@pytest.mark.thorough
def test_a_saved_page_and_a_word_document_become_drafts(home: HomePage, tmp_path: Path) -> None:
    written(tmp_path, "knae_filer/knae.jpg", photo("green"))
    run(written(tmp_path, "knae.html", SAVED_PAGE))
    knee = ArticlePage.objects.get(title_da="Ondt i knæet?")
    assert kinds(knee, "da") == ["paragraph", "bulleted_points", "heading", "paragraph", "image", "paragraph", "table"]
    assert "små" in str(knee.body_da[0].value)
    assert PublicAddress.objects.get(page=knee, path="/knae.html/").language == "da"
    run(written(tmp_path, "gravid.docx", word_document()))
    pregnant = ArticlePage.objects.get(title_da="Akupunktur under graviditeten")
    assert pregnant.lead_da == "Mange gravide har ondt i ryggen, og det er ikke farligt."
    assert kinds(pregnant, "da") == [
        "heading", "paragraph", "numbered_points", "bulleted_points", "image", "quotation", "table"
    ]  # fmt: skip
    assert pregnant.body_da[1].value.source == "<p>Jeg arbejder roligt og <b>forsigtigt</b>.</p>"
    assert pregnant.body_da[4].value["image"].alt_text_da == "En hånd med en nål"


def test_a_post_becomes_the_other_language_of_an_article_but_never_overwrites_one(home: HomePage, tmp_path: Path) -> None:
    page = article(home.get_children().get(), title_en="", lead_en="", body_en=[], slug_en="", shown_en=False)
    feed = WIX[: WIX.rindex(b"<item>")] + b"</channel></rss>"
    run(written(tmp_path, "feed.xml", feed), translation_of=page.pk)
    page = ArticlePage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (draft.title_da, draft.title_en) == ("Om iskias", "Sleep better with acupuncture")
    assert not page.title_en
    again = written(tmp_path, "again.xml", feed.replace(b"5f55f1c8a0b1c20017e0a111", b"another"))
    assert "has a text in English already" in run(again, translation_of=page.pk)
    assert ArticlePage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", b"<html>" + b" " * 4_000_000)
    return file.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'  # noqa: E501 - as it is


NESTED = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=0\n\n" + b"".join(
    b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (number, number + 1) for number in range(2000)
)
HARMFUL = [
    ("entities.xml", ENTITIES, "damaged or cut off"),
    ("outside.xml", ENTITIES.replace(b'"aaaaaaaa"', b'SYSTEM "file:///etc/passwd"'), "damaged or cut off"),
    ("cut.xml", WORDPRESS[:3000], "damaged or cut off"),
    ("empty.xml", b"<rss><channel></channel></rss>", "no posts in this feed"),
    ("bomb.zip", bomb(), "too large when it is unpacked"),
    ("damaged.zip", b"PK\x03\x04" + b"x" * 200, "damaged"),
    ("entities.docx", word_document(prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), "Word document is damaged"),
    ("half.docx", word_document(body="<w:p>"), "Word document is damaged"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "save it as .docx"),
    ("picture.jpg", photo(), "no file that posts can be taken from"),
    ("nothing.html", b"<html><body><script>1</script></body></html>", "has no text"),
    ("words.txt", b"hej", "no file that posts can be taken from"),
    ("deep.mhtml", NESTED, "Save the page once more"),
]


@pytest.mark.thorough
def test_a_file_that_is_damaged_or_means_harm_changes_nothing(home: HomePage, tmp_path: Path) -> None:
    before = counts()
    for name, content, sentence in HARMFUL:
        with pytest.raises(CommandError, match=sentence):
            run(written(tmp_path, name, content))
        assert counts() == before, name


def feed(*items: str) -> bytes:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def said(title: str, text: str, more: str = "") -> str:
    return f"<title>{title}</title>{more}<description><![CDATA[<p>Det er en tekst, og den er kort. {text}</p>]]></description>"


@pytest.mark.thorough
def test_posts_that_say_little_or_too_much_of_themselves_cost_no_other_post(home: HomePage, tmp_path: Path) -> None:
    link = "<link>https://old.example/</link>"
    posts = [
        said("Nyt", "Den første."),
        said("Nyt", "Den anden."),
        said("Om nakken", "Den tredje.", link),
        said("Om ryggen", "Den fjerde.", f"{link}<pubDate>0000-00-00 00:00:00</pubDate>"),
        said("\U0001f600\U0001f600", "Den femte."),
        said("\u200b", "Den sjette."),
        said("æ" * 400, "Den syvende."),
        said("æ" * 400, "Den ottende."),
        said("For lang", "a" * 2_000_000),
    ]
    file = written(tmp_path, "feed.xml", feed(*posts))
    report = run(file)
    assert "not made       For lang (?): The text is too long. Take it over in parts." in report
    assert "its date is today’s" in report
    made = {page.slug_da: page for page in ArticlePage.objects.all()}
    assert len(made) == 8
    assert {"nyt", "nyt-2", "om-nakken", "om-ryggen", "indlaeg"} < set(made)
    assert made["indlaeg"].title_da == "\U0001f600\U0001f600"
    assert {page.publication_date for page in made.values()} == {timezone.localdate()}
    assert run(file).count("there already") == 8


@pytest.mark.thorough
def test_one_bad_file_of_an_archive_is_named_and_the_others_are_read(home: HomePage, tmp_path: Path) -> None:
    def page(title: str, charset: str) -> str:
        named = SAVED_PAGE.decode("cp1252").replace("windows-1252", charset).replace("Ondt i knæet?", title)
        return named.replace("knae.html", f"{charset}.html")

    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("broken.xml", WIX[:2000])
        archive.writestr("windows.html", page("I UTF-16", "unicode").encode("utf-16"))
        archive.writestr("undefined.html", page("Ukendt", "undefined"))
        feed_of_windows = WIX.decode().replace('encoding="UTF-8"', 'encoding="utf-16"').encode("utf-16")
        archive.writestr("feed.xml", feed_of_windows)
        archive.writestr("one.docx", word_document(has_picture=False))
        archive.writestr("two.docx", word_document(DOCUMENT.replace("Akupunktur under graviditeten", "Den anden")))
    report = run(tmp_path / "all.zip")
    assert "broken.xml: The file is damaged or cut off." in report
    titles = set(ArticlePage.objects.values_list("title_da", flat=True))
    assert "; ".join(sorted(titles)) == (
        "Akupunktur mod hovedpine; Akupunktur under graviditeten; Den anden; I UTF-16; Sleep better with acupuncture; Ukendt"
    )
    assert "“En hånd med en nål” is not among the files" in report
    assert ClinicImage.objects.count() == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It&#8217;s &amp;amp; was", "It’s & was"),
        ("Under &amp;lt; 5 &amp;#8211; nu", "Under < 5 – nu"),
        ("&lt;p&gt;En &lt;em&gt;god&lt;/em&gt;, ro&lt;/p&gt;&lt;p&gt;Ja&lt;/p&gt;", "En god, ro Ja"),
        ("<script>x()</script>Hej", "Hej"),
    ],
)
def test_a_summary_is_what_a_reader_reads(written: str, read: str) -> None:
    assert words(written) == read


def test_pictures_come_from_the_folder_alone(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.jpg", b"secret")
    folder = tmp_path / "pictures"
    written(folder, "Ånd.JPG", b"found")
    (folder / "link.jpg").symlink_to(secret)
    files = Folder(folder)
    assert files.find("https://old.example/a/a%CC%8And.jpg") == ("Ånd.JPG", b"found")
    for address in ("../secret.jpg", "file:///etc/passwd", "link.jpg", "data:image/png;base64,AAAA", "https://[x/y.jpg", ""):
        assert files.find(address) is None
    assert "secret.jpg" in list(names_of("https://old.example/../secret-300x200.jpg"))


def test_an_archive_is_never_read_further_than_it_says() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.jpg", b"x" * 5000)
    lying = file.getvalue().replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(Exception, match="kan ikke læses"):
        Archive(lying).find("a.jpg")


@pytest.mark.parametrize(
    ("text", "language"), [("Det er ikke farligt", "da"), ("This is not the end", "en"), ("Hovedpine", "")]
)
def test_the_language_of_a_text_is_known_or_asked_for(text: str, language: str) -> None:
    assert language_of(text) == language

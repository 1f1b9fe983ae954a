"""A sheet of the pages that an editor may make: one of everything, fifty of it, very short, very long, or empty lists."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from articles.models import ArticleIndexPage, ArticlePage, CaseStoryIndexPage
from home.models import BasePage, ClinicImage, HomePage
from tests.support import factories

# 200 letters, and the longest word that somebody may write.
LONG = {
    "da": "Akupunktur mod langvarige smerter i nakke, skuldre og lænd hos voksne, der sidder meget ned i løbet af dagen, og "
    "hvad multidisciplinære smertebehandlingscentre og fødevareallergiudredninger siger om det lige nu",
    "en": "Acupuncture for long-lasting pain in the neck, shoulders and lower back of adults who sit for most of the day, and "
    "what multidisciplinary electroencephalographically informed clinics currently have to say about it",
}
TEXT = "Mange mærker en forskel efter tre til fem behandlinger, og nogle mærker ingen. Det taler vi om undervejs. " * 6
PARAGRAPH = ("paragraph", f"<p>{TEXT}</p>")
BODIES: dict[str, list[tuple[str, Any]]] = {
    "one block": [PARAGRAPH],
    "one heading": [("heading", "Hvad er det?"), PARAGRAPH],
    "two headings": [("heading", "Hvad er det?"), PARAGRAPH, ("heading", "Hvad så?"), PARAGRAPH],
    "fifty headings": [block for number in range(50) for block in (("heading", f"Spørgsmål nummer {number}"), PARAGRAPH)],
}


def clinic_blocks(picture: ClinicImage) -> list[tuple[str, Any]]:
    """A film, a gallery, an exercise, what to bring and the way, with the longest words."""
    word = LONG["da"].split()[-4]
    return [
        ("gallery", {"pictures": [{"image": picture, "caption": word}] * 5}),
        ("film", {"title": f"Film: {word}", "link": "https://vimeo.com/76979871", "still": picture, "text": f"<p>{TEXT}</p>"}),
        ("before_you_come", {"title": word, "beforehand": [f"<p>{word}</p>"], "bring": [f"<p>{TEXT}</p>"] * 3}),
        (
            "exercise",
            {
                "name": word,
                "purpose": word,
                "steps": [{"text": f"<p>{TEXT}</p>", "picture": picture}, {"text": f"<p>{word}</p>", "picture": None}],
                "repetitions": word,
                "caution": TEXT,
            },
        ),
        (
            "location",
            {
                "places": [{"name": word, "direction": way, "minutes": 7} for way in ("n", "n", "sw", "w", "w", "w")],
                "directions": f"<p>{TEXT}</p>",
            },
        ),
    ]


def picture(width: int, height: int, name: str) -> ClinicImage:
    """A picture of one colour and of any shape."""
    content = BytesIO()
    Image.new("RGB", (width, height), "#7a9e9f").save(content, "PNG")
    return ClinicImage.objects.create(title=name, file=ContentFile(content.getvalue(), f"{name}.png"))


def make() -> dict[str, list[str]]:
    """Make the pages, and return the Danish and the English address of each by what is odd about it."""
    home = HomePage.objects.first()
    tall = picture(400, 2400, "sheet-tall")
    makers = {"info": (factories.info_page, home), "article": (factories.article, ArticleIndexPage.objects.first())}
    pages: dict[str, BasePage] = {}
    for kind, (factory, parent) in makers.items():
        bodies = {name: {"body_da": body, "body_en": body} for name, body in BODIES.items()}
        titles = {
            "one word": {"title_da": "Te", "title_en": "Tea"},
            "two hundred letters": {"title_da": LONG["da"][:200], "title_en": LONG["en"][:200]},
        }
        tall_block = [("image", {"image": tall, "caption": "Høj"}), PARAGRAPH]
        odd = {**bodies, **titles, "tall picture in the text": {"body_da": tall_block, "body_en": tall_block}}
        if factory == factories.info_page:
            odd["blocks of a clinic"] = {"body_da": clinic_blocks(tall), "body_en": clinic_blocks(tall)}
        if factory == factories.article:
            odd["tall picture above"] = {"hero_image": tall}
            odd["a title of two hundred letters with a picture"] = {**titles["two hundred letters"], "hero_image": tall}
        for number, (name, values) in enumerate(odd.items()):
            slugs = {f"slug_{language}": f"sheet-{kind}-{number}-{language}" for language in ("da", "en")}
            pages[f"{kind}, {name}"] = factory(parent, f"Ark {number}", f"Sheet {number}", **slugs, **values)
    for name, body in BODIES.items():
        number = len(pages)
        slugs = {f"slug_{language}": f"sheet-contact-{number}-{language}" for language in ("da", "en")}
        pages[f"contact, {name}"] = factories.contact_page(home, body_da=body, body_en=body, **slugs)
    return {name: [page.url_in("da"), page.url_in("en")] for name, page in {**pages, **lists(home, tall)}.items()}


def lists(home: HomePage, tall: ClinicImage) -> dict[str, BasePage]:
    """Lists of no, one and fifty articles and case stories."""
    pages: dict[str, BasePage] = {}
    for count in (0, 1, 50):
        slugs = {f"slug_{language}": f"sheet-articles-{count}-{language}" for language in ("da", "en")}
        articles: ArticleIndexPage = factories.article_index(home, show_in_menus=False, **slugs)
        slugs = {f"slug_{language}": f"sheet-stories-{count}-{language}" for language in ("da", "en")}
        stories: CaseStoryIndexPage = factories.case_story_index(home, show_in_menus=False, **slugs)
        pages |= {f"{count} articles": articles, f"{count} stories": stories}
        if count:
            article: ArticlePage = factories.article(
                articles, LONG["da"][:200], LONG["en"][:200], slug_da="lang", slug_en="long", hero_image=tall
            )
            story = factories.case_story(stories, "Te", "Tea")
            pages |= {f"in a list of {count}": article, f"story in a list of {count}": story}
        if count > 1:
            factories.clones(article, count - 1)
    return pages


def remove() -> None:
    """Take the pages from the readers of other tests."""
    for page in BasePage.objects.filter(slug_da__startswith="sheet-", depth__gt=1).order_by("-depth"):
        page.delete()
    ClinicImage.objects.filter(title="sheet-tall").delete()

"""Pages with fixed values; each function names what a test may want to choose."""

from datetime import date
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.utils.text import slugify
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Site

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    CaseStoryIndexPage,
    CaseStoryPage,
    Comment,
    ConditionIndexPage,
    ConditionPage,
    Consent,
    Method,
)
from home.models import (
    BasePage,
    ClinicDocument,
    ClinicImage,
    ContactField,
    ContactPage,
    HomePage,
    InfoPage,
    WarningSigns,
)


def paragraph(text: str, block_id: str = "b7a5f3de-8e0f-4b5e-8d0c-0a6f0b6b1c11") -> list[dict[str, str]]:
    """A body of one paragraph."""
    return [{"type": "paragraph", "value": f"<p>{text}</p>", "id": block_id}]


def home_page(**values: Any) -> HomePage:
    """A front page with its site."""
    page = HomePage(
        **{
            "title_da": "Klinikken",
            "title_en": "The clinic",
            "slug_da": "home",
            "slug_en": "home",
            "lead_da": "Akupunktur i Aalborg.",
            "lead_en": "Acupuncture in Aalborg.",
            "body_da": paragraph("Velkommen."),
            "body_en": paragraph("Welcome."),
            **values,
        }
    )
    BasePage.get_first_root_node().add_child(instance=page)
    Site.objects.create(hostname="testserver", port=80, root_page=page, is_default_site=True, site_name="Klinikken")
    cache.clear()
    return page


def info_page(parent: BasePage, da: str = "Om os", en: str = "About us", **values: Any) -> InfoPage:
    """A page of information, public in both languages."""
    return parent.add_child(instance=InfoPage(**{**_texts(da, en), **_bodies(da, en), **values}))


def contact_page(parent: BasePage, **values: Any) -> ContactPage:
    """A contact page, public in both languages, whose form asks for a name, an address and a subject."""
    page = ContactPage(**{**_texts("Kontakt", "Contact"), **_bodies("Kontakt", "Contact"), **values})
    fields = [
        ContactField(clean_name="name", field_type="name", label_da="Dit navn", label_en="Your name"),
        ContactField(clean_name="telephone", field_type="telephone", required=False, label_da="Telefon", label_en="Telephone"),
        ContactField(clean_name="email", field_type="email", required=False, label_da="E-mail", label_en="E-mail"),
        ContactField(
            clean_name="about",
            field_type="radio",
            label_da="Emne",
            label_en="Subject",
            choices_da="Ny tid\nEt spørgsmål",
            choices_en="New appointment\nA question",
        ),
        ContactField(clean_name="message", field_type="multiline", required=False, label_da="Besked", label_en="Message"),
    ]
    for sort_order, field in enumerate(fields):
        field.sort_order = sort_order
    page.form_fields.set(fields)
    return parent.add_child(instance=page)


def article_index(parent: BasePage, **values: Any) -> ArticleIndexPage:
    """A list of articles, in the menu."""
    texts = {**_texts("Artikler", "Articles"), "show_in_menus": True, **values}
    return parent.add_child(instance=ArticleIndexPage(**texts))


def article(parent: BasePage, da: str = "Om iskias", en: str = "About sciatica", **values: Any) -> ArticlePage:
    """An article, public in both languages."""
    return parent.add_child(instance=ArticlePage(**{**_texts(da, en), **_bodies(da, en), **values}))


def case_story_index(parent: BasePage, **values: Any) -> CaseStoryIndexPage:
    """A list of case stories, in the menu."""
    texts = {**_texts("Patienthistorier", "Case stories"), "show_in_menus": True, **values}
    return parent.add_child(instance=CaseStoryIndexPage(**texts))


def case_story(parent: BasePage, da: str = "Sarahs historie", en: str = "Sarah’s story", **values: Any) -> CaseStoryPage:
    """A case story with a consent, public in both languages."""
    texts = _texts(da, en)
    parts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("summary", "background", "course", "outcome")
        for language in ("da", "en")
    }
    del texts["lead_da"], texts["lead_en"]
    story = CaseStoryPage(**{**texts, **parts, "pseudonym": "Sarah", **values})
    consent(story)
    return parent.add_child(instance=story)


def warning_signs(name: str = "Ryg og ben") -> WarningSigns:
    """The signs on which to see a doctor, in both steps and languages."""
    steps = {
        "short_da": "Er du følelsesløs i skridtet?",
        "short_en": "Are you numb between your legs?",
        "at_once_da": "<ul><li>Følelsesløshed i skridtet</li></ul>",
        "at_once_en": "<ul><li>Numbness in the saddle area</li></ul>",
        "within_days_da": "<ul><li>Vægttab uden forklaring</li></ul>",
        "within_days_en": "<ul><li>Weight loss without a reason</li></ul>",
    }
    return WarningSigns.objects.get_or_create(name=name, defaults=steps)[0]


def condition_index(parent: BasePage, **values: Any) -> ConditionIndexPage:
    """The list of what people come with, in the menu."""
    texts = {**_texts("Smerter og gener", "Aches and pains"), "show_in_menus": True, **values}
    return parent.add_child(instance=ConditionIndexPage(**texts))


def condition(parent: BasePage, da: str = "Ondt i lænden", en: str = "Low back pain", **values: Any) -> ConditionPage:
    """What people come with, public in both languages."""
    parts = {
        f"{name}_{language}": f"<p>{name} {language}</p>"
        for name in ("about", "acupuncture", "research")
        for language in ("da", "en")
    }
    return parent.add_child(instance=ConditionPage(**{**_texts(da, en), **parts, "warning_signs": warning_signs(), **values}))


def consent(story: CaseStoryPage, **values: Any) -> Consent:
    """A consent to a case story in both languages, without an end."""
    given = {"languages": ["da", "en"], "given_on": date(2026, 1, 2), "method": Method.PAPER, "giver": "Karen Holm"}
    return Consent.objects.create(consent_key=story.consent_key, **{**given, **values})


def picture(title: str) -> ClinicImage:
    """A picture of a few points."""
    return ClinicImage.objects.create(title=title, file=get_test_image_file(filename=f"{slugify(title)}.png"))


def _texts(da: str, en: str) -> dict[str, Any]:
    return {"title_da": da, "title_en": en, "lead_da": f"Kort om {da}.", "lead_en": f"In short: {en}."}


def _bodies(da: str, en: str) -> dict[str, Any]:
    return {"body_da": paragraph(f"Teksten om {da}."), "body_en": paragraph(f"The text of {en}.")}


def clones(page: BasePage, last: int, after: int = 0) -> None:
    """Put copies of a page beside it, two statements however many; each has its number in its slug, path and address."""
    base = BasePage._meta
    changed = {
        "id": "id + n * 100000",
        "path": "left(path, -4) || upper(to_hex(n + 4096))",
        "translation_key": "gen_random_uuid()",
        **{name: f"{name} || '-' || n" for name in ("slug", "slug_da", "slug_en")},
        **{name: f"rtrim({name}, '/') || '-' || n || '/'" for name in ("url_path", "url_path_da", "url_path_en")},
    }
    stored = [f.column for f in base.concrete_fields if not f.generated]
    _insert_clones(base.db_table, stored, changed, "id", page.pk, (after + 1, last))
    table = page._meta.db_table
    columns = [f.column for f in page._meta.local_concrete_fields]
    link = page._meta.pk.column
    _insert_clones(table, columns, {link: f"{link} + n * 100000"}, link, page.pk, (after + 1, last))
    BasePage.objects.filter(path=page.path[:-4]).update(numchild=last + 1)
    with connection.cursor() as cursor:
        # The planner knows nothing yet of so many new rows.
        cursor.execute(f"ANALYZE {base.db_table}, {table}")


def cloned_comments(page: BasePage, last: int, after: int = 0) -> None:
    """Give each of the copies the comments that the page itself has."""
    table = Comment._meta.db_table
    changed = {
        "id": "id + n * 100000",
        "page_id": "page_id + n * 100000",
        **{name: f"{name} || '-' || n" for name in ("key", "form_key", "digest")},
    }
    _insert_clones(
        table, [field.column for field in Comment._meta.concrete_fields], changed, "page_id", page.pk, (after + 1, last)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table}")


def _insert_clones(
    table: str, columns: list[str], changed: dict[str, str], key: str, pk: int, numbers: tuple[int, int]
) -> None:
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(%s, %s) AS n WHERE {key} = %s",
            [*numbers, pk],
        )


def document(**values: Any) -> ClinicDocument:
    """A document that everybody may read."""
    return ClinicDocument.objects.create(title="Priser", file=ContentFile(b"%PDF-1.7 price list", "priser.pdf"), **values)


def private_document() -> ClinicDocument:
    """A document for those who are logged in."""
    collection = Collection.get_first_root_node().add_child(name="Kun for os")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return document(collection=collection)

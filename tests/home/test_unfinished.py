"""A draft with unfinished things is saved all the same; only publishing refuses it, and names them."""

from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage, ArticleSource, RelatedPage, Topic
from home.bilingual.languages import LANGUAGES
from home.bilingual.publishing import publish_language
from home.models import BasePage, ContactPage, HomePage, InfoPage, Practitioner, User
from tests.home.admin import value_of
from tests.support import factories


def test_a_source_without_its_year_and_a_reviewer_who_is_the_author_stop_publishing_but_no_draft(home_page: HomePage) -> None:
    article = factories.article(factories.article_index(home_page))
    article.author = article.reviewer = Practitioner.objects.create(name="Inger")
    article.sources = [ArticleSource(title="Acupuncture today")]
    article.save_revision()
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.reviewer == article.author
    assert [source.title for source in draft.sources.all()] == ["Acupuncture today"]
    with pytest.raises(ValidationError) as refused:
        publish_language(article, "da")
    assert set(refused.value.message_dict) == {"reviewer", "sources"}
    assert "Acupuncture today" in refused.value.message_dict["sources"][0]


def test_a_field_of_the_form_without_its_choices_stops_publishing_but_no_draft(home_page: HomePage) -> None:
    page = factories.contact_page(home_page)
    page.form_fields.add(type(page).form_fields.rel.related_model(label_da="Vælg", field_type="dropdown"))
    page.save_revision()
    with pytest.raises(ValidationError) as refused:
        publish_language(ContactPage.objects.get(pk=page.pk), "da")
    assert "Vælg" in refused.value.message_dict["form_fields"][0]


HALF_DONE = {
    "sources-0-link": "https://",
    "sources-0-year": "",
    "related_pages-0-target": "",
    "go_live_at": "2020-01-02 10:00",
    "expire_at": "2020-01-01 10:00",
    "body_da-count": "2",
    **{f"body_da-{number}-{name}": "" for number in (0, 1) for name in ("deleted", "id")},
    **{f"body_da-{number}-order": str(number) for number in (0, 1)},
    "body_da-0-type": "bulleted_points",
    "body_da-0-value-points-count": "0",
    "body_da-1-type": "call_to_action",
    **{f"body_da-1-value-{name}": "" for name in ("title", "text", "label", "page")},
}


def test_what_is_half_done_is_saved_as_it_stands_and_only_publishing_asks_for_more(
    home_page: HomePage, editor: User, client: Client
) -> None:
    article = factories.article(factories.article_index(home_page))
    article.sources = [ArticleSource(title="Acupuncture today", publisher="BMJ", year=2020)]
    article.related_pages = [RelatedPage(target=home_page.basepage_ptr)]
    article.save_revision().publish()
    client.force_login(editor)
    assert send(client, article, HALF_DONE, headers={"Accept": "application/json"}).json()["success"]
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.sources.get().link == "https://"
    assert draft.expire_at.year == 2020
    assert [block.block_type for block in draft.body_da] == ["bulleted_points", "call_to_action"]
    assert send(client, article, HALF_DONE).status_code == HTTPStatus.FOUND
    refused = send(client, article, {**HALF_DONE, "action-publish": "true"}).context["form"]
    assert {"go_live_at", "expire_at", "body_da"} <= set(refused.errors)
    assert [set(row) for name in ("sources", "related_pages") for row in refused.formsets[name].errors] == [
        {"link", "year"},
        {"target"},
    ]
    # On every other road the page itself refuses.
    with pytest.raises(ValidationError) as faults:
        publish_language(article, "da")
    assert {"sources", "related_pages"} <= set(faults.value.message_dict)


def test_an_address_without_its_beginning_gets_it(home_page: HomePage, editor: User, client: Client) -> None:
    article = factories.article(factories.article_index(home_page))
    article.sources = [ArticleSource(title="Acupuncture today", publisher="BMJ", year=2020)]
    article.save_revision()
    client.force_login(editor)
    send(client, article, {"sources-0-link": "www.example.dk"})
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.sources.get().link == "https://www.example.dk"


def test_a_new_question_of_the_form_is_a_draft(home_page: HomePage, editor: User, client: Client) -> None:
    page = factories.contact_page(home_page)
    page.save_revision()
    client.force_login(editor)
    new = BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").content, "html.parser").select_one(
        "#id_form_fields-EMPTY_FORM_TEMPLATE"
    )
    row = BeautifulSoup(new.string, "html.parser") if new.string else new
    chosen = row.select_one("select[name$=field_type] option[selected]")
    fields = {"form_fields-TOTAL_FORMS": "6", "form_fields-5-field_type": chosen["value"], "form_fields-5-ORDER": "6"}
    assert send(client, page, fields, headers={"Accept": "application/json"}).json()["success"]


READ_AS = "Datoen kan ikke læses, eller den findes ikke. Skriv den som 31.12.2026."
UNSTORABLE = {"publication_date": "31.02.2026", "next_review": "engang", "sources-0-year": "99999", "go_live_at": "i morgen"}


def test_what_a_draft_cannot_hold_is_said_and_the_rest_is_saved_and_shown(
    home_page: HomePage, editor: User, client: Client
) -> None:
    article = factories.article(factories.article_index(home_page))
    article.sources = [ArticleSource(title="Acupuncture today", publisher="BMJ", year=2020)]
    article.save()
    article.save_revision()
    client.force_login(editor)
    typed = {**UNSTORABLE, "title_da": "En ny titel"}
    answer = send(client, article, typed, headers={"Accept": "application/json"}).json()
    assert answer["success"]
    assert set(answer["not_saved"]) == set(UNSTORABLE)
    assert answer["not_saved"]["publication_date"] == ["Udgivelsesdato", READ_AS]
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert (draft.title, draft.publication_date) == ("En ny titel", article.publication_date)
    assert draft.sources.get().year == 2020
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert send(client, article, typed, address=preview).json() == {"is_valid": True, "is_available": True}
    # Who presses the button gets back what was typed.
    shown = send(client, article, typed).context["form"]
    assert set(shown.errors) == {"publication_date", "next_review", "go_live_at"}
    assert shown["publication_date"].value() == "31.02.2026"


def test_a_draft_may_lack_its_publication_date_and_what_others_have_deleted(
    home_page: HomePage, editor: User, client: Client
) -> None:
    article = factories.article(factories.article_index(home_page))
    article.author = author = Practitioner.objects.create(name="Inger")
    kept, gone = (Topic.objects.create(name=name, slug=name.lower()) for name in ("Ryg", "Nakke"))
    article.topics = [kept, gone]
    article.save_revision()
    client.force_login(editor)
    lost = {"author": str(author.pk), "topics": [str(kept.pk), str(gone.pk)], "publication_date": ""}
    author.delete()
    gone.delete()
    assert send(client, article, lost, headers={"Accept": "application/json"}).json()["success"]
    saved = send(client, article, lost, follow=True)
    assert "Forfatter: Det valgte findes ikke længere. Vælg noget andet." in saved.content.decode()
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert (draft.author, list(draft.topics.all()), draft.publication_date) == (None, [kept], None)
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])).status_code == HTTPStatus.OK
    with pytest.raises(ValidationError) as refused:
        publish_language(draft, "da")
    assert "publication_date" in refused.value.message_dict


def test_what_a_block_cannot_hold_is_said_at_its_field_and_the_rest_is_saved(
    home_page: HomePage, editor: User, client: Client
) -> None:
    page = factories.info_page(home_page, "Priser", "Prices")
    page.save_revision()
    client.force_login(editor)
    headings = (("Slettet", "1"), ("H" * 300, ""))
    sent = {"title_da": "En ny titel", "body_da-count": "3", **number_table("gratis")}
    for number, (words, deleted) in enumerate(headings, 1):
        block = {"deleted": deleted, "id": "", "order": str(number), "type": "heading", "value": words}
        sent |= {f"body_da-{number}-{name}": text for name, text in block.items()}
    answer = send(client, page, sent, headers={"Accept": "application/json"}).json()
    assert answer["success"]
    assert answer["not_saved"] == {
        "body_da-0-value-cell-0-0": ["Tekst – dansk, tal", "Indtast et tal."],
        "body_da-2-value": ["Tekst – dansk, Overskrift", "Denne værdi må højst have 120 tegn (den har 300)."],
    }
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "En ny titel"
    assert [block.value for block in draft.body_da if block.block_type == "heading"] == ["H" * 120]
    assert [cell.value for row in draft.body_da[0].value.rows for cell in row] == [None]


@pytest.mark.parametrize("typed", ["1,5", "1.5"])
def test_a_number_in_a_table_has_a_comma_or_a_dot(home_page: HomePage, editor: User, client: Client, typed: str) -> None:
    article = factories.article(factories.article_index(home_page))
    article.save_revision()
    client.force_login(editor)
    fields = {"body_da-count": "1", **number_table(typed)}
    assert send(client, article, fields, headers={"Accept": "application/json"}).json()["success"]
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.body_da[0].value.row_data == [{"values": [Decimal("1.5")]}]
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert "1,5" in shown


def test_a_new_page_with_an_unreadable_date_is_a_draft(home_page: HomePage, editor: User, client: Client) -> None:
    index = factories.article_index(home_page)
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk])
    typed = {"title_da": "Ny", "slug_da": "ny", "publication_date": "31.02.2026"}
    answer = send(client, index, typed, address=address, opened=address, headers={"Accept": "application/json"}).json()
    assert set(answer["not_saved"]) == {"publication_date"}
    assert ArticlePage.objects.get(pk=answer["pk"]).draft_title == "Ny"


def number_table(number: str) -> dict[str, str]:
    """Return the form's fields of a first block, a table of one number."""
    table = {
        **{"column-count": "1", "column-0-type": "number", "column-0-order": "0", "column-0-deleted": ""},
        **{"column-0-heading": "Timer", "row-count": "1", "row-0-order": "0", "row-0-deleted": "", "cell-0-0": number},
        "caption": "",
    }
    block = {"deleted": "", "id": "", "order": "0", "type": "table", **{f"value-{name}": text for name, text in table.items()}}
    return {f"body_da-0-{name}": text for name, text in block.items()}


def send(client: Client, page: BasePage, fields: dict[str, Any], *, address: str = "", opened: str = "", **options: Any) -> Any:
    """Send the form of a page as it came, with some fields changed; or a form opened elsewhere, to another address."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = BeautifulSoup(client.get(opened or edit).content, "html.parser").select_one("#page-edit-form")
    data = {f"body_{language}-count": "0" for language in LANGUAGES}
    for field in form.select(
        "input[name]:not([type=checkbox]), input[name][checked], textarea[name], select[name]:not([multiple])"
    ):
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        data[field["name"]] = chosen["value"] if chosen else value_of(field)
    return client.post(address or edit, {**data, **fields}, **options)

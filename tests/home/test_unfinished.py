"""A draft with unfinished things is saved all the same; only publishing refuses it, and names them."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import ArticlePage, ArticleSource
from home.bilingual.publishing import publish_language
from home.models import ContactPage, HomePage, Practitioner
from tests import factories


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

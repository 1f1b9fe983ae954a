import pytest
from django.test import Client

from articles.models import ArticlePage, CaseStoryPage
from home.admin.bin.acts import delete_for_good
from home.models import BasePage, DeletedPage, HomePage, User
from tests.support import factories


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """A live article that shows a story in both languages, with a draft that is scheduled and shows it too."""
    story = factories.case_story(factories.case_story_index(home_page))
    blocks = [*factories.paragraph("Tekst."), {"type": "case_story", "value": story.pk, "id": "9a1"}]
    article = factories.article(factories.article_index(home_page), body_da=blocks, body_en=blocks)
    article.save_revision().publish()
    article.go_live_at = "2099-01-01T12:00:00Z"
    article.save_revision().publish()
    return article


@pytest.mark.parametrize("road", ["delete", "above", "bulk"])
def test_a_story_in_the_bin_is_not_shown_and_its_blocks_go_with_it(
    article: ArticlePage, editor: User, client: Client, road: str
) -> None:
    client.force_login(editor)
    story = BasePage.objects.get(pk=CaseStoryPage.objects.get().pk)
    gone = story.get_parent() if road == "above" else story
    address = f"/admin/bulk/home/basepage/delete/?id={gone.pk}" if road == "bulk" else f"/admin/pages/{gone.pk}/delete/"
    assert client.post(address).status_code == 302
    in_the_bin = ArticlePage.objects.get(pk=article.pk)
    in_the_bin.go_live_at = None
    in_the_bin.full_clean()
    in_the_bin.save_revision().publish()
    assert "Sarahs historie" not in client.get("/artikler/om-iskias/").content.decode()
    in_the_bin.go_live_at = "2099-01-01T12:00:00Z"
    in_the_bin.save_revision().publish()
    delete_for_good(DeletedPage.objects.get())
    assert not CaseStoryPage.objects.exists()
    stored = ArticlePage.objects.get(pk=article.pk)
    scheduled = stored.get_scheduled_revision_as_object()
    for version in (stored, scheduled):
        for body in (version.body_da, version.body_en):
            assert [block.block_type for block in body] == ["paragraph"]
    stored.go_live_at = None
    stored.full_clean()
    stored.save_revision().publish()

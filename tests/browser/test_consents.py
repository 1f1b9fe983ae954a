"""A consent is opened and changed, as a keeper does it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.served import Site

pytestmark = pytest.mark.browser

CREATE = """
from articles.models import CaseStoryPage
from tests.support import factories
factories.consent(CaseStoryPage.objects.first(), giver="Karen Holm", is_example=True)
"""
DELETE = "from articles.models import Consent; Consent.objects.latest('pk').delete()"


@pytest.fixture
def keeper(site: Site, sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A page with the form of the newest consent."""
    assert site.run(CREATE).wait(120) == 0
    page = sessions["da"].new_page()
    page.goto(f"/admin/consents/edit/{site.value('SELECT max(id) FROM articles_consent WHERE %s', ['true'])}/")
    yield page
    page.close()
    assert site.run(DELETE).wait(120) == 0


def save(keeper: Page) -> None:
    """Save the form, and open it again."""
    keeper.locator("footer button[type=submit], main form button[type=submit]").first.click()
    expect(keeper.locator(".messages .success")).to_be_visible()
    keeper.locator(".messages a", has_text="Rediger").click()


def test_a_consent_is_saved_as_it_is_with_another_end_and_with_fewer_languages(keeper: Page) -> None:
    story = keeper.locator("[name=consent_key]").input_value()
    save(keeper)
    keeper.fill("[name=until]", "31.12.2099")
    save(keeper)
    expect(keeper.locator("[name=until]")).to_have_value("31.12.2099")
    keeper.uncheck("[name=languages][value=en]")
    save(keeper)
    expect(keeper.locator("[name=languages][value=en]")).not_to_be_checked()
    expect(keeper.locator("[name=languages][value=da]")).to_be_checked()
    keeper.select_option("[name=consent_key]", index=1)
    save(keeper)
    assert keeper.locator("[name=consent_key]").input_value() == story

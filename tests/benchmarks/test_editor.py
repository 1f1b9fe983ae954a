"""The editor of two languages beside Wagtail's own for the same blocks: ratios of times taken in one run."""

import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin import action_menu
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel

from articles.models import ArticlePage
from home.admin.page_views import BilingualEditView
from home.bilingual.freshness import declare
from home.bilingual.languages import LANGUAGES, column
from home.models import User
from home.operations.loader import load
from tests.benchmarks.timing import seconds

pytestmark = pytest.mark.benchmark

BLOCKS = 60
ROUNDS = 3


@pytest.fixture
def article(db: None) -> ArticlePage:
    """The clinic's article."""
    load()
    return ArticlePage.objects.get()


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let the editor of an article be what Wagtail makes of a page of some fields, without anything of ours."""

    def show(*names: str) -> None:
        fields = [TitleFieldPanel("title_da"), *(FieldPanel(name) for name in names)]
        monkeypatch.setattr(ArticlePage, "edit_handler", ObjectList(fields, base_form_class=StockForm), raising=False)
        ArticlePage.get_edit_handler.cache_clear()

    monkeypatch.delattr(BilingualEditView, "header_buttons")
    items = [item for item in action_menu.BASE_PAGE_ACTION_MENU_ITEMS if type(item).__module__.startswith("wagtail.")]
    monkeypatch.setattr(action_menu, "BASE_PAGE_ACTION_MENU_ITEMS", items)
    yield show
    monkeypatch.undo()
    ArticlePage.get_edit_handler.cache_clear()


class StockForm(WagtailAdminPageForm):
    """Wagtail's own form of a page."""


def fill(article: ArticlePage, number: int) -> None:
    """Give each language a number of blocks, which go through those of the real article; each pair is declared equal."""
    for language in LANGUAGES:
        name = column("body", language)
        own = ArticlePage.objects.values_list(name, flat=True).get().raw_data
        body = [{**block, "id": str(UUID(int=index))} for index, block in enumerate(islice(cycle(list(own)), number))]
        setattr(article, name, body)
    article.save_revision()
    declare(article)


def opened(client: Client, article: ArticlePage) -> tuple[float, int]:
    """Return how long it takes to open the editor, in seconds, and how many queries."""
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    # The work of this process alone: a page of hundreds of panels is made in Python, and the difference per block is small.
    duration = seconds(lambda: client.get(address), clock=time.process_time)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return duration, len(queries)


def measured(client: Client, article: ArticlePage, *numbers: int) -> dict[int, tuple[float, int]]:
    """Open the editor with each of some numbers of blocks per language, in turns, and keep the fastest."""
    found: dict[int, tuple[float, int]] = {}
    for number in numbers * ROUNDS:
        fill(article, number)
        found[number] = min(found.get(number, (float("inf"), 0)), opened(client, article))
    return found


def test_sixty_blocks_in_each_language_beside_stock_wagtail(
    article: ArticlePage, editor: User, client: Client, request: Any
) -> None:
    client.force_login(editor)
    ours = measured(client, article, 0, BLOCKS)
    names = [name for name in ArticlePage.get_edit_handler().get_form_class().base_fields if hasattr(article, name)]
    show = request.getfixturevalue("stock")
    show("lead_da", "body_da")
    stock = measured(client, article, 0, BLOCKS, 2 * BLOCKS)
    per_block = (ours[BLOCKS][0] - ours[0][0]) / (stock[2 * BLOCKS][0] - stock[0][0])
    show(*(name for name in names if name != "title_da"))
    same_fields = measured(client, article, BLOCKS)
    print()
    print(f"editor: {ours[0][0] / stock[0][0]:.2f} times as long as stock without a block")
    for number in (BLOCKS, 2 * BLOCKS):
        print(f"editor: {ours[BLOCKS][0] / stock[number][0]:.2f} times as long with 60 + 60 blocks as stock with {number}")
    print(f"editor: {per_block:.2f} times as long per block; queries: {ours[BLOCKS][1]}, stock {stock[2 * BLOCKS][1]}")
    ratio = ours[BLOCKS][0] / same_fields[BLOCKS][0]
    print(f"editor: {ratio:.2f} times as long with 60 + 60 blocks as stock with all {len(names)} fields")

"""The article and Sarah's story go to a translator in each format, come back, and are published in English only."""

from typing import Any

import pytest
from translate.storage.placeables import StringElem
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from articles.models import ArticlePage, CaseStoryPage
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.publishing import publish_language
from home.bilingual.texts import prose_fields
from home.exchange.bringing_back import bring_back, compare
from home.exchange.sending import FORMATS, parcel_of
from home.models import BasePage, User

pytestmark = [pytest.mark.usefixtures("shipped", "db"), pytest.mark.thorough]

PARSERS = {"xliff2": Xliff2File, "xliff1": Xliff1File, "po": pofile}


def without_english(page: Any) -> Any:
    """Take the English away, as on a page that was only written in Danish."""
    for name in prose_fields(type(page)):
        if name != "title":
            setattr(page, column(name, "en"), [] if name == "body" else "")
    page.title_en, page.slug_en, page.shown_en = "", None, False
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize("kind", sorted(FORMATS))
@pytest.mark.parametrize("model", [ArticlePage, CaseStoryPage])
def test_a_shipped_page_goes_out_and_is_published_in_english_only(client: Any, editor: User, model: Any, kind: str) -> None:
    page = without_english(model.objects.first())
    danish = {name: str(getattr(page, column(name, "da"))) for name in prose_fields(model)}
    assert client.get(page.url_in("da")).status_code == 200
    store = PARSERS[kind].parsestring(FORMATS[kind].write(parcel_of([page], "en")))
    units = [unit for unit in store.units if unit.source and unit.istranslatable()]
    for unit in units:
        # The program keeps the codes.
        if kind == "po":
            unit.target = f"{unit.source} (en)"
        else:
            unit.rich_target = [StringElem([*unit.rich_source[0].sub, " (en)"])]
    comparison = compare(bytes(store), editor)
    assert comparison.count == len(units)
    bring_back(comparison, editor, is_declared=True)
    draft = model.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.shown_en = True
    draft.save_revision()
    publish_language(model.objects.get(pk=page.pk).get_latest_revision_as_object(), "en")
    page = model.objects.get(pk=page.pk)
    assert {name: str(getattr(page, column(name, "da"))) for name in danish} == danish
    public = [language for language in LANGUAGES if BasePage.objects.public_in(language).filter(pk=page.pk).exists()]
    assert public == ["da", "en"]
    assert "(en)" in client.get(page.url_in("en")).content.decode()

"""The sums of the views: each view is a row of its own until it is folded into the figure of its day."""

from datetime import timedelta

from django.db import connection
from django.db.models import Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.models import DailyViews, ReadershipSettings, View
from home.models import BasePage
from home.operations.scheduled_work import Step
from home.reading.compiled import Compiled, Given

# One statement, so that a view is either a row or part of a sum. Rows that another host is folding are left to it, and the
# sums are written in one order, so that no two hosts wait for each other.
FOLD = """
WITH chosen AS (
    SELECT id FROM {view} FOR UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM {view} USING chosen WHERE {view}.id = chosen.id RETURNING page_id, language, day
)
INSERT INTO {daily} (page_id, language, day, count)
SELECT page_id, language, day, count(*) FROM taken GROUP BY page_id, language, day ORDER BY page_id, language, day
ON CONFLICT (page_id, language, day) DO UPDATE SET count = {daily}.count + EXCLUDED.count
"""


def fold() -> int:
    """Add the views so far to the figures of their days; return how many figures changed. May run on several hosts at once."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD.format(view=View._meta.db_table, daily=DailyViews._meta.db_table))
        return int(cursor.rowcount)


FOLDING = Step("fold views", fold, timedelta(hours=1))


def public_views(page: BasePage) -> int:
    """Return how often a page was viewed in both languages, or 0 where readers are not told; one query.

    Views that are not folded yet are not in it, so it changes for all readers at once, and once an hour.
    """
    return next(iter(_public_views(page=page.pk)), 0)


@Compiled
def _public_views() -> QuerySet:
    told = ~Exists(ReadershipSettings.objects.filter(show_views=False))
    days = DailyViews.objects.filter(told, page=Given("page", IntegerField())).order_by()
    return days.values("page").annotate(sum=Sum("count")).values_list("sum", flat=True)


def with_views(pages: QuerySet, days: QuerySet[DailyViews], **languages: str) -> QuerySet:
    """Add to each page the views on some days, under a name for each language given, and their sum as `views`."""
    daily = days.filter(page=OuterRef("pk")).order_by()
    sums = {
        name: Coalesce(Subquery(daily.filter(language=language).values("page").annotate(sum=Sum("count")).values("sum")), 0)
        for name, language in languages.items()
    }
    total = sum((F(name) for name in list(sums)[1:]), F(next(iter(sums))))
    return pages.annotate(**sums).annotate(views=total)

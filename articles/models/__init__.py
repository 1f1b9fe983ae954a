from articles.models.articles import ArticleIndexPage, ArticlePage, ArticleSource, RelatedPage
from articles.models.case_stories import CaseStoryIndexPage, CaseStoryPage
from articles.models.readership import DailyViews, ReadershipSettings, View
from articles.models.topics import Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleSource",
    "CaseStoryIndexPage",
    "CaseStoryPage",
    "DailyViews",
    "ReadershipSettings",
    "RelatedPage",
    "Topic",
    "View",
]

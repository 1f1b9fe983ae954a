from articles.models.articles import ArticleIndexPage, ArticlePage, ArticleSource, RelatedPage
from articles.models.case_stories import CaseStoryIndexPage, CaseStoryPage
from articles.models.comments import Comment, CommentsMixin, CommentState, Doubt
from articles.models.conditions import ConditionIndexPage, ConditionPage
from articles.models.consent import Consent, Method, SignedDocument, Withdrawal
from articles.models.imports import ImportedPost
from articles.models.readership import DailyViews, ReadershipSettings, View
from articles.models.story_traces import StoryPicture, StoryTrace
from articles.models.synonyms import Synonyms
from articles.models.topics import Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleSource",
    "CaseStoryIndexPage",
    "CaseStoryPage",
    "Comment",
    "CommentState",
    "CommentsMixin",
    "ConditionIndexPage",
    "ConditionPage",
    "Consent",
    "DailyViews",
    "Doubt",
    "ImportedPost",
    "Method",
    "ReadershipSettings",
    "RelatedPage",
    "SignedDocument",
    "StoryPicture",
    "StoryTrace",
    "Synonyms",
    "Topic",
    "View",
    "Withdrawal",
]

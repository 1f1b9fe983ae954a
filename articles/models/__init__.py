from articles.models.articles import ArticleIndexPage, ArticlePage, ArticleSource, RelatedPage
from articles.models.case_stories import CaseStoryIndexPage, CaseStoryPage
from articles.models.comments import Comment, CommentAttempt, CommentsMixin, CommentState, Doubt
from articles.models.topics import Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleSource",
    "CaseStoryIndexPage",
    "CaseStoryPage",
    "Comment",
    "CommentAttempt",
    "CommentState",
    "CommentsMixin",
    "Doubt",
    "RelatedPage",
    "Topic",
]

"""How often articles and case stories are viewed, in which language; nothing about who views them."""

from articles.readership.figures import fold, public_views

__all__ = ["fold", "public_views"]

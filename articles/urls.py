"""What the app serves besides pages, in each language."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from articles.consent.pictures import story_picture
from articles.feeds import feed
from articles.readership.counting import count_view
from articles.search import search

urlpatterns = [
    path("atom.xml", feed, name="feed"),
    path("_pictures/<str:name>", story_picture, name="story_picture"),
    path("_views/<int:pk>/", count_view, name="count_view"),
    # Translators: the address of the search, in small letters without æ, ø and å, and with the slash.
    path(pgettext_lazy("address", "search/"), search, name="search"),
    # Translators: the beginning of the addresses that have to do with comments.
    path(pgettext_lazy("address", "comments/"), include("articles.comments.urls")),
]

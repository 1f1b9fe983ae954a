from django.urls import path

from articles.feeds import feed

urlpatterns = [
    path("atom.xml", feed, name="feed"),
]

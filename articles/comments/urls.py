from django.urls import path
from django.utils.translation import pgettext_lazy

from articles.comments.views import comment_sent, delete_comment, stop_comment_mail, write_comment

# Translators: parts of addresses, in small letters without æ, ø and å; what stands in angle brackets stays as it is.
urlpatterns = [
    path(pgettext_lazy("address", "write/<int:page_id>/"), write_comment, name="write_comment"),
    path(pgettext_lazy("address", "sent/<slug:key>/"), comment_sent, name="comment_sent"),
    path(pgettext_lazy("address", "delete/<slug:key>/"), delete_comment, name="delete_comment"),
    path(pgettext_lazy("address", "no-mail/<slug:key>/"), stop_comment_mail, name="stop_comment_mail"),
]

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import structured_data  # noqa: F401 - registers how articles and case stories are described
        from articles.consent.memory import watch_stories

        watch_stories()

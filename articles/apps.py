from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import structured_data  # noqa: F401 - registers how articles and case stories are described
        from articles.consent.memory import watch_stories
        from articles.consent.mentions import forget_story
        from articles.models import CaseStoryPage

        pre_delete.connect(forget_story, sender=CaseStoryPage)

        watch_stories()

"""Which fields have a column per language; mirrors models/, class for class."""

from modeltranslation.translator import TranslationOptions, register

from articles import models


@register([models.ArticleIndexPage, models.CaseStoryIndexPage, models.ConditionIndexPage])
class IndexTranslation(TranslationOptions):
    fields = ("lead",)


@register(models.ArticlePage)
class ArticlePageTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(models.CaseStoryPage)
class CaseStoryPageTranslation(TranslationOptions):
    fields = ("summary", "occupation", "complaint", "duration", "background", "course", "outcome")


@register(models.ConditionPage)
class ConditionPageTranslation(TranslationOptions):
    fields = ("lead", "about", "acupuncture", "research")


@register(models.Synonyms)
class SynonymsTranslation(TranslationOptions):
    fields = ("words",)


@register(models.Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "slug", "description")

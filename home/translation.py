"""Which fields have a column per language; mirrors models/, class for class."""

from modeltranslation.translator import TranslationOptions, register

from home import models
from home.clinic.practical import VISIT, WAY


@register(models.BasePage)
class BasePageTranslation(TranslationOptions):
    fields = ("title", "draft_title", "slug", "url_path", "seo_title", "search_description", "shown", "has_text")


@register([models.HomePage, models.InfoPage])
class BodyTranslation(TranslationOptions):
    fields = ("lead", "body")


@register(models.ContactPage)
class ContactPageTranslation(TranslationOptions):
    fields = ("lead", "body", "consent_text", "thanks")


@register(models.ContactField)
class ContactFieldTranslation(TranslationOptions):
    fields = ("label", "help_text", "choices", "default_value")


@register(models.ClinicImage)
class ClinicImageTranslation(TranslationOptions):
    fields = ("alt_text",)


@register(models.Practitioner)
class PractitionerTranslation(TranslationOptions):
    fields = ("credentials", "biography", "training", "association", "spoken_languages")


@register(models.WarningSigns)
class WarningSignsTranslation(TranslationOptions):
    fields = ("short", "at_once", "within_days")


@register(models.ClinicSettings)
class ClinicSettingsTranslation(TranslationOptions):
    fields = ("name", "subsidy_note", "notice", *VISIT, *WAY)


@register(models.OpeningException)
class OpeningExceptionTranslation(TranslationOptions):
    fields = ("reason",)


@register(models.Price)
class PriceTranslation(TranslationOptions):
    fields = ("name",)


@register(models.AnswerTemplate)
class AnswerTemplateTranslation(TranslationOptions):
    fields = ("subject", "text")

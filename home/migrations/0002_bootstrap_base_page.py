"""The base page's locale and translation key, as Wagtail's “Defining custom base page models” says."""

from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("home.BasePage"),
        BootstrapTranslationKeyField("home.BasePage"),
        BootstrapTranslatableModel("home.BasePage"),
    ]

"""The glossary, which editors and translators keep."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import modelsearch.index
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

KEEPERS = (
    "Redaktør / Editor",
    "Oversætter til dansk / Translator (Danish)",
    "Oversætter til engelsk / Translator (English)",
)


def grant(apps, schema_editor):
    """Let them keep it; Django otherwise creates the permissions after the last migration."""
    config = apps.get_app_config("home")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="home", codename__in=[f"{act}_glossaryterm" for act in ("add", "change", "delete")]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0041_plain_words"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "danish",
                    models.CharField(
                        help_text="One word or phrase. Where several are good, write commas between them, the best one first.",
                        max_length=200,
                        verbose_name="Danish",
                    ),
                ),
                (
                    "english",
                    models.CharField(
                        help_text="One word or phrase. Where several are good, write commas between them, the best one first.",
                        max_length=200,
                        verbose_name="English",
                    ),
                ),
                (
                    "not_danish",
                    models.CharField(
                        blank=True,
                        help_text="Words that the site never uses for it, with commas between them.",
                        max_length=200,
                        verbose_name="do not use in Danish",
                    ),
                ),
                (
                    "not_english",
                    models.CharField(
                        blank=True,
                        help_text="Words that the site never uses for it, with commas between them.",
                        max_length=200,
                        verbose_name="do not use in English",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="What a translator must know, in one or two sentences.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms of the glossary",
                "ordering": [
                    django.db.models.functions.comparison.Collate(
                        models.Func(
                            django.db.models.functions.text.Replace(
                                django.db.models.functions.text.Lower(models.F("danish")), models.Value("aa"), models.Value("å")
                            ),
                            models.Value("æäøöåüéèêëáàâãíìîïóòôõúùûñçý"),
                            models.Value("{{||}yeeeeaaaaiiiioooouuuncy"),
                            function="translate",
                            output_field=models.TextField(),
                        ),
                        "C",
                    ),
                    "pk",
                ],
            },
            bases=(models.Model, modelsearch.index.Indexed),
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]

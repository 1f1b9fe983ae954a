"""The consent register, the key that a story shares with its copies, and the group that keeps the register."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.utils.timezone
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.consent.encryption

KEEPER = "Samtykkeansvarlig / Consent keeper"


def share_keys(apps, schema_editor):
    """Give an alias the key of the story that it shows."""
    for alias in apps.get_model("articles", "CaseStoryPage").objects.exclude(alias_of=None):
        original = apps.get_model("articles", "CaseStoryPage").objects.get(pk=alias.alias_of_id)
        type(alias).objects.filter(pk=alias.pk).update(consent_key=original.consent_key)


def make_group(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=KEEPER)
    names = [f"{action}_consent" for action in ("add", "change", "delete")]
    group.permissions.add(*Permission.objects.filter(content_type__app_label="articles", codename__in=names))
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_comments"),
        ("home", "0016_contact_outbox_retention"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent_key", models.UUIDField(db_index=True, verbose_name="case story")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=[("da", "Danish"), ("en", "English")], max_length=2),
                        help_text="The languages in which the story may be told.",
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "covers_picture",
                    models.BooleanField(
                        default=False,
                        help_text="Without this the story is shown without its picture.",
                        verbose_name="a picture too",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which readers may find the story. Leave empty where no end was agreed.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("paper", "signed on paper"), ("digital", "signed digitally"), ("email", "in an e-mail")],
                        max_length=10,
                        verbose_name="how it was given",
                    ),
                ),
                (
                    "giver",
                    articles.consent.encryption.EncryptedTextField(
                        blank=True, help_text="The patient’s own name. It is stored encrypted.", verbose_name="name"
                    ),
                ),
                (
                    "contact",
                    articles.consent.encryption.EncryptedTextField(
                        blank=True,
                        help_text="How the clinic reaches the patient about the story.",
                        verbose_name="e-mail or telephone",
                    ),
                ),
                (
                    "remarks",
                    articles.consent.encryption.EncryptedTextField(
                        blank=True, help_text="What else was agreed.", verbose_name="remarks"
                    ),
                ),
                (
                    "is_example",
                    models.BooleanField(
                        default=False,
                        help_text="Nobody has given this consent; it shows what one looks like. A site in production does not accept it.",
                        verbose_name="an example",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-given_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent_key", models.UUIDField(unique=True)),
                ("withdrawn_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="withdrawn")),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["-withdrawn_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="casestorypage",
            name="consent_key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), db_index=True, default=uuid.uuid4, editable=False
            ),
        ),
        migrations.AddField(
            model_name="casestorypage",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown only where the consent covers a picture. It is deleted with the story if nothing else uses it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="home.clinicimage",
                verbose_name="picture",
            ),
        ),
        migrations.CreateModel(
            name="SignedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", articles.consent.encryption.EncryptedTextField(verbose_name="file name")),
                ("content", articles.consent.encryption.EncryptedBinaryField()),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="document", to="articles.consent"
                    ),
                ),
            ],
            options={
                "verbose_name": "signed document",
                "verbose_name_plural": "signed documents",
            },
        ),
        migrations.RunPython(share_keys, migrations.RunPython.noop),
        migrations.RunPython(make_group, migrations.RunPython.noop),
    ]

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

EDITOR = "Redaktør / Editor"


def let_editors_switch(apps, schema_editor):
    """Let editors choose whether readers are told the number of views."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="articles", codename="change_readershipsettings"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=EDITOR):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_consent"),
        ("home", "0009_roles"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadershipSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "show_views",
                    models.BooleanField(
                        default=True,
                        help_text="Articles and case stories then tell how often they have been viewed. It is counted either way.",
                        verbose_name="show the number of views",
                    ),
                ),
            ],
            options={"verbose_name": "readership", "verbose_name_plural": "readership"},
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("day", models.DateField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "view", "verbose_name_plural": "views"},
        ),
        migrations.CreateModel(
            name="DailyViews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("day", models.DateField(db_index=True)),
                ("count", models.PositiveIntegerField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daily_views",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "views of a day",
                "verbose_name_plural": "views of a day",
                "constraints": [models.UniqueConstraint(fields=("page", "language", "day"), name="unique_page_language_day")],
            },
        ),
        migrations.RunPython(let_editors_switch, migrations.RunPython.noop),
    ]

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.comments

# The ready-made groups that read the clinic's messages, by their names in home's migrations.
GROUPS = ("Redaktør / Editor", "Receptionist")


def let_groups_moderate(apps, schema_editor):
    config = apps.get_app_config("articles")
    # Django otherwise creates permissions after the last migration.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=["change_comment", "delete_comment"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_topic_icd10"),
        ("home", "0015_comments_open"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="comments_open",
            field=models.BooleanField(
                default=True,
                help_text="Readers may comment on the page, in both languages. What they have written stays when you close it.",
                verbose_name="open for comments",
            ),
        ),
        migrations.AddField(
            model_name="casestorypage",
            name="comments_open",
            field=models.BooleanField(
                default=True,
                help_text="Readers may comment on the page, in both languages. What they have written stays when you close it.",
                verbose_name="open for comments",
            ),
        ),
        migrations.CreateModel(
            name="CommentAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "attempt to comment",
                "verbose_name_plural": "attempts to comment",
                "default_permissions": (),
                "indexes": [models.Index(fields=["sender", "made_at"], name="comment_attempts")],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lang",
                    models.CharField(choices=[("da", "Danish"), ("en", "English")], max_length=2, verbose_name="language"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("text", models.TextField(max_length=3000, verbose_name="comment")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Never shown to readers; used only to tell the author of your answer.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("approved", "Approved"), ("hidden", "Hidden"), ("spam", "Spam")],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "doubt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trap", "A field that people do not see was filled in."),
                            ("haste", "It was sent faster than anybody types."),
                            ("links", "It holds links."),
                            ("repetition", "The same text was sent before."),
                            ("number", "Many comments came from the same place within an hour."),
                        ],
                        max_length=10,
                        verbose_name="taken for spam because",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="written")),
                ("edited_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="edited by the clinic")),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="Shown below the comment as the clinic’s answer.",
                        max_length=3000,
                        verbose_name="answer",
                    ),
                ),
                (
                    "answer_lang",
                    models.CharField(
                        choices=[("da", "Danish"), ("en", "English")], max_length=2, verbose_name="language of the answer"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="answered")),
                ("told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("key", models.CharField(default=articles.models.comments.new_key, editable=False, max_length=40, unique=True)),
                ("form_key", models.CharField(editable=False, max_length=40)),
                ("digest", models.CharField(db_index=True, editable=False, max_length=64)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_comments",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["-created_at", "-pk"],
                "default_permissions": ("change", "delete"),
                "indexes": [
                    models.Index(fields=["page", "state", "created_at"], name="comment_conversation"),
                    models.Index(fields=["state", "-created_at"], name="comment_queue"),
                ],
                "constraints": [models.UniqueConstraint(fields=("form_key", "digest"), name="comment_sent_once")],
            },
        ),
        migrations.RunPython(let_groups_moderate, migrations.RunPython.noop),
    ]

"""Stories leave traces by which a withdrawal finds them after they were deleted, and their pictures become private."""

from functools import partial

import django.contrib.postgres.fields
import django.db.models.deletion
from django.core.files.storage import storages
from django.db import migrations, models, transaction

TITLES = ("title_da", "title_en", "draft_title_da", "draft_title_en")


def remember_stories(apps, schema_editor):
    stories = apps.get_model("articles", "CaseStoryPage").objects.all()
    revisions = apps.get_model("wagtailcore", "Revision").objects
    addresses = apps.get_model("home", "PublicAddress").objects
    pictures = set()
    for story in stories.values():
        number = story["id"] if "id" in story else story["basepage_ptr_id"]
        owner = {"object_id": str(number), "base_content_type__app_label": "home", "base_content_type__model": "basepage"}
        contents = revisions.filter(**owner).values_list("content", flat=True)
        rows = [story, *contents]
        apps.get_model("articles", "StoryTrace").objects.create(
            consent_key=story["consent_key"],
            page_number=number,
            titles=sorted({row[name] for row in rows for name in TITLES if row.get(name)}),
            names=sorted({row["pseudonym"] for row in rows if row.get("pseudonym")}),
            paths=sorted(addresses.filter(page=number).values_list("path", flat=True)),
        )
        shown = {row.get("picture_id") or row.get("picture") for row in rows}
        pictures |= {(story["consent_key"], picture) for picture in shown if picture}
    _make_private(apps, pictures, {str(number) for number in stories.values_list("pk", flat=True)})


def _make_private(apps, pictures, stories):
    images = apps.get_model("home", "ClinicImage").objects
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects
    for key, picture in sorted(pictures, key=str):
        if not images.filter(pk=picture).exists():
            continue
        uses = references.filter(to_content_type__model="clinicimage", to_object_id=str(picture))
        if uses.exclude(base_content_type__model="basepage", object_id__in=stories).exists():
            # The site's own picture, which a story shows as well.
            continue
        apps.get_model("articles", "StoryPicture").objects.create(consent_key=key, picture_id=picture)
        renditions = apps.get_model("home", "Rendition").objects.filter(image=picture)
        for name in renditions.values_list("file", flat=True):
            transaction.on_commit(partial(storages["default"].delete, name))
        renditions.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_newest_first"),
        ("home", "0021_children_are_found_by_depth"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoryTrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent_key", models.UUIDField(db_index=True)),
                ("page_number", models.BigIntegerField(unique=True)),
                ("titles", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("paths", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
            ],
            options={"verbose_name": "trace of a case story", "verbose_name_plural": "traces of case stories"},
        ),
        migrations.CreateModel(
            name="StoryPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("consent_key", models.UUIDField(db_index=True)),
                (
                    "picture",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="home.clinicimage"),
                ),
            ],
            options={
                "verbose_name": "picture of a case story",
                "verbose_name_plural": "pictures of case stories",
                "constraints": [models.UniqueConstraint(fields=("consent_key", "picture"), name="picture_of_a_story_once")],
            },
        ),
        migrations.RunPython(remember_stories, migrations.RunPython.noop),
    ]

"""The originals of pictures leave the public files, and every size made from them is made again without metadata."""

from functools import partial

import wagtail.images.models
from django.core.files.storage import storages
from django.db import migrations, transaction

import home.security.storage

FOLDER = "original_images"


def move_originals(apps, schema_editor):
    public, private = storages["default"], storages["private"]
    pictures = apps.get_model("home", "ClinicImage").objects.all()
    named = dict(pictures.values_list("file", "pk"))
    for name in {*named, *_in_folder(public)}:
        if not name or not public.exists(name):
            # Moved before, or lost before.
            continue
        moved = _copy(public, private, name)
        if moved != name and name in named:
            pictures.filter(pk=named[name]).update(file=moved)
        transaction.on_commit(partial(public.delete, name))


def delete_renditions(apps, schema_editor):
    renditions = apps.get_model("home", "Rendition").objects.all()
    for name in renditions.values_list("file", flat=True):
        transaction.on_commit(partial(storages["default"].delete, name))
    renditions.delete()


def _in_folder(storage):
    try:
        return [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:
        return []


def _copy(source, target, name):
    # An earlier attempt may have ended between the copy and the commit.
    if target.exists(name) and target.size(name) == source.size(name):
        return name
    with source.open(name) as content:
        return target.save(name, content)


class Migration(migrations.Migration):
    dependencies = [("home", "0025_borrowed_title")]

    operations = [
        migrations.AlterField(
            model_name="clinicimage",
            name="file",
            field=wagtail.images.models.WagtailImageField(
                height_field="height",
                storage=home.security.storage.private_storage,
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(move_originals, migrations.RunPython.noop),
        migrations.RunPython(delete_renditions, migrations.RunPython.noop),
    ]

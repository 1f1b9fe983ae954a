"""Takes the metadata out of the pictures that are there."""

from django.db import migrations

from home.security.former_uploads import clean_pictures


def clean(apps, schema_editor):
    clean_pictures(apps.get_model("home", "ClinicImage").objects.all())


class Migration(migrations.Migration):
    dependencies = [("home", "0026_originals_are_private")]

    operations = [migrations.RunPython(clean, migrations.RunPython.noop)]

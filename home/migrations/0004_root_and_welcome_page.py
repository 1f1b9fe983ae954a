"""Wagtail's first rows in both languages: the root keeps its name, the welcome page makes room for the clinic's own."""

from django.db import migrations


def fill_root(apps, schema_editor):
    BasePage = apps.get_model("home", "BasePage")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.all().delete()
    BasePage.objects.filter(depth__gt=1).delete()
    values = {"title": "Root", "draft_title": "Root", "slug": "root", "url_path": "/"}
    columns = {f"{name}{suffix}": value for name, value in values.items() for suffix in ("", "_da", "_en")}
    BasePage.objects.filter(depth=1).update(numchild=0, **columns)


class Migration(migrations.Migration):
    dependencies = [("home", "0003_clinic")]

    operations = [migrations.RunPython(fill_root, migrations.RunPython.noop)]

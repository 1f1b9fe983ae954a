"""Danish names for the two rows at the top, which an editor sees above her pages, pictures and documents."""

from django.db import migrations


def name_roots(apps, schema_editor):
    page = dict.fromkeys(("title", "title_da", "draft_title", "draft_title_da"), "Alle sider")
    apps.get_model("home", "BasePage").objects.filter(depth=1).update(**page)
    apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name="Root").update(name="Hovedsamling")


class Migration(migrations.Migration):
    dependencies = [("home", "0013_freshness")]

    operations = [migrations.RunPython(name_roots, migrations.RunPython.noop)]

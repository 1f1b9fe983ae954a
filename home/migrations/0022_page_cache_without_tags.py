from django.db import migrations


class Migration(migrations.Migration):
    """The log of changes names no pages any more; `home.page_cache.tables.watch` makes it again after the migrations."""

    dependencies = [("home", "0021_children_are_found_by_depth")]

    operations = [
        migrations.RunSQL("DROP SCHEMA IF EXISTS page_cache CASCADE", migrations.RunSQL.noop),
    ]

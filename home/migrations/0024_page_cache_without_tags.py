from django.db import migrations


class Migration(migrations.Migration):
    """The log of changes names no pages any more; `home.reading.page_cache.watched_tables.watch` makes it again after the migrations."""

    dependencies = [("home", "0023_what_is_known_of_pairs")]

    operations = [
        migrations.RunSQL("DROP SCHEMA IF EXISTS page_cache CASCADE", migrations.RunSQL.noop),
    ]

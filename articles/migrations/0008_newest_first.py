"""Lists read the newest articles from an index, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_readership"),
        ("home", "0018_scheduled_run"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["-publication_date", "-basepage_ptr"], name="article_newest_first"),
        ),
    ]

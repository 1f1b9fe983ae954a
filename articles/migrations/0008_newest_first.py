"""Lists read the newest articles from an index, however many there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_shared_attempts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["-publication_date", "-basepage_ptr"], name="article_newest_first"),
        ),
    ]

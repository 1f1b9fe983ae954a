import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_unfinished_related_reading"),
    ]

    operations = [
        migrations.AlterField(
            model_name="articlepage",
            name="publication_date",
            field=models.DateField(
                default=django.utils.timezone.localdate,
                help_text="Shown to readers; newer articles stand first.",
                null=True,
                verbose_name="publication date",
            ),
        ),
    ]

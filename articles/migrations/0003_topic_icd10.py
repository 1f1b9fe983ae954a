import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="icd10",
            field=models.CharField(
                blank=True,
                help_text=(
                    "Only where the topic is an illness or a complaint, for example M54.3 for sciatica. "
                    "Search engines are then told that its articles are about that illness."
                ),
                max_length=6,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Z]\\d\\d(\\.\\d{1,2})?$", "Write the code with its dot, for example M54.3."
                    )
                ],
                verbose_name="ICD-10 code",
            ),
        ),
    ]

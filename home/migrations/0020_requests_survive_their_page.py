import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0019_form_attempts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactsubmission",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.WAGTAIL_PAGE_MODEL
            ),
        ),
    ]

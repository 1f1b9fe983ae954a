from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0014_danish_roots"),
    ]

    operations = [
        migrations.AddField(
            model_name="clinicsettings",
            name="comments_open",
            field=models.BooleanField(
                default=True,
                help_text="Switch it off to close the comments of every page at once. Those that are already shown stay.",
                verbose_name="readers may comment",
            ),
        ),
    ]

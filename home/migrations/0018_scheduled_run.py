from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0017_documents_and_logins"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScheduledRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("ended_at", models.DateTimeField()),
                ("problem", models.TextField(blank=True)),
            ],
        ),
    ]

from django.db import migrations, models

import home.security.storage


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0016_contact_outbox_retention"),
    ]

    operations = [
        migrations.AlterField(
            model_name="clinicdocument",
            name="file",
            field=models.FileField(storage=home.security.storage.private_storage, upload_to="documents", verbose_name="file"),
        ),
        migrations.CreateModel(
            name="LoginAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [models.Index(fields=["key", "at"], name="login_attempt_key")],
            },
        ),
    ]

"""Requests have a state, somebody who sees to them and a history; three templates for answers; who saw them may answer."""

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.utils import timezone

EDITOR = "Redaktør / Editor"
# What came before there was an inbox has been seen on the list, but for what came just now.
STILL_NEW = datetime.timedelta(days=7)

# Name, subjects and texts.
TEMPLATES = [
    (
        "Kun hilsen / Greeting only",
        ("Svar på din henvendelse til {clinic}", "Answer to your request to {clinic}"),
        (
            "Hej {name}\n\nTak for din henvendelse.\n\n\n\nVenlig hilsen\n{me}\n{clinic}\n{telephone}",
            "Dear {name},\n\nThank you for your request.\n\n\n\nKind regards\n{me}\n{clinic}\n{telephone}",
        ),
    ),
    (
        "Bestil tid / Book a time",
        ("Sådan bestiller du tid hos {clinic}", "How to book a time at {clinic}"),
        (
            "Hej {name}\n\nTak for din henvendelse. Du kan selv vælge en tid her: {booking}\n\n"
            "Passer ingen af tiderne, så ring til os på {telephone}. Så finder vi en tid sammen.\n\n"
            "Venlig hilsen\n{me}\n{clinic}",
            "Dear {name},\n\nThank you for your request. You can choose a time yourself here: {booking}\n\n"
            "If none of them suits you, call us on {telephone}, and we will find one together.\n\n"
            "Kind regards\n{me}\n{clinic}",
        ),
    ),
    (
        "Vi ringer / We will call",
        ("Vi ringer til dig", "We will call you"),
        (
            "Hej {name}\n\nTak for din henvendelse. Vi ringer til dig en af de nærmeste dage. Svar gerne på denne e-mail, "
            "hvis der er et tidspunkt, der passer dig bedst. Om dit helbred taler vi i telefonen: "
            "Det skal du ikke skrive om i en e-mail.\n\n"
            "Venlig hilsen\n{me}\n{clinic}\n{telephone}",
            "Dear {name},\n\nThank you for your request. We will call you within the next few days. If there is a time that "
            "suits you best, please answer this e-mail. We will talk about your health on the phone: "
            "please do not write about it in an e-mail.\n\n"
            "Kind regards\n{me}\n{clinic}\n{telephone}",
        ),
    ),
]


def mark_as_read(apps, schema_editor):
    requests = apps.get_model("home", "ContactSubmission").objects.filter(submit_time__lt=timezone.now() - STILL_NEW)
    requests.update(state="read")


def fill(apps, schema_editor):
    Template = apps.get_model("home", "AnswerTemplate")
    for name, (subject, english_subject), (text, english_text) in TEMPLATES:
        danish = {"subject": subject, "subject_da": subject, "text": text, "text_da": text}
        Template.objects.create(name=name, subject_en=english_subject, text_en=english_text, **danish)


def grant(apps, schema_editor):
    """Let who may see requests deal with them, and editors keep the templates; Django makes permissions after migrations."""
    config = apps.get_app_config("home")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Group, User = apps.get_model("auth", "Group"), apps.get_model("home", "User")
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="home")
    view, change = (permissions.get(codename=f"{act}_contactsubmission") for act in ("view", "change"))
    for group in Group.objects.filter(permissions=view):
        group.permissions.add(change)
    for user in User.objects.filter(user_permissions=view):
        user.user_permissions.add(change)
    for group in Group.objects.filter(name=EDITOR):
        group.permissions.add(*permissions.filter(codename__endswith="_answertemplate"))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0030_one_line_of_text_by_default"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="What the button says with which it is chosen, for example “New appointment”.",
                        max_length=60,
                        verbose_name="name",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="subject")),
                ("subject_da", models.CharField(blank=True, max_length=200, null=True, verbose_name="subject")),
                ("subject_en", models.CharField(blank=True, max_length=200, null=True, verbose_name="subject")),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        help_text="What stands in braces is filled in: {name} (who wrote), {clinic}, {telephone} and {email} (the clinic’s), {booking} (the booking link), {me} (who answers).",
                        verbose_name="text",
                    ),
                ),
                (
                    "text_da",
                    models.TextField(
                        blank=True,
                        help_text="What stands in braces is filled in: {name} (who wrote), {clinic}, {telephone} and {email} (the clinic’s), {booking} (the booking link), {me} (who answers).",
                        null=True,
                        verbose_name="text",
                    ),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True,
                        help_text="What stands in braces is filled in: {name} (who wrote), {clinic}, {telephone} and {email} (the clinic’s), {booking} (the booking link), {me} (who answers).",
                        null=True,
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "template for answers",
                "verbose_name_plural": "templates for answers",
                "ordering": [
                    django.db.models.functions.comparison.Collate(
                        models.Func(
                            django.db.models.functions.text.Replace(
                                django.db.models.functions.text.Lower(models.F("name")), models.Value("aa"), models.Value("å")
                            ),
                            models.Value("æäøöåüéèêëáàâãíìîïóòôõúùûñçý"),
                            models.Value("{{||}yeeeeaaaaiiiioooouuuncy"),
                            function="translate",
                            output_field=models.TextField(),
                        ),
                        "C",
                    ),
                    "pk",
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "Read it"),
                            ("note", "Wrote a note"),
                            ("draft", "Began an answer"),
                            ("answer", "Answered by e-mail"),
                            ("assigned", "Assigned it"),
                            ("reminder", "Set a reminder"),
                            ("closed", "Closed it"),
                            ("reopened", "Reopened it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("remind_on", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "event of a request",
                "verbose_name_plural": "events of a request",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="contactsubmission",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="assigned to",
            ),
        ),
        migrations.AddField(
            model_name="contactsubmission",
            name="remind_on",
            field=models.DateField(blank=True, null=True, verbose_name="remind on"),
        ),
        migrations.AddField(
            model_name="contactsubmission",
            name="state",
            field=models.CharField(
                choices=[("new", "New"), ("read", "Read"), ("answered", "Answered"), ("closed", "Closed")],
                default="new",
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="contactsubmission",
            index=models.Index(models.F("state"), condition=models.Q(("state", "new")), name="request_new"),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="assigned_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="author",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="mail",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="home.mail"),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="home.contactsubmission"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestevent",
            constraint=models.UniqueConstraint(
                models.F("request"), models.F("author"), condition=models.Q(("kind", "draft")), name="one_draft_for_each_person"
            ),
        ),
        migrations.RunPython(mark_as_read, migrations.RunPython.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]

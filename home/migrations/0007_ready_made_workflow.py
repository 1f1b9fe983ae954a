"""Wagtail's ready-made workflow, with steps that can approve one language alone."""

from django.db import migrations


def approve_by_language(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    LanguageApprovalTask = apps.get_model("home", "LanguageApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="languageapprovaltask")
    for task in GroupApprovalTask.objects.filter(task_states=None):
        ours = LanguageApprovalTask.objects.create(name="Godkendelse", active=task.active, content_type=content_type)
        ours.groups.set(task.groups.all())
        steps = WorkflowTask.objects.filter(task_id=task.pk)
        Workflow.objects.filter(workflow_tasks__in=steps).update(name="Godkendelse")
        steps.update(task_id=ours.pk)
        task.delete()


class Migration(migrations.Migration):
    dependencies = [("home", "0006_moderation")]

    operations = [migrations.RunPython(approve_by_language, migrations.RunPython.noop)]

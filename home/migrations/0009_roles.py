"""The ready-made groups: an editor, a translator into each language, a receptionist."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ("home", "articles", "wagtailredirects")
EDITOR = "Redaktør / Editor"
TRANSLATORS = {
    "da": "Oversætter til dansk / Translator (Danish)",
    "en": "Oversætter til engelsk / Translator (English)",
}
RECEPTIONIST = "Receptionist"

WRITE = {"da": "home.write_da", "en": "home.write_en"}
ADMIN = "wagtailadmin.access_admin"
EDITORS_MODELS = ("home.{}_practitioner", "articles.{}_topic", "wagtailredirects.{}_redirect")
PERMISSIONS = {
    EDITOR: [
        ADMIN,
        *WRITE.values(),
        "home.change_clinicsettings",
        *(model.format(action) for model in EDITORS_MODELS for action in ("add", "change", "delete")),
    ],
    **{name: [ADMIN, WRITE[language]] for language, name in TRANSLATORS.items()},
    RECEPTIONIST: [ADMIN, *WRITE.values(), "home.change_clinicsettings"],
}
PAGE_PERMISSIONS = {
    EDITOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    **dict.fromkeys(TRANSLATORS.values(), ("change",)),
}
FILES = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
FILE_PERMISSIONS = {
    EDITOR: [file.format(action) for file in FILES for action in ("add", "change", "choose")],
    **{name: [file.format("choose") for file in FILES] for name in TRANSLATORS.values()},
}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    _create_permissions(apps)
    _keep_what_groups_could_do(apps)
    # Wagtail's moderators already approve in the ready-made workflow.
    Group.objects.filter(name="Moderators").update(name=EDITOR)
    for name in PERMISSIONS:
        _grant(apps, Group.objects.get_or_create(name=name)[0])


def _create_permissions(apps):
    """Create what Django otherwise creates after the last migration."""
    for label in APPS:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def _keep_what_groups_could_do(apps):
    """Let every group that edits pages write both languages, as it could before; nobody is in Wagtail's own editors yet."""
    Group, User = apps.get_model("auth", "Group"), apps.get_model("home", "User")
    if not User.objects.filter(groups__name="Editors").exists():
        Group.objects.filter(name="Editors").delete()
    for group in Group.objects.exclude(page_permissions=None):
        group.permissions.add(*(_permission(apps, name) for name in WRITE.values()))


def _grant(apps, group):
    root = apps.get_model("home", "BasePage").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    group.permissions.add(*(_permission(apps, name) for name in PERMISSIONS[group.name]))
    for action in PAGE_PERMISSIONS.get(group.name, ()):
        permission = _permission(apps, f"home.{action}_basepage")
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission
        )
    for name in FILE_PERMISSIONS.get(group.name, ()):
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=collection, permission=_permission(apps, name)
        )


def _permission(apps, name):
    label, codename = name.split(".")
    return apps.get_model("auth", "Permission").objects.get(content_type__app_label=label, codename=codename)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_search_columns"),
        ("articles", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [
                    ("write_da", "Can write Danish"),
                    ("write_en", "Can write English"),
                ],
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]

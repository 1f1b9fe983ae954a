"""What a permission is called in the active language: the database keeps one name, which Django writes in English."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

NAMES = {
    "add": _("Can add %(things)s"),
    "change": _("Can change %(things)s"),
    "delete": _("Can delete %(things)s"),
    "view": _("Can see %(things)s"),
}
# The names of our own permissions, which the database keeps in English.
OURS = (
    gettext_noop("Can write Danish"),
    gettext_noop("Can write English"),
    gettext_noop("Can find and delete everything about a person"),
)


def translate_name(instance: Permission, **kwargs: Any) -> None:
    """Give a permission that was just read its name in the active language."""
    if instance.pk is None or "name" in instance.get_deferred_fields():
        return
    if name := NAMES.get(instance.codename.split("_")[0]):
        model = ContentType.objects.get_for_id(instance.content_type_id).model_class()
        instance.name = name % {"things": model._meta.verbose_name_plural} if model else instance.name
    else:
        instance.name = gettext(instance.name)

"""What people do in the admin, without a browser."""

from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from home.models import BasePage, User


def person(name: str, group: str) -> Client:
    """Log somebody in who belongs to one group."""
    user = User.objects.create_user(name, f"{name}@example.org", "long-enough-for-a-test")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def press(client: Client, page: BasePage, **button: str) -> BeautifulSoup:
    """Press a button of the edit view, with all fields as the view shows them, and return the screen that follows."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = BeautifulSoup(client.get(address).content, "html.parser").select_one("#page-edit-form")
    fields = form.select("input[name]:not([type=checkbox]), input[name][checked], textarea[name]")
    data = {field["name"]: value_of(field) for field in fields}
    return BeautifulSoup(client.post(address, {**data, **button}, follow=True).content, "html.parser")


def value_of(field: Tag) -> str:
    """Return what a field of a form would send."""
    if field.name == "textarea":
        return field.text.strip()
    return field.get("value", "on" if field.get("type") == "checkbox" else "")

"""What who works with requests does, without a browser."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import (
    ContactPage,
    ContactSubmission,
    User,
)
from tests.home.admin import person, value_of

RECEPTIONIST = "Receptionist"


ANSWERS = {"name": "Karen Holm", "telephone": "12 34 56 78", "email": "karen@example.org", "about": "Ny tid", "message": "Hej"}


def request_of(contact: ContactPage, name: str = "Karen Holm", **values: Any) -> ContactSubmission:
    """Keep a request as if somebody had sent it."""
    token = f"{ContactSubmission.objects.count()}"
    values = {"language": "da", "form_data": {**ANSWERS, "name": name}, "token": token, **values}
    return ContactSubmission.objects.create(page_id=contact.pk, **values)


def user_of(group: str, name: str = "rie") -> tuple[User, Client]:
    client = person(name, group)
    return User.objects.get(username=name), client


def screen(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def typed(page: BeautifulSoup, **values: Any) -> dict[str, Any]:
    """Fill in the form as a browser has it."""
    form = page.select_one("form.request__form")
    fields = {field["name"]: value_of(field) for field in form.select("input[name], textarea[name]")}
    chosen = form.select_one("select[name=assigned_to] option[selected]")
    return {**fields, "assigned_to": chosen["value"] if chosen else "", **values}


def act(client: Client, request: ContactSubmission, **values: Any) -> BeautifulSoup:
    """Open a request, fill in its form, press a button, and return the screen that follows."""
    address = reverse("request", args=[request.pk])
    return screen(client.post(address, typed(screen(client.get(address)), **values), follow=True))


def history(request: ContactSubmission) -> list[str]:
    return [event.kind for event in request.events.all()]

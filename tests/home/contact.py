"""What a reader does with the contact form, without a browser."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

FORMS = {"da": "/kontakt/skriv/", "en": "/en/contact/write/"}
ANSWERS = {
    "name": "Karen Holm",
    "telephone": "12 34 56 78",
    "email": "karen@example.org",
    "about": "Ny tid",
    "message": "Jeg vil gerne have en tid.",
    "consent": "on",
}


def token(client: Client, language: str = "da") -> str:
    """Open the form and return its token."""
    form = BeautifulSoup(client.get(FORMS[language]).content, "html.parser")
    return form.select_one("[name=token]")["value"]


def send(client: Client, language: str = "da", *, origin: str = "http://testserver", **answers: Any) -> HttpResponse:
    """Send the form, filled in as everybody would but for some answers."""
    if "token" not in answers:
        answers["token"] = token(client, language)
    return client.post(FORMS[language], {**ANSWERS, **answers}, headers={"Origin": origin})


def errors(response: HttpResponse) -> list[str]:
    """List what the summary of a failed form says."""
    return [" ".join(item.text.split()) for item in BeautifulSoup(response.content, "html.parser").select(".form-errors li")]

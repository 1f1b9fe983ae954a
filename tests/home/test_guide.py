import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from home.admin.guide.tasks import PICTURES, all_tasks
from home.models import User


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_both_languages_have_the_same_tasks_and_every_picture_is_there() -> None:
    danish, english = all_tasks("da"), all_tasks("en")
    assert [task.slug for task in danish] == [task.slug for task in english]
    for task in (*danish, *english):
        assert task.title
        assert "{" not in task.text
        for name in re.findall(r'<img src="[^"]*/([\w-]+)\.webp"', task.text):
            assert finders.find(PICTURES.format(language=task.language, name=name)), f"{name} in {task.language}"
        for slug in re.findall(r'href="\.\./([\w-]+)/"', task.text):
            assert slug in {other.slug for other in danish}


def test_the_guide_names_buttons_as_the_admin_does() -> None:
    with translation.override("da"):
        assert "<strong>Udgiv</strong>" in all_tasks("da")[0].text
    with translation.override("en"):
        assert "<strong>Publish</strong>" in all_tasks("en")[0].text


def test_the_dashboard_leads_to_each_task(admin: Client) -> None:
    dashboard = admin.get(reverse("wagtailadmin_home")).content.decode()
    for task in all_tasks("da"):
        assert reverse("guide_task", args=[task.slug]) in dashboard
    screen = admin.get(reverse("guide_task", args=["publish-one-language"])).content.decode()
    assert "<title>Udgiv kun ét sprog" in " ".join(screen.split()).replace("<title> ", "<title>")
    assert admin.get(reverse("guide_task", args=["no-such-task"])).status_code == 404
    assert admin.get(reverse("guide")).status_code == 200

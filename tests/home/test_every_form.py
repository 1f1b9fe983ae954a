"""Every form of the admin, found by its addresses: each role opens and sends it, in Danish and English, and nothing breaks."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Task, Workflow
from wagtail.users.models import UserProfile

from articles.models import ArticlePage, Comment, Topic
from home.bilingual.languages import LANGUAGES
from home.models import (
    BasePage,
    ClinicSettings,
    ContactPage,
    ContactSubmission,
    GlossaryTerm,
    HomePage,
    Mail,
    Practitioner,
    User,
)
from tests.home.admin_forms import TYPED, comes_back, explanations, shown_forms
from tests.support import factories

SUPERUSER = "superuser"
# Who sees most of the admin, and who least, in the other language; where EVERY_FORM is set, as in `make audit-forms`, each role
# is tried in both languages and on every page type.
A_FEW = [(SUPERUSER, "da"), pytest.param("Receptionist", "en", marks=pytest.mark.thorough)]
EVERY_ROLE = [
    SUPERUSER,
    "Redaktør / Editor",
    "Oversætter til dansk / Translator (Danish)",
    "Oversætter til engelsk / Translator (English)",
    "Receptionist",
    "Samtykkeansvarlig / Consent keeper",
]
EVERYTHING = bool(os.environ.get("EVERY_FORM"))
MATRIX = list(product(EVERY_ROLE, LANGUAGES)) if EVERYTHING else A_FEW
# The forms that each type of page has of its own; `make test` tries the others on a few pages.
FORMS_OF_A_TYPE = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}
# They send what is not a form of fields, or end the session.
LEFT_OUT = {
    "wagtailadmin_logout",
    "wagtailadmin_login",
    "passkey_add",
    "passkey_ask",
    "passkey_check",
    "passkey_offer",
    "wagtailadmin_error_test",
}


@dataclass
class Scene:
    """A site with one of everything, and the ids that addresses of the admin ask for."""

    pages: list[BasePage]
    ids: dict[str, Any] = field(default_factory=dict)

    @property
    def few(self) -> list[BasePage]:
        """A page with much in it, and one that has rows of its own."""
        return [page for page in self.pages if isinstance(page, ArticlePage | ContactPage)]

    def addresses(self) -> Iterator[str]:
        """List every address of the admin that can be filled in, once each."""
        listed = set()
        for name, parameters, callback in named_addresses():
            for values in self.values(name, parameters, callback) if name not in LEFT_OUT else []:
                with suppress(NoReverseMatch):
                    address = reverse(name, kwargs=values)
                    if address not in listed:
                        listed.add(address)
                        yield address

    def values(self, view: str, parameters: list[str], callback: Any) -> Iterator[dict[str, Any]]:
        """Fill in the parameters of an address, once for each page where it is about a page."""
        pages = self.pages if EVERYTHING or view in FORMS_OF_A_TYPE else self.few
        about_pages = [
            name for name in parameters if name in ("page_id", "parent_page_id", "page_to_move_id", "page_to_copy_id")
        ]
        for page in pages if about_pages else [None]:
            found = {name: self._value(name, callback, page) for name in parameters}
            if all(value is not None for value in found.values()):
                yield found

    def _value(self, name: str, callback: Any, page: BasePage | None) -> Any:
        if page and name in ("page_id", "parent_page_id", "page_to_move_id", "page_to_copy_id"):
            return page.pk
        if page and name == "revision_id":
            return page.latest_revision_id
        if page and name in ("content_type_app_name", "content_type_model_name"):
            child = next(iter(page.specific_class.creatable_subpage_models()), None)
            return child and {"content_type_app_name": child._meta.app_label}.get(name, child._meta.model_name)
        if name in ("pk", "object_id", "instance_id", "id"):
            view = getattr(callback, "view_class", None)
            model = getattr(callback, "view_initkwargs", {}).get("model") or getattr(view, "model", None)
            found = model._base_manager.order_by("pk").last() if isinstance(model, type) else None
            return str(found.pk) if found else None
        return self.ids.get(name)


@pytest.fixture
def scene(home_page: HomePage) -> Scene:
    article = factories.article(factories.article_index(home_page))
    story = factories.case_story(factories.case_story_index(home_page))
    contact = factories.contact_page(home_page)
    pages = [home_page, factories.info_page(home_page), contact, article.get_parent().specific, article]
    pages += [story.get_parent().specific, story]
    for page in pages:
        page.save_revision().publish()
    article.title_en = "Changed"
    article.save_revision()
    image, document = factories.picture("Nål"), factories.document()
    redirect = Redirect.objects.create(old_path="/gammel", redirect_page=article)
    Topic.objects.create(name_da="Iskias", name_en="Sciatica", slug_da="iskias", slug_en="sciatica")
    Practitioner.objects.create(name="Inger")
    GlossaryTerm.objects.create(danish="iskias", english="sciatica")
    Comment.objects.create(page=article, lang="da", answer_lang="da", name="Ann", text="Tak", form_key="a", digest="b")
    Mail.objects.create(subject="Hej", text="Hej", sender="a@example.org", recipients=["b@example.org"])
    ContactSubmission.objects.create(
        page_id=contact.pk, form_data={"name": "Karen"}, language="da", consent_text="Ja", token="t"
    )
    ClinicSettings.load()
    Collection.get_first_root_node().add_child(name="Billeder")
    task = Task.objects.first()
    ids = {
        "image_id": image.pk,
        "document_id": document.pk,
        "redirect_id": redirect.pk,
        "language": "en",
        "locale": "da",
        "revision_id_a": "earliest",
        "revision_id_b": "live",
        "slug": "write-an-article",
        "task_id": task.pk,
        "task_pk": task.pk,
        "workflow_id": Workflow.objects.first().pk,
        "group_id": Group.objects.first().pk,
        "app_name": "home",
        "model_name": "clinicsettings",
        "app_label": "home",
        "action": "publish",
        "mode": "lock",
        "user_id": User.objects.order_by("pk").values_list("pk", flat=True).first() or 1,
        "content_type_id": article.content_type_id,
        "action_type": "publish",
        "filter_spec": "width-100",
        "view_name": "explore",
        "destination_id": home_page.pk,
    }
    return Scene([BasePage.objects.get(pk=page.pk).specific for page in pages], ids)


def named_addresses() -> Iterator[tuple[str, list[str], Any]]:
    """Walk the resolver: the name of every address of the admin, its parameters, and what answers."""

    def walk(resolver: URLResolver, names: tuple[str, ...], route: str, parameters: list[str]) -> Iterator[Any]:
        for entry in resolver.url_patterns:
            here, asked = f"{route}{entry.pattern}", [*parameters, *entry.pattern.regex.groupindex]
            if isinstance(entry, URLResolver):
                yield from walk(entry, (*names, entry.namespace) if entry.namespace else names, here, asked)
            elif entry.name and here.startswith(f"{django_settings.ADMIN_PATH}/"):
                yield ":".join((*names, entry.name)), asked, entry.callback

    yield from walk(get_resolver(), (), "", [])


def log_in(role: str, language: str) -> Client:
    user = User.objects.create_user("inger", "inger@example.org", "long-enough-for-a-test", is_superuser=role == "superuser")
    if role != "superuser":
        user.groups.add(Group.objects.get(name=role))
    UserProfile.objects.create(user=user, preferred_language=language)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@contextmanager
def undone() -> Iterator[None]:
    """Let an act leave nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("role", "language"), MATRIX)
def test_every_form_is_opened_and_sent_as_it_came_changed_and_emptied(scene: Scene, role: str, language: str) -> None:
    if role != SUPERUSER and not EVERYTHING:
        scene.pages = scene.few
    client, wrong, forms, opened = log_in(role, language), [], 0, 0
    for address in scene.addresses():
        opened += 1
        with undone():
            response = client.get(address)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                wrong.append(f"opened {address}: {response.status_code}")
            shown = list(shown_forms(response, address)) if is_screen(response) else []
        for form in shown:
            forms += 1
            for way in (form.as_it_came, form.with_a_word_changed, form.emptied):
                if data := way():
                    with undone():
                        wrong += [f"{way.__name__} {address}: {what}" for what in sent(client, form.action, data)]
    sys.stdout.write(f"{role}, {language}: {opened} addresses opened, {forms} forms sent three times\n")
    assert not wrong, "\n".join(wrong)


def is_screen(response: HttpResponse) -> bool:
    """Tell whether an answer is a screen or a dialog."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return response.status_code == HTTPStatus.OK and not response.streaming and kind in ("text/html", "application/json")


def sent(client: Client, action: str, data: QueryDict) -> Iterator[str]:
    """Send a form, and say what is wrong with the answer."""
    response: HttpResponse = client.post(action, data)
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        yield str(response.status_code)
    if not comes_back(response):
        return
    if not explanations(response):
        yield "the form comes back and nothing is said"
    content = response.content.decode()
    typed = [value for value in data.values() if value.endswith(TYPED)]
    if typed and TYPED.strip() not in content and "\\u00e6ndret" not in content:
        yield "what was typed does not come back"

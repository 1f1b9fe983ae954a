import json
import re
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.forms import ChoiceField, ModelChoiceField
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import GroupPagePermission

from home.management.catalogues.identical import identical_words, is_rightly_identical
from home.management.catalogues.packages import Package, installed_packages, look_up, needed
from home.management.catalogues.problems import find_conflicts, find_mistakes, forms, is_faithful
from home.management.catalogues.updating import translations
from home.models import HomePage, User
from tests.support import factories
from tests.support.served import PROJECT

PACKAGES = installed_packages()


@cache
def messages(package: Package, domain: str) -> list[Any]:
    """The messages that a package can show; to read them from its source takes a while."""
    return [message for message in package.source(domain) if message.id]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_message_of_a_package_is_danish_when_the_site_runs(package: Package) -> None:
    with translation.override("da"):
        active = trans_real.translation("da")
        english = [message.id for message in messages(package, "django") if not is_danish(active, message)]
    assert english == []


def is_danish(active: NullTranslations, message: Any) -> bool:
    """Whether the running site has a faithful Danish text for a message, or Danish says the same."""
    text = look_up(active, message)
    return is_faithful(message.id, text) and is_rightly_identical(message.id, text)


def test_every_message_of_the_admins_scripts_is_danish_in_what_the_browser_gets(client: Client) -> None:
    source = [message for package in PACKAGES for message in messages(package, "djangojs")]
    script = client.get(reverse("wagtailadmin_javascript_catalog")).text
    catalog = json.loads(script.split("const newcatalog = ")[1].split(";\n  for ")[0])
    english = []
    for message in source:
        key = message.id[0] if message.pluralizable else message.id
        text = catalog.get(f"{message.context}\x04{key}" if message.context else key, message.id)
        if not is_faithful(message.id, text) or not is_rightly_identical(message.id, text):
            english.append(message.id)
    assert len(source) > 50
    assert english == []
    assert "n != 1" in script


def test_an_editor_who_asks_for_english_gets_english() -> None:
    admin = next(package for package in PACKAGES if package.name == "wagtail.admin")
    active = trans_real.translation("en")
    changed = [message.id for message in messages(admin, "django") if look_up(active, message) != message.id]
    assert changed == []


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("da", ("Det valgte findes ikke længere", "»x« kan ikke vælges her")),
        ("en", ("What was chosen is no longer", "“x” cannot be")),
    ],
)
@pytest.mark.django_db
def test_a_choice_that_cannot_be_taken_is_answered_by_what_to_do(language: str, begins: tuple[str, str]) -> None:
    fields = (ModelChoiceField(Group.objects.all()), ChoiceField(choices=[("a", "A")]))
    for field, beginning in zip(fields, begins, strict=True):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            field.clean("x")
        with translation.override(language):
            assert refused.value.messages[0].startswith(beginning)


# What our copies of Wagtail's templates change: they look words up, put no title case on Danish, and name a row of a form.
CHANGES = {
    r"\{% with name=child.instance\|row_name %\}.*\{% endwith %\}": "",
    r"\{% translate '(.*?)' %\}": r"\1",
    r"\{% translate ([\w.]+) %\}": r"{{ \1 }}",
    r"\|default_if_none:_\(\"system\"\)": "",
    r"\{% with model_name=.*? %\}(.*)\{% endwith %\}": r"\1",
    r"page_type.name\|capfirst": "page_type.name|title",
    r"\{% load .*? %\}\n": "",
}


def test_our_copies_of_wagtails_templates_differ_only_in_looking_words_up() -> None:
    wagtails = Path(str(files("wagtail.admin"))) / "templates"
    ours = (PROJECT / "templates" / "wagtailadmin").rglob("*.html")
    # The chooser's cell is no copy: it shows the titles in both languages. What extends core's template is none, either.
    copies = [
        path
        for path in ours
        if (wagtails / place(path)).exists()
        and path.name != "page_title_cell.html"
        and f'{{% extends "{place(path)}" %}}' not in path.read_text()
    ]
    assert len(copies) == 6
    for path in copies:
        text, original = path.read_text(), (wagtails / place(path)).read_text()
        for ours, theirs in CHANGES.items():
            text = re.sub(ours, theirs, text)
        assert text == re.sub(r"\{% load .*? %\}\n", "", original), path


def place(path: Path) -> Path:
    """A template's name."""
    return path.relative_to(PROJECT / "templates")


def test_every_word_on_the_list_of_identical_words_is_a_message() -> None:
    known = {forms(message.id)[0] for _place, message, _text in translations()}
    assert identical_words().keys() - known == set()
    assert all(identical_words().values())


@pytest.fixture
def package(tmp_path: Any, settings: Any) -> Package:
    """A package with one English message and no Danish, in a project without catalogues."""
    # Read once from the real project.
    identical_words()
    settings.BASE_DIR = tmp_path
    english = tmp_path / "pack" / "locale" / "en" / "LC_MESSAGES"
    english.mkdir(parents=True)
    (english / "django.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Draft"\nmsgstr ""\n')
    return Package("pack", tmp_path / "pack")


def test_a_message_without_danish_is_asked_for(package: Package) -> None:
    assert [message.id for message in needed(package, "django")] == ["Draft"]


def test_a_package_without_english_catalogue_is_read_from_its_source(package: Package) -> None:
    (package.path / "locale" / "en" / "LC_MESSAGES" / "django.po").unlink()
    (package.path / "locale" / "en" / "LC_MESSAGES").rmdir()
    (package.path / "models.py").write_text('name = _("Title")\n')
    (package.path / "script.js").write_text('alert(gettext("Saved"));\n')
    assert [message.id for message in needed(package, "django")] == ["Title"]
    assert [message.id for message in needed(package, "djangojs")] == ["Saved"]


def po(message: str) -> Any:
    """The one message of a catalogue in text form."""
    return next(found for found in read_po(BytesIO(message.encode()), locale="da") if found.id)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('msgid "<b>%s</b> of {x}"\nmsgstr "<b>%s</b> af {y}"', "other placeholders"),
        ('msgid "<b>New</b>"\nmsgstr "Ny"', "other placeholders"),
        ('msgid "1 page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "1 side"\nmsgstr[1] "sider"', "other placeholders"),
        ('msgid "“%s” saved"\nmsgstr "“%s” er gemt"', "English punctuation"),
        ('msgid "Saving…"\nmsgstr "Gemmer..."', "English punctuation"),
    ],
)
def test_a_mistake_in_a_translation_is_named(text: str, problem: str) -> None:
    assert [found.split(":")[0] for found in find_mistakes(po(text))] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        'msgid "1 page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "1 side"\nmsgstr[1] "%(n)s sider"',
        'msgid "<a href=\\"#\\">New</a>"\nmsgstr "<a href=\\"#\\">Ny</a>"',
    ],
)
def test_a_faithful_translation_has_no_mistake(text: str) -> None:
    assert list(find_mistakes(po(text))) == []


def test_two_danish_texts_for_one_message_are_named() -> None:
    message = po('msgid "Draft"\nmsgstr ""')
    assert list(find_conflicts([("a", message, "Kladde"), ("b", message, "Kladde")])) == []
    assert list(find_conflicts([("a", message, "Kladde"), ("b", message, "Skitse")])) == [
        "two Danish texts: Draft: Kladde (a); Skitse (b)"
    ]


TOP = (
    "/admin/pages/",
    "/admin/pages/1/",
    "/admin/pages/1/add_subpage/",
    "/admin/pages/{page}/",
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/move/",
    "/admin/pages/{page}/move/1/confirm/",
    "/admin/pages/{page}/copy/",
    "/admin/bulk/home/basepage/move/?id={page}",
    "/admin/choose-page/",
    "/admin/choose-page/1/",
    "/admin/choose-page/?page_type=wagtailcore.page&user_perms=move_to&can_choose_root=true",
    "/admin/groups/edit/{group}/",
    "/admin/groups/new/",
    "/admin/collections/",
    "/admin/collections/add/",
    "/admin/sites/new/",
    "/admin/workflows/add/",
    "/admin/reports/site-history/",
    "/admin/images/add/",
    "/admin/documents/add/",
)


def test_what_stands_at_the_top_of_all_pages_has_a_danish_name(home_page: HomePage, editor: User, client: Client) -> None:
    page = factories.info_page(home_page)
    group = Group.objects.get(name="Redaktør / Editor")
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=1, permission=Permission.objects.get(codename="lock_basepage")
    )
    client.force_login(editor)
    for address in TOP:
        shown = client.get(address.format(page=page.pk, group=group.pk), follow=True)
        assert shown.status_code == 200, address
        text = shown.json()["html"] if shown["Content-Type"] == "application/json" else shown.content.decode()
        assert not re.search(r">\s*Root\s*<|\"Root\"|Alle sider \(Root", text), address
    assert "Alle sider" in client.get("/admin/pages/1/").content.decode()

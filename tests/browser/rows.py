"""Rows for every state that a screen of the admin can show; the site's readers see none of them."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Comment, ModelLogEntry, PageViewRestriction

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    CaseStoryIndexPage,
    CaseStoryPage,
    ConditionIndexPage,
    ConditionPage,
    Consent,
    Doubt,
    Topic,
)
from home.models import (
    AnswerTemplate,
    BasePage,
    ClinicDocument,
    ClinicImage,
    ContactPage,
    ContactSubmission,
    GlossaryTerm,
    HomePage,
    InfoPage,
    Mail,
    Practitioner,
    RetentionRun,
    User,
    WarningSigns,
)
from tests.articles.comments import comment
from tests.support import factories
from tests.support.served import PASSWORD

PAGE_TYPES = (
    *(HomePage, InfoPage, ContactPage, ArticleIndexPage, ArticlePage, CaseStoryIndexPage, CaseStoryPage),
    *(ConditionIndexPage, ConditionPage),
)


def make() -> tuple[dict[str, int], list[str]]:
    """Make one row for each state; returns the ids that stand in the addresses, and the names that may be English."""
    editor = User.objects.get(username="da")
    writer = User.objects.create_user("skribent", "skribent@example.org", PASSWORD, first_name="Sanne", last_name="Skov")
    writer.groups.add(Group.objects.filter(permissions__codename="access_admin").first())
    collection = Collection.get_first_root_node().add_child(name="Billeder af klinikken")
    document = ClinicDocument(title="Samtykke", collection=collection)
    document.file.save("samtykke.txt", ContentFile(b"Jeg samtykker."))
    rows = {
        **{model._meta.model_name: model.objects.order_by("path").first() for model in PAGE_TYPES},
        **pages(editor),
        "root": BasePage.get_first_root_node(),
        "writer": writer,
        "group": writer.groups.first(),
        "collection": collection,
        "document": document,
        "redirect": Redirect.add_redirect("/gammel-adresse", HomePage.objects.first(), is_permanent=False),
        "image": ClinicImage.objects.first(),
        "practitioner": Practitioner.objects.first(),
        "signs": WarningSigns.objects.first(),
        "topic": Topic.objects.first(),
        "comment": comment(ArticlePage.objects.first(), state="spam", doubt=Doubt.LINKS),
        "consent": Consent.objects.first(),
    }
    rows["request"] = personal_data(rows["contactpage"])
    state = rows["waiting"].get_workflow().start(rows["waiting"], writer)
    rows |= {
        "workflow": state.workflow,
        "state": state,
        "task": state.current_task_state.task,
        "step": state.current_task_state,
    }
    names = [*Group.objects.values_list("name", flat=True), *Topic.objects.values_list("name_en", flat=True), "English"]
    # The history keeps the words of whoever acted, and an English editor is written to in English.
    names += ModelLogEntry.objects.values_list("label", flat=True)
    names += Mail.objects.filter(recipients__contains=["en@example.org"]).values_list("subject", flat=True)
    names += AnswerTemplate.objects.values_list("name", flat=True)
    # What the glossary says in the editor.
    terms = GlossaryTerm.objects.values_list("english", "not_english")
    names += [f"»{word.strip()}«" for each in terms for words in each for word in words.split(",")]
    return {name: row.pk for name, row in rows.items()}, names


def personal_data(page: ContactPage) -> ContactSubmission:
    """Make a request, an e-mail in each state, and a run of the scheduled deletion."""
    now, mail = timezone.now(), {"subject": "Ny henvendelse", "text": "Læs den", "sender": "a@example.org"}
    for number, values in enumerate(
        ({}, {"attempts": 2, "error": "451 Senere"}, {"attempts": 9, "next_try_at": None, "error": "550 Nej"}, {"sent_at": now})
    ):
        Mail.objects.create(recipients=[f"modtager{number}@example.org"], **mail, **values)
    RetentionRun.objects.create(before=now, counts={"Henvendelser": 3})
    answers = {"name": "Karen Holm", "email": "karen@example.org", "about": "Et spørgsmål"}
    return ContactSubmission.objects.create(page=page, form_data=answers, language="en", consent_text="Ja", token="rows")


def pages(editor: User) -> dict[str, Any]:
    """Make pages that wait for approval, are locked, scheduled, private, commented on, or aliases; none of them is live."""
    now = timezone.now()
    home = HomePage.objects.first()
    states: dict[str, dict[str, Any]] = {
        "waiting": {},
        "locked": {"locked": True, "locked_by": editor, "locked_at": now},
        "scheduled": {"go_live_at": now + timedelta(days=30), "expire_at": now + timedelta(days=90)},
        "commented": {},
    }
    found: dict[str, Any] = {}
    for number, (name, values) in enumerate(states.items()):
        page = factories.info_page(home, f"Prøveside {number}", f"Trial page {number}", live=False, **values)
        page.save_revision(user=editor)
        page.title_da = f"Prøvesiden {number}"
        page.save_revision(user=editor, log_action=True, approved_go_live_at=page.go_live_at)
        found[name] = page
    Comment.objects.create(page=found["commented"], user=editor, text="Passer tallet?", contentpath="title_da")
    PageViewRestriction.objects.create(page=found["commented"], restriction_type=PageViewRestriction.LOGIN)
    found["alias"] = found["waiting"].create_alias(update_slug="alias")
    return found

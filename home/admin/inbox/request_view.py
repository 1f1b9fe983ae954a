"""The page of one request: what was sent, what was done since, and what one can do with it."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from home.admin.outbox import VIEW as VIEW_OUTBOX
from home.admin.screens import AdminScreen
from home.clinic.models import ClinicSettings
from home.contact.inbox import acts
from home.contact.inbox.answers import Questions
from home.contact.inbox.filled import FilledTemplate, filled_templates, usual_subject, with_template
from home.contact.inbox.forms import HandlingForm
from home.contact.inbox.models import RequestEvent
from home.contact.inbox.waiting import CHANGE, VIEW
from home.contact.submission import ContactSubmission, RequestState

Kind = RequestEvent.Kind


class RequestView(AdminScreen):
    """One request."""

    model = ContactSubmission
    permission_required = VIEW
    template_name = "wagtailadmin/inbox/request.html"
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.questions = Questions()

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        acts.read(self.submission, request.user)
        return super().get(request, pk=pk, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the button that was pressed says, and keep whatever else was typed; or nothing, with the reason."""
        if not request.user.has_perm(CHANGE):
            return self.handle_no_permission()
        if "template" in request.POST:
            form = HandlingForm(self._with_template(request.POST), request=self.submission)
            form.fields["text"].widget.attrs["autofocus"] = True
            return self.render_to_response(self.get_context_data(form=form))
        act = request.POST.get("act", "save")
        form = HandlingForm(request.POST, request=self.submission, is_answer=act == "send")
        with transaction.atomic():
            # Whoever comes second sees what the first one did.
            self.submission = get_object_or_404(ContactSubmission.objects.select_for_update(), pk=pk)
            if form.is_valid() and not (form.is_answer and self._was_dealt_with(form)):
                messages.success(request, self._do(act, form))
                return redirect("request", pk)
        form.lead_to_error()
        messages.error(request, " ".join(form.non_field_errors()) or gettext("Nothing is saved yet. Look at what is marked."))
        return self.render_to_response(self.get_context_data(form=form))

    @cached_property
    def submission(self) -> ContactSubmission:
        found: ContactSubmission = get_object_or_404(
            ContactSubmission.objects.select_related("assigned_to"), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def events(self) -> list[RequestEvent]:
        return list(self.submission.events.select_related("author", "assigned_to", "mail"))

    @cached_property
    def clinic(self) -> ClinicSettings:
        return ClinicSettings.load()

    @cached_property
    def templates(self) -> list[FilledTemplate]:
        return filled_templates(self.submission, self.clinic, self.questions.name(self.submission), self.request.user)

    def _do(self, act: str, form: HandlingForm) -> str:
        user = self.request.user
        if act == "send" and self._is_sent(form):
            return gettext("The answer is sent within a minute.")
        acts.keep(self.submission, user, form)
        if act == "send" and (address := self.questions.email(self.submission)):
            acts.send(self.submission, user, form.cleaned_data["subject"], form.cleaned_data["text"], address)
            return gettext("The answer is sent within a minute.")
        if act == "close":
            acts.close(self.submission, user)
            return gettext("The request is closed.")
        if act == "reopen":
            acts.reopen(self.submission, user)
            return gettext("The request is open again.")
        return gettext("Saved.")

    def _later(self, form: HandlingForm) -> QuerySet[RequestEvent]:
        """What was done since the form was opened that makes an answer needless."""
        later = self.submission.events.filter(pk__gt=form.cleaned_data["seen"] or 0, kind__in=(Kind.ANSWER, Kind.CLOSED))
        return later.select_related("author")

    def _is_sent(self, form: HandlingForm) -> bool:
        """Tell whether the button was pressed twice."""
        own = self._later(form).filter(author=self.request.user, subject=form.cleaned_data["subject"])
        return own.filter(text=form.cleaned_data["text"]).exists()

    def _was_dealt_with(self, form: HandlingForm) -> bool:
        """Tell whether somebody answered or closed the request since the form was opened, and say so in the form."""
        last = self._later(form).last()
        if last is None or self._is_sent(form):
            return False
        sentence = {
            Kind.ANSWER: gettext("%(name)s answered at %(time)s, while you were writing. Nothing of yours was sent."),
            Kind.CLOSED: gettext("%(name)s closed the request at %(time)s, while you were writing. Nothing of yours was sent."),
        }[Kind(last.kind)]
        advice = gettext("Read the history, and send your answer if it is still needed.")
        told = sentence % {"name": last.author_name, "time": f"{localtime(last.at):%H:%M}"}
        form.add_error(None, f"{told} {advice}")
        # Now it is known.
        form.data = form.data.copy()
        form.data["seen"] = last.pk
        return True

    def _with_template(self, data: QueryDict) -> QueryDict:
        changed = data.copy()
        for chosen in self.templates:
            if str(chosen.pk) == data["template"]:
                changed["text"] = with_template(data.get("text", ""), chosen, self.templates)
                standing = {"", usual_subject(self.submission), *(template.subject for template in self.templates)}
                if chosen.subject and data.get("subject", "").strip() in standing:
                    changed["subject"] = chosen.subject
        return changed

    def _form(self) -> HandlingForm:
        drafts = [event for event in self.events if event.kind == Kind.DRAFT and event.author_id == self.request.user.pk]
        draft = drafts[0] if drafts else RequestEvent(subject=usual_subject(self.submission))
        initial = {
            "subject": draft.subject,
            "text": draft.text,
            "assigned_to": self.submission.assigned_to_id,
            "remind_on": self.submission.remind_on,
            "seen": self.events[-1].pk if self.events else 0,
        }
        return HandlingForm(request=self.submission, initial=initial)

    def get_page_title(self) -> str:
        return self.questions.name(self.submission) or gettext("Request")

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("requests"), "label": _("Requests")}]

    def get_context_data(self, form: HandlingForm | None = None, **kwargs: Any) -> dict[str, Any]:
        submission, user = self.submission, self.request.user
        may_change = user.has_perm(CHANGE)
        own_draft = {"kind": Kind.DRAFT, "author_id": user.pk}
        context = {
            "submission": submission,
            "is_new": submission.state == RequestState.NEW,
            "is_closed": submission.state == RequestState.CLOSED,
            "answers": self.questions.answers(submission),
            "history": [event for event in self.events if {name: getattr(event, name) for name in own_draft} != own_draft],
            "may_see_outbox": user.has_perm(VIEW_OUTBOX),
        }
        if may_change:
            context |= {
                "form": form or self._form(),
                "address": self.questions.email(submission),
                "templates": self.templates,
                "replies": acts.answers_to(self.clinic),
            }
        return {**super().get_context_data(**kwargs), **context}

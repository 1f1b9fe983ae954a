"""What a person does with a request, in one form, so that no button loses what was typed beside another."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.contact.inbox.models import LONGEST_SUBJECT
from home.contact.inbox.people import colleagues, name_of
from home.contact.submission import ContactSubmission
from home.security.users import User

LONGEST_TEXT = 10_000
LONGEST_NOTE = 5_000
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]


class ColleagueField(forms.ModelChoiceField):
    """Chooses a person by the name that colleagues use."""

    def label_from_instance(self, user: User) -> str:
        return name_of(user)


class HandlingForm(forms.Form):
    """An answer, a note, who sees to the request, and when somebody is reminded of it.

    It carries along what it showed at first, so that it changes only what its person changed.
    """

    subject = forms.CharField(
        label=_("Subject"), max_length=LONGEST_SUBJECT, required=False, show_hidden_initial=True, widget=forms.TextInput
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("An e-mail can be read by others on its way. Do not write about health."),
    )
    assigned_to = ColleagueField(
        queryset=User.objects.none(),
        label=_("Assigned to"),
        required=False,
        show_hidden_initial=True,
        empty_label=_("Nobody"),
    )
    remind_on = forms.DateField(
        label=_("Reminder"),
        required=False,
        show_hidden_initial=True,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("On that day the request is among what waits on the dashboard."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only colleagues see it, for example “Called, no answer”."),
    )
    # The last event that was on the screen.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, request: ContactSubmission, is_answer: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        # What is sent must say something.
        self.is_answer = is_answer
        self.fields["assigned_to"].queryset = colleagues(request)
        self.fields["text"].widget.attrs["lang"] = self.fields["subject"].widget.attrs["lang"] = request.language

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_note(self) -> str:
        return self.cleaned_data["note"].replace("\r\n", "\n")

    def clean_remind_on(self) -> Any:
        day = self.cleaned_data["remind_on"]
        if day and day < timezone.localdate() and "remind_on" in self.changed_data:
            raise ValidationError(gettext("That day is over. Choose today or a later day."))
        return day

    def clean(self) -> None:
        if not self.is_answer:
            return
        for name, sentence in {"subject": gettext("Write a subject."), "text": gettext("Write your answer.")}.items():
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, sentence)

    def lead_to_error(self) -> None:
        """Let the browser begin at the first field that was refused."""
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                return

    @property
    def first_shown(self) -> list[str]:
        """What the fields showed at first, as hidden fields, which Wagtail's template for a field leaves out."""
        return [field.as_hidden(only_initial=True) for field in self if field.field.show_hidden_initial]

    @property
    def has_changed_answer(self) -> bool:
        return bool({"subject", "text"} & set(self.changed_data))

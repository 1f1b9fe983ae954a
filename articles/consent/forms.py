"""What a consent keeper writes down."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from articles.models import CaseStoryPage, SignedDocument
from articles.models.consent import today
from home.bilingual.languages import LANGUAGES, language_name

LARGEST_DOCUMENT = 10 * 1024 * 1024
FORMATS = ["pdf", "jpg", "jpeg", "png"]


def story_titles() -> dict[uuid.UUID, str]:
    """Name each story, one for each patient however many copies there are, by the page that was made first."""
    titles: dict[uuid.UUID, str] = {}
    for story in CaseStoryPage.objects.filter(alias_of=None).order_by("pk"):
        titles.setdefault(story.consent_key, story.get_admin_display_title())
    return titles


def _stories() -> list[tuple[str, str]]:
    return [("", gettext("Choose a case story")), *((str(key), title) for key, title in story_titles().items())]


def _key(value: Any) -> uuid.UUID:
    """Read a story's key, from what was posted or, when Django looks for a change, from the consent itself."""
    return uuid.UUID(str(value))


class ConsentForm(WagtailAdminModelForm):
    """A consent with the document that was signed."""

    consent_key = forms.TypedChoiceField(label=_("Case story"), choices=_stories, coerce=_key)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[(language, language_name(language)) for language in LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages in which the story may be told."),
    )
    signed = forms.FileField(
        label=_("Signed document"),
        required=False,
        validators=[FileExtensionValidator(FORMATS)],
        help_text=_("A PDF or a picture, at most 10 MB. It is stored encrypted, and only consent keepers can open it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(code, capfirst(language_name(code))) for code in LANGUAGES]
        key = self.instance.consent_key
        if self.instance.pk and key not in story_titles():
            self.fields["consent_key"].choices = [*_stories(), (str(key), gettext("A story that no longer exists"))]

    def clean_given_on(self) -> Any:
        if (given_on := self.cleaned_data["given_on"]) > today():
            raise ValidationError(gettext("The consent cannot have been given in the future."))
        return given_on

    def clean_signed(self) -> Any:
        signed = self.cleaned_data["signed"]
        if signed and signed.size > LARGEST_DOCUMENT:
            raise ValidationError(gettext("The document is larger than 10 MB."))
        return signed

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        given_on, until = data.get("given_on"), data.get("until")
        if given_on and until and until < given_on:
            self.add_error("until", gettext("The consent cannot end before it was given."))
        if not data.get("is_example"):
            if not data.get("giver"):
                self.add_error("giver", gettext("Write who has given the consent."))
            if not data.get("signed") and "signed" not in self.errors and not hasattr(self.instance, "document"):
                self.add_error("signed", gettext("Add the document that the patient has signed."))
        return data

    def save(self, commit: bool = True) -> Any:
        consent = super().save(commit=commit)
        if signed := self.cleaned_data.get("signed"):
            content = {"name": signed.name, "content": signed.read()}
            SignedDocument.objects.update_or_create(consent=consent, defaults=content)
        return consent

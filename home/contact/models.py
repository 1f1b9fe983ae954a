from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.url_routing import RouteResult

from home.bilingual.languages import (
    LANGUAGES,
    DefaultLanguageSaveMixin,
    active_language,
    column,
    language_name,
)
from home.bilingual.visibility import Errors
from home.contact.fields import (
    CHOICE_TYPES,
    FORM_SEGMENTS,
    THANKS_SEGMENTS,
    FieldType,
    RequestFormBuilder,
    give_keys,
    propose_key,
    split_choices,
)
from home.contact.forms import RequestForm
from home.contact.receiving import serve_form, serve_thanks
from home.contact.submission import ContactSubmission
from home.editing.forms import BilingualPageForm
from home.editing.panels import KeptPanel, RowsPanel, translated
from home.pages.base import BasePage, BodyMixin


class ContactPage(BodyMixin, BasePage, FormMixin):
    """The ways to reach the clinic; its form has an address of its own below the page's, which no cache keeps.

    Wagtail's mixin comes last: it supplies the form and the list of what was sent, and the page itself is served as any other.
    """

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    consent_text = models.CharField(
        _("consent"),
        max_length=400,
        blank=True,
        help_text=_(
            "The sentence that has to be ticked before the form can be sent. It says what is kept, why and for how long."
        ),
    )
    thanks = models.TextField(
        _("confirmation"),
        blank=True,
        help_text=_(
            "What is shown and e-mailed once the form has been sent: that it has arrived, and when an answer will come."
        ),
    )

    base_form_class = BilingualPageForm
    form_builder = RequestFormBuilder
    # Which part of the page is read: a segment below its address, or none.
    part = ""

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        RowsPanel("form_fields", heading=_("Form"), label=_("field")),
        translated("consent_text"),
        translated("thanks"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        give_keys(self.form_fields.all())
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        give_keys(self.form_fields.all())
        return super().save_revision(*args, **kwargs)

    def unfinished(self) -> Errors:
        errors = super().unfinished()
        if faults := [
            f"{field.any_label}: {field.fault}".removeprefix(": ") for field in self.form_fields.all() if field.fault
        ]:
            errors["form_fields"] = ValidationError(faults)
        return errors

    # The form

    @property
    def asked_fields(self) -> list["ContactField"]:
        """The fields that are asked in the active language: those whose words are there."""
        return [field for field in self._fields if field.is_asked]

    @cached_property
    def _fields(self) -> list["ContactField"]:
        return list(self.form_fields.all())

    @property
    def form_path(self) -> str:
        """The form's part of the address in the active language."""
        return f"{FORM_SEGMENTS[active_language()]}/"

    def get_form_class(self) -> Any:
        return type("ContactForm", (RequestForm,), RequestFormBuilder(self.asked_fields).formfields)

    def get_submission_class(self) -> type[ContactSubmission]:
        return ContactSubmission

    def serve_submissions_list_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead from where core has its list to the inbox."""
        query = request.META["QUERY_STRING"]
        return redirect(f"{reverse('requests')}?{query}" if query else "requests")

    def get_data_fields(self) -> list[tuple[str, Any]]:
        kept = [("submit_time", _("Received")), ("language_name", _("Language"))]
        return [*kept, *((field.clean_name, field.any_label) for field in self.form_fields.all())]

    # Readers

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer at the page's own address, at its form and at the thanks for it."""
        form, thanks = FORM_SEGMENTS[active_language()], THANKS_SEGMENTS[active_language()]
        if path_components not in ([form], [form, thanks]):
            return super().route(request, path_components)
        result = super().route(request, [])
        if not self.asked_fields:
            raise Http404
        self.part = "form" if path_components == [form] else "thanks"
        return result

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        # Where nothing is asked in a language, the page itself comes nearest.
        if not self.part or parts is None or not self.asked_fields:
            return parts
        site, root, path = parts
        return site, root, f"{path}{self.form_path}"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.part:
            return serve_form(request, self) if self.part == "form" else serve_thanks(request, self)
        return super().serve(request, *args, **kwargs)


class ContactField(DefaultLanguageSaveMixin, AbstractFormField):
    """A question of the contact form; its key stays when its words change, so that old and new answers stand in one column."""

    page = ParentalKey("home.ContactPage", on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind of field"), max_length=16, choices=FieldType.choices, default=FieldType.SINGLELINE)
    field_type.required_on_save = True
    label = models.CharField(_("label"), max_length=255, help_text=_("What is asked for, for example “Your name”."))
    help_text = models.CharField(
        _("help"), max_length=255, blank=True, help_text=_("One sentence below the label, where it needs one.")
    )
    choices = models.TextField(
        _("choices"),
        blank=True,
        help_text=_("One choice per line, in the same order in both languages. Only for lists, buttons and boxes of choices."),
    )
    default_value = models.CharField(
        _("initial value"), max_length=255, blank=True, help_text=_("The text shown in the field at first.")
    )

    panels = [
        KeptPanel("clean_name"),
        translated("label"),
        translated("help_text"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        translated("choices"),
        translated("default_value"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("field of the form")
        verbose_name_plural = _("fields of the form")

    def __str__(self) -> str:
        return self.any_label

    @property
    def any_label(self) -> str:
        """The label in the active language, or else in the one that has it."""
        labels = (getattr(self, column("label", language)) for language in (active_language(), *LANGUAGES))
        return next(filter(None, labels), "")

    @property
    def is_asked(self) -> bool:
        """Whether the field has its words in the active language."""
        return bool(self.label and (self.choices or self.field_type not in CHOICE_TYPES))

    def get_field_clean_name(self) -> str:
        return propose_key(self)

    @property
    def fault(self) -> str:
        """What a field of a published form may not be, in words."""
        if not self.any_label:
            return gettext("Write a label, in Danish or in English.")
        if self.field_type not in CHOICE_TYPES:
            return ""
        lists = {language: split_choices(getattr(self, column("choices", language))) for language in LANGUAGES}
        if not any(lists.values()):
            return gettext("Write the choices, one per line.")
        if all(lists.values()) and len({len(choices) for choices in lists.values()}) > 1:
            counts = ", ".join(f"{len(choices)} ({language_name(language)})" for language, choices in lists.items())
            message = gettext(
                "The number of choices differs: %(counts)s. Both languages need the same choices in the same order."
            )
            return message % {"counts": counts}
        return ""

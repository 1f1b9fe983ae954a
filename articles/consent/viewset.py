"""The consent register in the admin, for those who keep it."""

from typing import Any

from django.db.models import QuerySet
from django.forms import TextInput
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from articles.consent.forms import ConsentForm, story_titles
from articles.consent.views import WithdrawnView, WithdrawView, read_document
from articles.models import CaseStoryPage, Consent
from home.admin.core_gaps.deleted_names import NameBeforeDeletion
from home.bilingual.address_book import record_public
from home.bilingual.languages import language_name


class RegisterView(IndexView):
    """All consents, each with the story it is for and whether it is valid today."""

    default_ordering = "-given_on"

    def get_base_queryset(self) -> QuerySet:
        # The names stay encrypted where the list does not show them.
        return super().get_base_queryset().defer("giver", "contact", "remarks")

    @cached_property
    def columns(self) -> list[Column]:
        titles, valid = story_titles(), set(Consent.objects.valid().values_list("pk", flat=True))
        story = TitleColumn(
            "story", label=_("Case story"), accessor=lambda c: titles.get(c.consent_key, c), get_url=self.get_edit_url
        )
        return [
            story,
            Column("languages", label=_("Languages"), accessor=_languages),
            Column("picture", label=_("Picture"), accessor=lambda c: _("yes") if c.covers_picture else _("no")),
            Column("given_on", label=_("Given on"), accessor=lambda c: date_format(c.given_on), sort_key="given_on"),
            Column("until", label=_("Until"), accessor=lambda c: date_format(c.until) if c.until else "", sort_key="until"),
            StatusTagColumn(
                "state", label=_("State"), accessor=lambda c: _state(c, valid), primary=lambda consent: consent.pk in valid
            ),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        withdrawn = Button(_("Withdrawn consents"), reverse("withdrawn_consents"), icon_name="history", priority=20)
        return [*super().header_more_buttons, withdrawn]


class GrantView(CreateView):
    """Recording a consent."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "consent_key": self.request.GET.get("story", "")}

    def save_instance(self) -> Consent:
        return _recorded(super().save_instance())


class ConsentView(EditView):
    """One consent; that somebody has read it is logged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        log(instance=self.object, action="consent.read", user=request.user)
        return response

    def save_instance(self) -> Consent:
        return _recorded(super().save_instance())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        pk = self.object.pk
        buttons = [Button(_("Withdraw the consent"), reverse("withdraw_consent", args=[pk]), icon_name="bin", priority=5)]
        if hasattr(self.object, "document"):
            document = reverse("consent_document", args=[pk])
            buttons.append(Button(_("Signed document"), document, icon_name="doc-full", priority=6))
        return [*super().header_more_buttons, *buttons]


class ConsentViewSet(ModelViewSet):
    """The register; people without its permissions do not even see its name."""

    model = Consent
    name = "consents"
    icon = "lock"
    menu_label = _("Consents")
    add_to_admin_menu = True
    menu_order = 320
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = RegisterView
    add_view_class = GrantView
    edit_view_class = ConsentView
    delete_view_class = NameBeforeDeletion
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("consent_key"),
                    FieldPanel("languages"),
                    FieldPanel("covers_picture"),
                    FieldRowPanel(["given_on", "until"]),
                ],
                _("What may be published"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("giver", widget=TextInput), FieldPanel("contact", widget=TextInput)]),
                    FieldPanel("method"),
                    FieldPanel("signed"),
                    FieldPanel("remarks"),
                ],
                _("Who gave it, and how"),
            ),
            FieldPanel("is_example"),
        ],
        base_form_class=ConsentForm,
    )


def consent_urls() -> list[URLPattern]:
    """What the register has besides the viewset's own screens."""
    return [
        path("consents/<int:pk>/document/", read_document, name="consent_document"),
        path("consents/<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw_consent"),
        path("consents/withdrawn/", WithdrawnView.as_view(), name="withdrawn_consents"),
    ]


def _recorded(consent: Consent) -> Consent:
    """Remember where the stories are that a consent has just made public."""
    for story in CaseStoryPage.objects.filter(consent_key=consent.consent_key, live=True):
        record_public(story)
    return consent


def _languages(consent: Consent) -> str:
    return capfirst(get_text_list([str(language_name(language)) for language in consent.languages], gettext("and")))


def _state(consent: Consent, valid: set[int]) -> str:
    if consent.is_example:
        return gettext("Example")
    if consent.pk in valid:
        return gettext("Valid")
    return gettext("Ended") if consent.has_ended else gettext("Not valid yet")

"""Wagtail 8.0.1: a word marked with its space loses the space when it becomes a link, and runs into its neighbour.

A double click marks that space on Windows. The dialog takes the word without it for a new text of the editor's.
"""

from django import forms
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views.chooser import AnchorLinkView, EmailLinkView, ExternalLinkView, PhoneLinkView

from home.admin.screens import in_place_of_core
from home.reading.anchors import anchor


class KeepsSpaces(forms.Form):
    """Compares the text of a link with what was marked, spaces and all."""

    link_text = forms.CharField(required=False, strip=False)


class ExternalLinkForm(KeepsSpaces, ExternalLinkChooserForm):
    field_order = ("url", "link_text")


class AnchorLinkForm(KeepsSpaces, AnchorLinkChooserForm):
    url = forms.CharField(label=_("Heading"), help_text=_("Write the heading on this page that the link leads to."))
    field_order = ("url", "link_text")


class EmailLinkForm(KeepsSpaces, EmailLinkChooserForm):
    field_order = ("email_address", "link_text")


class PhoneLinkForm(KeepsSpaces, PhoneLinkChooserForm):
    field_order = ("phone_number", "link_text")


class AnchorLink(AnchorLinkView):
    """Leads to a heading, whose place has the heading's words in the form of an address."""

    form_class = AnchorLinkForm

    def get_url_from_field_value(self, value: str) -> str:
        return f"#{anchor(value)}"


urlpatterns = in_place_of_core(
    path("choose-external-link/", ExternalLinkView.as_view(form_class=ExternalLinkForm)),
    path("choose-email-link/", EmailLinkView.as_view(form_class=EmailLinkForm)),
    path("choose-phone-link/", PhoneLinkView.as_view(form_class=PhoneLinkForm)),
    path("choose-anchor-link/", AnchorLink.as_view()),
)

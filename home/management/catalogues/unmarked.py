"""Words that Wagtail and Django show from the code, unmarked; our copies of their templates look them up in the catalogue."""

from django.utils.translation import gettext_noop

UNMARKED = (
    gettext_noop("Body"),
    gettext_noop("Link text"),
    gettext_noop("Phone number"),
    gettext_noop("Role"),
    gettext_noop("Root page"),
    gettext_noop("Site name"),
    gettext_noop("Subject"),
)

"""What the audit log says of the register; its entries name a consent by a number, and nobody."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "consent.read": (_("Read a consent"), _("Read the consent")),
    "consent.read_document": (_("Open a signed document"), _("Opened the signed document")),
    "consent.withdraw": (_("Withdraw a consent"), _("Withdrew the consent and cleared the site of the story")),
    "consent.honour": (
        _("Remove a withdrawn story again"),
        _("Cleared the site again of a story whose consent was withdrawn"),
    ),
}


def register_consent_actions(actions: Any) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)

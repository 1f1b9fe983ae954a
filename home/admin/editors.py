"""What the admin writes to the people who work in it, and in which language."""

import logging
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.users.models import UserProfile

from home.security.logins import RESET_LIMITS, attempt_keys, is_one_too_many

logger = logging.getLogger("home.logins")


def give_default_language(instance: UserProfile, **kwargs: Any) -> None:
    """Give Danish to who has chosen nothing; Wagtail would write to them in the language of whoever causes the mail."""
    instance.preferred_language = instance.preferred_language or settings.LANGUAGE_CODE


class PasswordResetForm(WagtailPasswordResetForm):
    """Writes to each person in their own language, whatever the screen's is, and not without end.

    The screen that follows is the same for everybody: a person who exists, one who does not, one who asked too often.
    """

    def save(self, *args: Any, **kwargs: Any) -> None:
        keys = attempt_keys(kwargs["request"], self.cleaned_data["email"], act="reset")
        if is_one_too_many(keys, RESET_LIMITS):
            logger.warning("Reset of a password refused after too many attempts", extra={"name_digest": keys["name"][:12]})
            return
        super().save(*args, **kwargs)

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        with translation.override(UserProfile.get_for_user(context["user"]).get_preferred_language()):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)


class ModeratorsNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's mail to the moderators, which it sends by itself for its own kind of step only."""

    def get_template_base_prefix(self, instance: Any, **kwargs: Any) -> str:
        return "task_state_"


notify_moderators = ModeratorsNotifier()

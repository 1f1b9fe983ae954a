"""Inviting a colleague by e-mail: a login in one role, for which they choose the password by a link that works once."""

import logging
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin, ProcessFormView
from wagtail.admin import messages
from wagtail.admin.localization import get_available_admin_languages
from wagtail.admin.utils import get_admin_base_url
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from home.admin.screens import AdminScreen
from home.bilingual.sorting import in_order
from home.clinic.models import ClinicSettings

PERMISSION = "home.add_user"
User = get_user_model()
logger = logging.getLogger("home.logins")


class InvitationForm(forms.Form):
    """Whom to invite, as what, and in which language they are written to."""

    # It becomes the username, which is shorter than an address may be.
    email = forms.EmailField(label=_("E-mail"), max_length=User._meta.get_field("username").max_length)
    role = forms.ModelChoiceField(Group.objects.none(), label=_("Role"), empty_label=None, widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("Language"),
        widget=forms.RadioSelect,
        help_text=_("The language of the invitation and of the admin. They can choose another."),
    )

    def __init__(self, *args: Any, invited: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited
        self.fields["role"].queryset = Group.objects.order_by(in_order("name"), "pk")
        self.fields["language"].choices = get_available_admin_languages()
        self.fields["language"].initial = settings.LANGUAGE_CODE
        if invited:
            self.fields["email"].disabled = True
            language = UserProfile.get_for_user(invited).get_preferred_language()
            self.initial.update(email=invited.email, role=invited.groups.first(), language=language)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if self.invited:
            return email
        known = User.objects.filter(email__iexact=email) | User.objects.filter(username__iexact=email)
        if user := known.first():
            message = gettext("This address has a login already.")
            if is_waiting(user):
                message = gettext("This address is invited already. Send the invitation again from the list of users.")
            raise forms.ValidationError(message)
        return email

    @transaction.atomic
    def save(self) -> Any:
        """Keep the login, which nobody can use yet, and write to them."""
        email = self.cleaned_data["email"]
        user = self.invited or User.objects.create_user(email, email)
        user.groups.set([self.cleaned_data["role"]])
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = self.cleaned_data["language"]
        profile.save()
        return user


class InviteView(FormMixin, AdminScreen, ProcessFormView):
    """Invites somebody, or sends an invitation again that was not followed in time."""

    template_name = "wagtailadmin/home/invite.html"
    permission_required = PERMISSION
    page_title = _("Invite a colleague")
    header_icon = "user"
    form_class = InvitationForm
    invited: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "pk" in kwargs:
            self.invited = get_object_or_404(User, pk=kwargs["pk"])
            if not is_waiting(self.invited):
                return redirect("wagtailusers_users:index")
        return super().dispatch(request, *args, **kwargs)

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailusers_users:index"), "label": gettext("Users")}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "invited": self.invited}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "days": _days()}

    @transaction.atomic
    def form_valid(self, form: InvitationForm) -> HttpResponse:
        user = form.save()
        _write_to(user, form.cleaned_data["language"], self.request.user)
        log(instance=user, action="wagtail.edit" if self.invited else "wagtail.create", user=self.request.user)
        logger.info("Invited", extra={"user_id": user.pk})
        messages.success(self.request, gettext("An invitation is on its way to %(email)s.") % {"email": user.email})
        return redirect("wagtailusers_users:index")


def is_waiting(user: Any) -> bool:
    """Tell whether somebody is invited and has not chosen a password yet."""
    return bool(
        user.is_active and user.email and not user.is_superuser and not user.last_login and not user.has_usable_password()
    )


def invite_button(request_user: Any) -> list[Button]:
    """Offer it above the list of users."""
    if not request_user.has_perm(PERMISSION):
        return []
    return [HeaderButton(_("Invite a colleague"), url=reverse("invite_user"), icon_name="mail")]


def invite_again_button(user: Any, request_user: Any) -> list[Button]:
    """Offer it in the list for those who have not come yet."""
    if not (request_user.has_perm(PERMISSION) and is_waiting(user)):
        return []
    return [Button(_("Send the invitation again"), url=reverse("invite_user", args=[user.pk]), icon_name="mail", priority=15)]


def _write_to(user: Any, language: str, inviter: Any) -> None:
    token = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    with translation.override(language):
        context = {
            "clinic": ClinicSettings.load(),
            "inviter": inviter.get_full_name() or inviter.get_username(),
            "url": f"{get_admin_base_url()}{reverse('wagtailadmin_password_reset_confirm', kwargs=token)}",
            "login_url": f"{get_admin_base_url()}{reverse('wagtailadmin_login')}",
            "username": user.get_username(),
            "days": _days(),
        }
        subject = gettext("You are invited to the website of %(clinic)s") % {"clinic": context["clinic"].public_name}
        body = render_to_string("home/mails/invitation.txt", context)
    EmailMessage(subject, body, to=[user.email]).send()


def _days() -> int:
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days

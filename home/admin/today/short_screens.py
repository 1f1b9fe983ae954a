"""The message on the site and the prices, each on one short screen for a telephone."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin, ProcessFormView
from wagtail.admin import messages
from wagtail.log_actions import log

from home.admin.screens import AdminScreen
from home.admin.today.clinic_address import clinic_address
from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.roles import writes_everything
from home.clinic.closed_days import NOTICE, has_notice
from home.clinic.models import ClinicSettings
from home.clinic.prices import Price
from home.editing.half_written import tell_half_written
from home.editing.one_line import OneLineInput
from home.editing.versions import MESSAGE, PRICES


class ClinicScreen(AdminScreen):
    """A screen for those who may change all of the clinic's facts."""

    permission_required = "home.change_clinicsettings"

    def has_permission(self) -> bool:
        return super().has_permission() and writes_everything(self.request.user)


class MessageForm(forms.ModelForm):
    """One sentence in both languages, and on which days it is shown."""

    class Meta:
        model = ClinicSettings
        fields = NOTICE
        widgets = {
            **{column("notice", language): OneLineInput({"lang": language}) for language in LANGUAGES},
            **{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("notice_from", "notice_until")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            label = format_lazy("{name} – {language}", name=_("Message"), language=language_name(language))
            self.fields[column("notice", language)].label = label
            # Said once, above both.
            self.fields[column("notice", language)].help_text = ""
        self.fields["notice_from"].label = _("First day")
        self.fields["notice_from"].help_text = _("Leave empty to show it at once.")
        self.fields["notice_until"].label = _("Last day")
        self.fields["notice_until"].help_text = _("Leave empty to show it until you take it away.")
        self.today = timezone.localdate(timezone=timezone.get_default_timezone())
        if not has_notice(self.instance, self.today):
            # What has ended only stands in the way.
            self.initial.update(dict.fromkeys(NOTICE, ""), notice_from=self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [column("notice", language) for language in LANGUAGES]
        if not any(cleaned.get(name) or name in self.errors for name in texts):
            self.add_error(texts[0], gettext("Write the message, or press “Take it away”."))
        if cleaned.get("notice_until") and cleaned["notice_until"] < self.today:
            self.add_error("notice_until", gettext("That day is over. Choose today or a later day."))
        return cleaned


class MessageView(FormMixin, ClinicScreen, ProcessFormView):
    """Puts a sentence at the top of every page, and takes it away."""

    template_name = "wagtailadmin/today/message.html"
    page_title = _("Message on the site")
    header_icon = "info-circle"
    form_class = MessageForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": ClinicSettings.load()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "can_remove": has_notice(ClinicSettings.load(), context["form"].today)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" not in request.POST:
            return super().post(request, *args, **kwargs)
        clinic = ClinicSettings.load()
        for name in NOTICE:
            setattr(clinic, name, None if name in ("notice_from", "notice_until") else "")
        self._save(clinic)
        messages.success(request, gettext("The message is taken away."))
        return redirect("wagtailadmin_home")

    def form_valid(self, form: MessageForm) -> HttpResponse:
        clinic = form.instance
        self._save(clinic)
        words = gettext("Readers see the message now.")
        if clinic.notice_from and clinic.notice_from > form.today:
            date = date_format(clinic.notice_from, "DATE_FORMAT")
            words = gettext("Readers see the message from %(date)s.") % {"date": date}
        messages.success(self.request, words, buttons=[messages.button(reverse("message"), gettext("Edit"))])
        tell_half_written(self.request, clinic)
        return redirect("wagtailadmin_home")

    def _save(self, clinic: ClinicSettings) -> None:
        clinic.save(update_fields=["notice", "notice_from", "notice_until"])
        log(instance=clinic, action=MESSAGE, user=self.request.user)


class PricesForm(forms.Form):
    """The amount of each treatment."""

    def __init__(self, *args: Any, prices: list[Price], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prices = {f"price-{price.pk}": price for price in prices}
        for name, price in self.prices.items():
            field = Price._meta.get_field("amount").formfield(label=f"{_label(price)} (kr.)", initial=price.amount)
            field.widget.attrs.update({"inputmode": "numeric", "class": "price-input"})
            self.fields[name] = field

    def changed(self) -> list[tuple[Price, int]]:
        """List the prices that are to be others, with what they are to be."""
        return [(self.prices[name], self.cleaned_data[name]) for name in self.changed_data]


class PricesView(FormMixin, ClinicScreen, ProcessFormView):
    """Changes what treatments cost; new treatments and their names are written with the clinic's other facts."""

    template_name = "wagtailadmin/today/prices.html"
    page_title = _("Change a price")
    header_icon = "tag"
    form_class = PricesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "prices": list(ClinicSettings.load().prices.all())}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "all_prices": clinic_address(ClinicSettings.load(), "prices")}

    @transaction.atomic
    def form_valid(self, form: PricesForm) -> HttpResponse:
        changed, clinic = form.changed(), ClinicSettings.load()
        clinic.keep_former()
        for price, amount in changed:
            former, price.amount = price.amount, amount
            price.save(update_fields=["amount"])
            words = gettext("%(treatment)s now costs %(amount)s kr.") % {"treatment": _label(price), "amount": amount}
            query = urlencode({"old": f"{former} kr", "new": f"{amount} kr", "language": LANGUAGES[0], "whole_words": "on"})
            other_places = messages.button(
                f"{reverse('replace')}?{query}", gettext("Find “%(amount)s kr” in texts") % {"amount": former}
            )
            messages.success(self.request, words, buttons=[other_places])
        if changed:
            log(instance=clinic, action=PRICES, user=self.request.user)
        else:
            messages.info(self.request, gettext("No price was changed."))
        return redirect("wagtailadmin_home")


def _label(price: Price) -> str:
    name = price.name or next(filter(None, (getattr(price, column("name", language)) for language in LANGUAGES)), "")
    if not price.minutes:
        return capfirst(name)
    return gettext("%(treatment)s, %(minutes)s minutes") % {"treatment": capfirst(name), "minutes": price.minutes}

"""“Closed today”: a screen for a telephone, which is right as it opens; and the way back."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin, ProcessFormView
from wagtail.admin import messages
from wagtail.log_actions import log

from home.admin.today.clinic_address import clinic_address
from home.admin.today.short_screens import ClinicScreen
from home.bilingual.languages import LANGUAGES, column, language_name
from home.clinic.closed_days import close_on, has_notice, open_again
from home.clinic.models import ClinicSettings
from home.clinic.opening_hours import OpeningException
from home.editing.versions import CLOSED, OPENED

TODAY, TOMORROW, ANOTHER = "today", "tomorrow", "another"
REASONS = {"illness": _("illness"), "course": _("course"), "holiday": _("holiday"), "none": _("no reason given")}
SESSION_KEY = "closed_day"


class ClosedDayForm(forms.Form):
    """Which day, why, and whether readers are told at the top of every page."""

    day = forms.ChoiceField(label=_("Day"), widget=forms.RadioSelect, initial=TODAY)
    date = forms.DateField(label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[(key, capfirst(label)) for key, label in REASONS.items()], widget=forms.RadioSelect
    )
    tells = forms.BooleanField(label=_("Also say so at the top of every page"), required=False, initial=True)

    def __init__(self, *args: Any, clinic: ClinicSettings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate(timezone=timezone.get_default_timezone())
        tomorrow = self.today + datetime.timedelta(days=1)
        self.fields["day"].choices = [
            (TODAY, gettext("Today, %(date)s") % {"date": _day(self.today)}),
            (TOMORROW, gettext("Tomorrow, %(date)s") % {"date": _day(tomorrow)}),
            (ANOTHER, gettext("Another day")),
        ]
        self.fields["date"].widget.attrs["min"] = self.today.isoformat()
        self.fields["reason"].initial = "illness"
        longest = OpeningException._meta.get_field("reason").max_length
        for language in LANGUAGES:
            label = format_lazy("{name} – {language}", name=_("In your own words"), language=language_name(language))
            self.fields[column("reason", language)] = forms.CharField(label=label, required=False, max_length=longest)
        if has_notice(clinic, self.today):
            self.fields["tells"].initial = False
            self.fields["tells"].help_text = gettext("It takes the place of the message there now: “%(text)s”") % {
                "text": clinic.notice or next(filter(None, (getattr(clinic, column("notice", code)) for code in LANGUAGES)))
            }

    @property
    def own_words(self) -> list[forms.BoundField]:
        return [self[column("reason", language)] for language in LANGUAGES]

    @property
    def has_own_words(self) -> bool:
        return any(field.value() or field.errors for field in self.own_words)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["chosen"] = self._chosen_day(cleaned)
        if cleaned["chosen"] and cleaned["chosen"] < self.today:
            self.add_error("date", gettext("That day is over. Choose today or a later day."))
        own = {language: cleaned.get(column("reason", language), "") for language in LANGUAGES}
        missing = next((code for code in LANGUAGES if not own[code] and column("reason", code) not in self.errors), "")
        if missing and any(own.values()):
            message = gettext("Write the reason in %(language)s, too, or leave both empty.")
            self.add_error(column("reason", missing), message % {"language": language_name(missing)})
        cleaned["reasons"] = own if all(own.values()) else _stock_reasons(cleaned.get("reason", "none"))
        return cleaned

    def _chosen_day(self, cleaned: dict[str, Any]) -> datetime.date | None:
        if cleaned.get("day") != ANOTHER:
            return self.today + datetime.timedelta(days=cleaned.get("day") == TOMORROW)
        if not cleaned.get("date") and "date" not in self.errors:
            self.add_error("date", gettext("Choose the day on which the clinic is closed."))
        return cleaned.get("date")


class ClosedDayView(FormMixin, ClinicScreen, ProcessFormView):
    """Closes the clinic on a day."""

    template_name = "wagtailadmin/today/closed_day.html"
    page_title = _("Closed today")
    header_icon = "date"
    form_class = ClosedDayForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "clinic": ClinicSettings.load()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        act = self.request.session.get(SESSION_KEY)
        day = datetime.date.fromisoformat(act["day"]) if act else None
        return {**context, "closed_already": _day(day) if day and day >= context["form"].today else ""}

    def form_valid(self, form: ClosedDayForm) -> HttpResponse:
        chosen = form.cleaned_data
        try:
            act = close_on(chosen["chosen"], chosen["reasons"], tells=chosen["tells"], today=form.today)
        except ValidationError as error:
            if self.request.session.get(SESSION_KEY, {}).get("day") == chosen["chosen"].isoformat():
                # Tapped twice, or sent again on the way back.
                return redirect("closed_day_done")
            form.add_error("day", error)
            return self.form_invalid(form)
        log(instance=ClinicSettings.load(), action=CLOSED, user=self.request.user)
        self.request.session[SESSION_KEY] = act
        return redirect("closed_day_done")


class ClosedDayDoneView(ClinicScreen):
    """Says what readers see now, and takes it back where that was a slip."""

    template_name = "wagtailadmin/today/closed_day_done.html"
    page_title = _("Closed today")
    header_icon = "date"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if SESSION_KEY not in request.session:
            return redirect("closed_day")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        act = self.request.session[SESSION_KEY]
        told = [act["after"][column("notice", language)] for language in LANGUAGES] if act["before"] != act["after"] else []
        return {
            **super().get_context_data(**kwargs),
            "day": _day(datetime.date.fromisoformat(act["day"])),
            "told": list(zip(LANGUAGES, told, strict=False)),
            "hours": clinic_address(ClinicSettings.load(), "hours"),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the clinic again."""
        if act := request.session.pop(SESSION_KEY, None):
            open_again(act)
            log(instance=ClinicSettings.load(), action=OPENED, user=request.user)
            day = _day(datetime.date.fromisoformat(act["day"]))
            messages.success(request, gettext("Undone. The opening hours of %(date)s are as they were.") % {"date": day})
        return redirect(reverse("wagtailadmin_home"))


def _day(day: datetime.date) -> str:
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def _stock_reasons(key: str) -> dict[str, str]:
    reasons = {}
    for language in LANGUAGES:
        with translation.override(language):
            reasons[language] = "" if key == "none" else str(REASONS[key])
    return reasons

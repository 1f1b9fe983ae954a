import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField

from home.clinic.examples import Example
from home.clinic.open_now import OpenNow, instant, local, open_now, open_periods
from home.clinic.opening_hours import OpeningException
from home.clinic.people import INLINE_FEATURES
from home.clinic.practical import PracticalFactsMixin, practical_panels
from home.clinic.preview import ClinicPreviewMixin
from home.clinic.prices import Price
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, RowsPanel, Tab, translated, translated_text
from home.editing.versions import VersionsMixin
from home.reading.joined_rows import WithRows
from home.reading.page_cache.recording import true_until

TELEPHONE = RegexValidator(r"^\+?[\d ]{8,}$", _("Write the number with digits and spaces, for example +45 12 34 56 78."))


@register_setting(icon="home", order=100)
class ClinicSettings(PracticalFactsMixin, ClinicPreviewMixin, VersionsMixin, ClusterableModel, BaseGenericSetting):
    """The facts of the clinic: where it is, when it is open, what it costs, how to reach it."""

    name = models.CharField(_("name of the clinic"), max_length=100, blank=True)
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("A Danish postcode has four digits, for example 9000."))],
    )
    city = models.CharField(_("town"), max_length=60, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    telephone = models.CharField(
        _("telephone"),
        max_length=20,
        blank=True,
        validators=[TELEPHONE],
    )
    email = models.EmailField(_("e-mail"), blank=True)
    out_of_hours_telephone = models.CharField(
        _("out-of-hours doctor"),
        max_length=20,
        blank=True,
        validators=[TELEPHONE],
        help_text=_("The number of “lægevagten” in the clinic’s region, shown with the warning signs."),
    )
    out_of_hours_checked_on = models.DateField(
        _("number checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which you last looked the number up on laegevagten.dk."),
    )
    cvr = models.CharField(
        _("CVR number"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", _("A CVR number has eight digits."))],
    )
    booking_link = models.URLField(
        _("booking link"),
        blank=True,
        help_text=_("The page where patients book an appointment, shown as a button on every page."),
    )
    practitioner = models.ForeignKey(
        "home.Practitioner",
        verbose_name=_("practitioner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subsidy_note = RichTextField(
        _("note on subsidies"),
        blank=True,
        features=INLINE_FEATURES,
        help_text=_("Shown below the prices, with the date on which you last checked it."),
    )
    prices_page = models.ForeignKey(
        "home.BasePage",
        verbose_name=_("page with the prices"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The front page shows the first of the prices, and leads to the others on this page."),
    )
    subsidy_as_of = models.DateField(_("note on subsidies checked on"), null=True, blank=True)
    notice = models.CharField(
        _("notice"),
        max_length=200,
        blank=True,
        help_text=_("One sentence at the top of every page, for example “We are closed today.”"),
    )
    notice_from = models.DateField(_("notice shown from"), null=True, blank=True)
    notice_until = models.DateField(_("notice shown until and including"), null=True, blank=True)
    comments_open = models.BooleanField(
        _("readers may comment"),
        default=True,
        help_text=_("Switch it off to close the comments of every page at once. Those that are already shown stay."),
    )
    requests_to = models.EmailField(
        _("send requests to"),
        blank=True,
        help_text=_("Gets an e-mail when somebody sends the contact form. Leave empty to use the clinic’s e-mail."),
    )
    months_kept = models.PositiveSmallIntegerField(
        _("months that personal data is kept"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Older requests and e-mails are deleted every night. Write the same period in your privacy page."),
    )
    privacy_page = models.ForeignKey(
        "home.BasePage",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Readers find a link to it beside every form, in each language in which it is public."),
    )

    # The fields that still hold an example, where the clinic was read for readers.
    examples: list[Example] | None = None

    base_form_class = OwnLanguagesForm
    edit_handler = TabbedInterface(
        [
            Tab(
                [
                    LanguagesPanel(),
                    translated("name"),
                    MultiFieldPanel(
                        ["street", FieldRowPanel(["postcode", "city"]), FieldRowPanel(["latitude", "longitude"])], _("Address")
                    ),
                    FieldRowPanel(["telephone", "email"]),
                    FieldRowPanel(["out_of_hours_telephone", "out_of_hours_checked_on"]),
                    FieldRowPanel(["cvr", "booking_link"]),
                    FieldPanel("practitioner"),
                ],
                name="clinic",
                heading=_("Clinic"),
            ),
            Tab(
                [
                    RowsPanel("opening_hours", heading=_("Opening hours"), label=_("opening hours")),
                    RowsPanel("exceptions", heading=_("Holidays and other exceptions"), label=_("exception")),
                ],
                name="hours",
                heading=_("Opening hours"),
            ),
            Tab(
                [
                    RowsPanel("prices", heading=_("Prices"), label=_("price")),
                    FieldPanel("prices_page"),
                    translated_text("subsidy_note"),
                    FieldPanel("subsidy_as_of"),
                ],
                name="prices",
                heading=_("Prices"),
            ),
            Tab(practical_panels(), name="practical", heading=_("Practical matters")),
            Tab([translated("notice"), FieldRowPanel(["notice_from", "notice_until"])], name="notice", heading=_("Notice")),
            Tab(["comments_open"], name="comments", heading=_("Comments")),
            Tab(["requests_to", "months_kept", "privacy_page"], name="requests", heading=_("Requests")),
        ]
    )

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinic")

    def __str__(self) -> str:
        return self.name or gettext("clinic")

    @classmethod
    def for_readers(cls) -> Self:
        """Read the clinic with its rows, its practitioner and the list of what is still an example; one query."""
        found = _for_readers()
        return found[0] if found else cls.load()

    @property
    def public_name(self) -> str:
        """The name that readers see: the one in the active language, or else the one that the site was made for."""
        return self.name or gettext("Aalborg Acupuncture Clinic")

    def clean(self) -> None:
        if self.notice_from and self.notice_until and self.notice_until < self.notice_from:
            raise ValidationError({"notice_until": gettext("The notice ends before it begins. Choose a later date.")})

    @property
    def current_notice(self) -> str:
        """The notice in the active language, where today lies within its dates."""
        today = timezone.localdate()
        begun = not self.notice_from or self.notice_from <= today
        ended = self.notice_until and self.notice_until < today
        return self.notice if begun and not ended else ""

    @property
    def named_prices(self) -> list[Price]:
        """The prices that have a name in the active language: an amount alone tells nobody anything."""
        return [price for price in self.prices.all() if price.name]

    @property
    def coming_exceptions(self) -> list[OpeningException]:
        """The exceptions from the opening hours that are not over yet."""
        today = timezone.localdate()
        return [exception for exception in self.exceptions.all() if (exception.last_day or exception.first_day) >= today]

    @property
    def hours_today(self) -> list[tuple[datetime.time, datetime.time]]:
        """When the clinic opens and closes today; none where it is closed or its hours are not known."""
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        true_until(instant(today + datetime.timedelta(days=1), datetime.time.min))
        periods = open_periods(today, list(self.opening_hours.all()), list(self.exceptions.all()))
        return [(local(opens).time(), local(closes).time()) for opens, closes in periods]

    @property
    def open_now(self) -> OpenNow | None:
        """Whether the clinic is open at this moment, in words; None where its opening hours are not known."""
        statement = open_now(self.opening_hours.all(), self.exceptions.all(), timezone.now())
        true_until(statement.true_until if statement else None)
        return statement


@WithRows.of("opening_hours", "exceptions", "prices", examples=Example)
def _for_readers() -> models.QuerySet:
    return ClinicSettings.base_queryset().select_related("practitioner__photo").order_by("pk")[:1]

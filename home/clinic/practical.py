"""What people ask before they come: how to pay, cancel and find the door; each is a sentence of the clinic's settings."""

from typing import NamedTuple

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from home.editing.panels import translated

# In the order in which people ask; what concerns the way to the clinic comes last.
VISIT = ["referral", "payment", "cancellation", "answer_time", "children", "interpreter"]
WAY = ["parking", "public_transport", "access"]


class PracticalFact(NamedTuple):
    """One of them, as readers see it."""

    key: str
    name: str
    text: str


class PracticalFactsMixin(models.Model):
    """Places for the answers; what is empty is not shown."""

    referral = models.CharField(
        _("referral"),
        max_length=300,
        blank=True,
        help_text=_("Whether patients need one, for example “You do not need a referral.” Also shown on the front page."),
    )
    payment = models.CharField(_("payment"), max_length=300, blank=True, help_text=_("How and when patients pay."))
    cancellation = models.CharField(
        _("cancelling"), max_length=300, blank=True, help_text=_("How late an appointment can be cancelled, and how.")
    )
    answer_time = models.CharField(
        _("when you get an answer"), max_length=300, blank=True, help_text=_("How soon calls and messages are answered.")
    )
    children = models.CharField(
        _("children"), max_length=300, blank=True, help_text=_("Whether you treat children, and whether they may come along.")
    )
    interpreter = models.CharField(
        _("languages and interpreter"),
        max_length=300,
        blank=True,
        help_text=_("Which languages can be spoken, and whether an interpreter may come along."),
    )
    parking = models.CharField(
        _("parking"), max_length=300, blank=True, help_text=_("Where, for how long and at what price; bicycles too.")
    )
    public_transport = models.CharField(
        _("bus and train"), max_length=300, blank=True, help_text=_("The nearest stops, and the walk from them.")
    )
    access = models.CharField(
        _("steps and lift"),
        max_length=300,
        blank=True,
        help_text=_("Steps, a lift, narrow doors, a ramp."),
    )

    class Meta:
        abstract = True

    def practical_facts(self, names: list[str]) -> list[PracticalFact]:
        """List those of some facts that are known in the active language."""
        found = ((name, getattr(self, name)) for name in names)
        return [PracticalFact(name, capfirst(self._meta.get_field(name).verbose_name), text) for name, text in found if text]

    @property
    def all_facts(self) -> list[PracticalFact]:
        return self.practical_facts([*VISIT, *WAY])

    @property
    def facts_of_visit(self) -> list[PracticalFact]:
        return self.practical_facts(VISIT)

    @property
    def facts_of_way(self) -> list[PracticalFact]:
        return self.practical_facts(WAY)


def practical_panels() -> list[MultiFieldPanel]:
    """Show the places, those of the visit and those of the way there."""
    return [
        MultiFieldPanel([translated(name) for name in VISIT], _("The visit")),
        MultiFieldPanel([translated(name) for name in WAY], _("The way to the clinic")),
    ]

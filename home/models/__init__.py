from home.models.addresses import PublicAddress
from home.models.base import BasePage, BodyMixin, LeadMixin
from home.models.clinic import ClinicSettings, OpeningException, OpeningHours, Price
from home.models.examples import Example
from home.models.freshness import Declaration, LanguageSummary
from home.models.loaded import LoadedContent
from home.models.media import ClinicDocument, ClinicImage, Rendition
from home.models.pages import ContactPage, HeroMixin, HomePage, InfoPage
from home.models.people import Practitioner
from home.models.users import User

__all__ = [
    "BasePage",
    "BodyMixin",
    "ClinicDocument",
    "ClinicImage",
    "ClinicSettings",
    "ContactPage",
    "Declaration",
    "Example",
    "HeroMixin",
    "HomePage",
    "InfoPage",
    "LanguageSummary",
    "LeadMixin",
    "LoadedContent",
    "OpeningException",
    "OpeningHours",
    "Practitioner",
    "Price",
    "PublicAddress",
    "Rendition",
    "User",
]

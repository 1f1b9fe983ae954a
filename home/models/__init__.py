from home.models.addresses import PublicAddress
from home.models.base import BasePage, BodyMixin, LeadMixin
from home.models.clinic import ClinicSettings, OpeningException, OpeningHours, Price
from home.models.contact import ContactField, ContactPage, ContactSubmission
from home.models.drafts import DraftLink
from home.models.examples import Example
from home.models.freshness import Declaration, LanguageSummary
from home.models.loaded import LoadedContent
from home.models.logins import LoginAttempt
from home.models.mail import Mail
from home.models.media import ClinicDocument, ClinicImage, Rendition
from home.models.moderation import LanguageApprovalTask, LanguageTaskState
from home.models.pages import HeroMixin, HomePage, InfoPage
from home.models.people import Practitioner
from home.models.retention import RetentionRun
from home.models.scheduled import ScheduledRun
from home.models.search import BilingualPageManager
from home.models.senders import FormAttempt
from home.models.users import User

__all__ = [
    "BasePage",
    "BilingualPageManager",
    "BodyMixin",
    "ClinicDocument",
    "ClinicImage",
    "ClinicSettings",
    "ContactField",
    "ContactPage",
    "ContactSubmission",
    "Declaration",
    "DraftLink",
    "Example",
    "FormAttempt",
    "HeroMixin",
    "HomePage",
    "InfoPage",
    "LanguageApprovalTask",
    "LanguageSummary",
    "LanguageTaskState",
    "LeadMixin",
    "LoadedContent",
    "LoginAttempt",
    "Mail",
    "OpeningException",
    "OpeningHours",
    "Practitioner",
    "Price",
    "PublicAddress",
    "Rendition",
    "RetentionRun",
    "ScheduledRun",
    "User",
]

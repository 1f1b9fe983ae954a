from home.admin.bin.models import DeletedPage
from home.admin.replace.models import Replacement
from home.bilingual.address_book import PublicAddress
from home.bilingual.approval_task import LanguageApprovalTask, LanguageTaskState
from home.bilingual.declarations import Declaration, LanguageSummary
from home.clinic.examples import Example
from home.clinic.models import ClinicSettings
from home.clinic.opening_hours import OpeningException, OpeningHours
from home.clinic.people import Practitioner
from home.clinic.prices import Price
from home.clinic.warning_signs import WarningSigns
from home.contact.inbox.models import AnswerTemplate, RequestEvent
from home.contact.models import ContactField, ContactPage
from home.contact.submission import ContactSubmission, RequestState
from home.editing.glossary.models import GlossaryTerm
from home.exchange.first_drafts.models import DraftRun
from home.operations.loader.models import LoadedContent
from home.operations.models import ArchiveKey, ScheduledRun
from home.outbox.models import Mail
from home.pages.base import BasePage, BodyMixin, LeadMixin
from home.pages.draft_link import DraftLink
from home.pages.draft_words import DraftWords
from home.pages.media import ClinicDocument, ClinicImage, Rendition
from home.pages.pages import HeroMixin, HomePage, InfoPage
from home.pages.search import BilingualPageManager
from home.pages.warning_signs import WarningSignsMixin
from home.privacy.models import RetentionRun
from home.security.models import LoginAttempt
from home.security.public_forms.models import FormAttempt
from home.security.users import User

__all__ = [
    "AnswerTemplate",
    "ArchiveKey",
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
    "DeletedPage",
    "DraftLink",
    "DraftRun",
    "DraftWords",
    "Example",
    "FormAttempt",
    "GlossaryTerm",
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
    "Replacement",
    "RequestEvent",
    "RequestState",
    "RetentionRun",
    "ScheduledRun",
    "User",
    "WarningSigns",
    "WarningSignsMixin",
]

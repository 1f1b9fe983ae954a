"""A page in two languages, put together."""

from typing import Any

from home.bilingual.languages import LANGUAGES, active_language, column
from home.bilingual.roles import RolePermissionTester
from home.editing.forms import BilingualPageForm
from home.pages.addresses import AddressesMixin
from home.pages.for_readers import ForReadersMixin
from home.pages.previews import BilingualPreviewMixin
from home.pages.saving import SavingMixin


class BilingualPageMixin(SavingMixin, ForReadersMixin, AddressesMixin, BilingualPreviewMixin):
    """What a page in two languages is: what it needs to be shown, what it is called, and how it is saved, found and read."""

    # Text fields that have one column, since a name or a code reads alike in both languages.
    same_in_both_languages: tuple[str, ...] = ()
    required_to_show: tuple[str, ...] = ("title", "slug")
    # Health data of somebody: it leaves the site by itself or not at all.
    tells_of_a_patient = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # At start-up Wagtail puts its own form on the base page, so each page type names ours itself.
        if "base_form_class" not in cls.__dict__:
            cls.base_form_class = BilingualPageForm

    def __str__(self) -> str:
        return self.working_title

    @property
    def working_title(self) -> str:
        """The title in the active language, or else in the one that has a title."""
        titles = (getattr(self, column("title", language)) for language in (active_language(), *LANGUAGES))
        return next(filter(None, titles), "")

    def get_admin_display_title(self) -> str:
        drafts = (getattr(self, column("draft_title", language)) for language in (active_language(), *LANGUAGES))
        return next(filter(None, drafts), "") or self.working_title

    def permissions_for_user(self, user: Any) -> RolePermissionTester:
        return RolePermissionTester(user, self)

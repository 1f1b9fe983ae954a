from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, DefaultBasePageMixin
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.bilingual.visibility import BilingualPageQuerySet
from home.editing.panels import LanguagesPanel, promote_panels, shown_panel, title_panel, translated, translated_text
from home.pages.bilingual_page import BilingualPageMixin
from home.pages.blocks import BodyBlock
from home.pages.search import SEARCH_COLUMNS, BilingualPageManager, SearchableMixin


class BasePage(BilingualPageMixin, SearchableMixin, AbstractPage, DefaultBasePageMixin):
    """The project's own page table: one row per page, a column per language."""

    shown = models.BooleanField(
        _("shown to readers"),
        default=True,
        help_text=_("Readers see the page in this language once it is published. Switch it off while the text is unfinished."),
    )
    # What stands in the Danish title while only the English one is written: good enough for a draft.
    borrowed_title = models.CharField(_("borrowed title"), max_length=255, blank=True, default="", editable=False)
    # Of the latest draft, which lists of pages do not read.
    has_text = models.BooleanField(_("has text"), default=False, editable=False)

    default_exclude_fields_in_copy = [*AbstractPage.default_exclude_fields_in_copy, *SEARCH_COLUMNS]

    objects = BilingualPageManager.from_queryset(BilingualPageQuerySet)()

    content_panels = [LanguagesPanel(), title_panel(), shown_panel()]
    promote_panels = promote_panels()
    search_fields = [
        *AbstractPage.search_fields,
        *(index.SearchField(column("title", language), boost=2) for language in LANGUAGES),
        *(index.AutocompleteField(column("title", language)) for language in LANGUAGES),
        *(index.FilterField(column("shown", language)) for language in LANGUAGES),
        # By this a search leaves out what is in the bin.
        index.FilterField(column("url_path", DEFAULT_LANGUAGE)),
    ]

    class Meta(AbstractPageMeta):
        constraints = [
            # Checked at the end of each statement, since one statement moves the paths of a whole subtree.
            models.UniqueConstraint(
                fields=[column("url_path", language)],
                name=f"unique_url_path_{language}",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("Another page already has this address."),
            )
            for language in LANGUAGES
        ]
        indexes = [
            # The children of a page, however many pages lie below those.
            models.Index(fields=["depth", "path"], name="page_depth_and_path"),
            # Pages are read far more often than saved, so new words go straight into the index.
            *[
                GinIndex(fields=[column("search_vector", language)], name=f"search_vector_{language}_index", fastupdate=False)
                for language in LANGUAGES
            ],
        ]


class LeadMixin(models.Model):
    """A lead below the title, for the pages that introduce others."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("One to three sentences below the title, also shown wherever the page is listed."),
    )

    required_to_show: tuple[str, ...] = ("title", "slug", "lead")
    search_lead_fields: tuple[str, ...] = ("lead",)
    lead_panels = [translated("lead")]

    class Meta:
        abstract = True


class BodyMixin(LeadMixin):
    """A lead and a body of blocks, for the pages that are read from top to bottom."""

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    required_to_show = (*LeadMixin.required_to_show, "body")
    search_body_fields: tuple[str, ...] = ("body",)
    body_panels = [*LeadMixin.lead_panels, translated_text("body")]

    class Meta:
        abstract = True

    def shows_films(self) -> bool:
        return any(block["type"] == "film" for block in self.body.raw_data)

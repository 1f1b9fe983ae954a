"""What pages still want, found in SQL, so that a list of thousands of pages costs no more queries than a short one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import ReferenceIndex, get_page_models

from home.bilingual.freshness_rules import BOTH
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, language_name, other_language, translated_fields
from home.contact.models import ContactField
from home.pages.base import BasePage
from home.pages.media import ClinicImage, Rendition
from home.reading.renditions import DRAWING_SPECS, SPECS


@dataclass(frozen=True)
class Gap:
    """Something that a page wants, in one language or as a whole; `condition` finds the pages that want it."""

    name: str
    label: Any
    condition: Q | Exists
    language: str = ""

    @property
    def annotation(self) -> str:
        return f"gap_{self.name}"

    @property
    def full_label(self) -> Any:
        """The label with its language, for where the two languages do not stand apart."""
        if not self.language:
            return self.label
        return format_lazy("{label} ({language})", label=self.label, language=language_name(self.language))


def all_gaps() -> list[Gap]:
    """List what every app looks for, by way of the hook `register_readiness_gaps`."""
    return [gap for register in hooks.get_hooks("register_readiness_gaps") for gap in register()]


def with_gaps(pages: QuerySet, gaps: Iterable[Gap]) -> QuerySet:
    """Add to each page whether it has the gaps."""
    return pages.annotate(**{gap.annotation: ExpressionWrapper(gap.condition, BooleanField()) for gap in gaps})


def page_gaps() -> list[Gap]:
    """List what any page may want."""
    gaps = [Gap("changes", _("Changes that are not published"), Q(live=True, has_unpublished_changes=True))]
    edited = Q(language_summary__behind__contains=[BOTH]) | Q(live=True, language_summary__live_behind__contains=[BOTH])
    gaps.append(Gap("both", _("Both languages were changed. Do they say the same?"), edited))
    for language in LANGUAGES:
        description = column("search_description", language)
        without = Q(**{description: ""}) | Q(**{f"{description}__isnull": True})
        written = Q(**{column("has_text", language): True})
        is_behind = Q(language_summary__behind__contains=[language])
        gaps.append(Gap(column("behind", language), _("Not up to date with the other language"), is_behind, language))
        is_copied = Q(language_summary__copied__contains=[language])
        gaps.append(Gap(column("copied", language), _("Copied, not translated"), is_copied, language))
        is_machine = Q(language_summary__machine__contains=[language])
        gaps.append(Gap(column("machine", language), _("Draft by machine, not confirmed"), is_machine, language))
        is_read = Q(**{"live": True, column("shown", language): True})
        behind = is_read & Q(language_summary__live_behind__contains=[language])
        gaps.append(Gap(column("live_behind", language), _("Readers see a text that is out of date"), behind, language))
        untranslated = is_read & Q(language_summary__live_copied__contains=[language])
        gaps.append(
            Gap(column("live_copied", language), _("Readers see a text that is not translated"), untranslated, language)
        )
        name, label = column("description", language), _("No description for search engines")
        gaps.append(Gap(name, label, written & without, language))
        gaps.append(Gap(column("alt_text", language), _("A picture without text equivalent"), _undescribed(language), language))
    gaps.append(Gap("undrawn", _("A picture that cannot be shown: replace its file"), Q(live=True) & Q(_undrawn())))
    for language in LANGUAGES:
        gaps.append(Gap(column("form", language), _("A field of the form is not written"), _unwritten(language), language))
    return gaps


def _unwritten(language: str) -> Exists:
    """Find the pages whose form asks something in the other language only."""
    missing, written = column("label", language), column("label", other_language(language))
    fields = ContactField.objects.filter(Q(**{missing: ""}) | Q(**{missing: None}), page=OuterRef("pk"))
    return Exists(fields.exclude(**{written: ""}).order_by())


def _undrawn() -> Exists:
    """Find the pages with a picture that cannot be resized; publishing a page tries to."""
    sizes = Rendition.objects.filter(image=OuterRef("pk"), filter_spec__in=(SPECS[0], *DRAWING_SPECS))
    return Exists(_references_to(ClinicImage.objects.filter(~Exists(sizes))))


def _undescribed(language: str) -> Exists:
    """Find the pages that show, in one language, a picture whose text equivalent that language lacks."""
    pictures = ClinicImage.objects.filter(Q(**{column("alt_text", language): ""}) | Q(**{column("alt_text", language): None}))
    names = sorted({name for model in get_page_models() for name in translated_fields(model)})
    elsewhere = [column(name, other) for name in names for other in LANGUAGES if other != language]
    if language != DEFAULT_LANGUAGE:
        elsewhere += names
    return Exists(_references_to(pictures).exclude(model_path__regex=rf"^({'|'.join(elsewhere)})(\.|$)"))


def _references_to(pictures: QuerySet) -> QuerySet:
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(BasePage),
        object_id=Cast(OuterRef("pk"), CharField()),
        to_content_type=ContentType.objects.get_for_model(ClinicImage),
        to_object_id__in=pictures.order_by().annotate(key=Cast("pk", CharField())).values("key"),
    )

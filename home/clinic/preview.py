"""What readers will see of the clinic's facts, before they are saved: on the front page and on the pages of the menu."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import PreviewableMixin, Site

from home.bilingual.languages import LANGUAGES, active_language, column, language_name


class ClinicPreviewMixin(PreviewableMixin):
    """Previews settings on pages as they are live, in either language."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        language = active_language()
        ordered = [language, *(code for code in LANGUAGES if code != language)]
        return [
            (f"{code}-{page.pk}", f"{getattr(page, column('title', code))} ({language_name(code)})")
            for code in ordered
            for page in _pages()
            if getattr(page, column("title", code))
        ]

    def is_previewable(self) -> bool:
        # A site without pages has nowhere to show them.
        return bool(_pages())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        language, _hyphen, number = mode_name.partition("-")
        pages = _pages()
        page = next((page for page in pages if str(page.pk) == number), pages[0])
        # The templates take the clinic from here.
        request.__dict__["_clinic_tags"] = {("clinic", code): self for code in LANGUAGES}
        response: HttpResponse = page.specific.serve_preview(request, language)
        return response


def _pages() -> list[Any]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return [site.root_page, *site.root_page.get_children().live().in_menu()] if site else []

"""Unsaved text as readers would see it: in one language, or in both beside each other."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext

from home.bilingual.languages import LANGUAGES, active_language, language_name
from home.bilingual.page import Base

BOTH = "both"


class BilingualPreviewMixin(Base):
    """Previews a page in each language, and in both at once."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        languages = [(code, str(language_name(code))) for code in LANGUAGES]
        return [*languages, (BOTH, gettext("Both languages"))]

    @property
    def default_preview_mode(self) -> str:
        return active_language()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        if mode_name == BOTH:
            return self._serve_both(request)
        language = mode_name if mode_name in LANGUAGES else active_language()
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = super().serve_preview(request, language).render()
        response.headers["Content-Language"] = language
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _serve_both(self, request: HttpRequest) -> TemplateResponse:
        # Each version is a document of its own in a frame, so that it is laid out for the frame's width.
        versions = [
            (code, translation.get_language_info(code)["name_local"], self.serve_preview(request, code).content.decode())
            for code in LANGUAGES
        ]
        response = TemplateResponse(request, "home/preview_both.html", {"page": self, "versions": versions})
        response.headers["X-Robots-Tag"] = "noindex"
        return response

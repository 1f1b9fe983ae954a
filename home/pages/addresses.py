"""Where a page is found in each language."""

from django.http import HttpRequest
from django.utils import translation

from home.bilingual.languages import active_language, column
from home.bilingual.page import Base


class AddressesMixin(Base):
    """Gives a page's address in any language."""

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return core's answer, which head, menu, links and data all ask for; once per request and address."""
        if request is None:
            return super().get_url_parts()
        found = request.__dict__.setdefault("_url_parts", {})
        language = active_language()
        key = (language, getattr(self, column("url_path", language)))
        if key not in found:
            found[key] = super().get_url_parts(request)
        return found[key]

    def url_in(self, language: str, request: HttpRequest | None = None) -> str | None:
        """Return the page's address in a language, or None where it has none."""
        with translation.override(language):
            return self.get_url(request)

    def full_url_in(self, language: str, request: HttpRequest | None = None) -> str | None:
        """Return the page's full address in a language, or None where it has none."""
        with translation.override(language):
            return self.get_full_url(request)

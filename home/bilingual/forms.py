"""The editor's form of a page: a draft is always saved, and publishing names what is missing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm

from home.bilingual import moderation, publication, slugs
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column


class BilingualPageForm(WagtailAdminPageForm):
    """Fills the slugs and the working title, and checks what publishing in a language needs."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        titles = [cleaned_data.get(column("title", language)) for language in LANGUAGES]
        default_title = column("title", DEFAULT_LANGUAGE)
        if not any(titles):
            self.add_error(default_title, gettext("Write a title, in Danish or in English."))
        elif not cleaned_data.get(default_title):
            # An English-first page borrows its English title until it has a Danish one.
            cleaned_data[default_title] = next(filter(None, titles))
        return cleaned_data

    def _post_clean(self) -> None:
        if self.parent_page and not self.errors:
            for language in LANGUAGES:
                name = column("slug", language)
                slug = self.cleaned_data.get(name) or slugs.propose_slug(self.cleaned_data.get(column("title", language)) or "")
                if slug and not self.cleaned_data.get(name):
                    slug = slugs.free_slug(self.instance, self.parent_page, slug, language)
                self.cleaned_data[name] = slug or None
        super()._post_clean()
        if self.errors or not self.parent_page:
            return
        self._add_errors(self._slug_errors())
        languages = moderation.languages_to_publish(self.instance, self.data)
        if languages != []:
            self._add_errors(publication.text_errors(self.instance, languages))
            self._add_errors(publication.ancestor_errors(self.instance, self.parent_page, languages))
        if languages and self.instance.go_live_at:
            self.add_error("go_live_at", gettext("A schedule is for both languages. Leave it empty, or publish both."))

    def _slug_errors(self) -> publication.Errors:
        try:
            slugs.check_slugs(self.instance, self.parent_page)
        except ValidationError as error:
            return {name: ValidationError(errors) for name, errors in error.error_dict.items()}
        return {}

    def _add_errors(self, errors: publication.Errors) -> None:
        for name, error in errors.items():
            self.add_error(name if name in self.fields else None, error)

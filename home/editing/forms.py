"""The editor's forms: a draft is always saved, publishing names what is missing, and nobody changes a language not theirs."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import BlockField
from wagtail.models import COMMENTS_RELATION_NAME

from home.bilingual import passages, slugs, visibility, workflow
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.bilingual.roles import own_columns, restore_what_others_write, writes_everything

SCHEDULE = ("go_live_at", "expire_at")


class OwnLanguagesForm(WagtailAdminModelForm):
    """Shows a person who writes one language only the fields of that language, and stores nothing else."""

    def __init__(self, *args: Any, instance: Any = None, for_user: Any = None, **kwargs: Any) -> None:
        self.is_limited = bool(instance and instance.pk and not writes_everything(for_user))
        if self.is_limited:
            # An older version, to which the person goes back, may hold other words in the other language.
            restore_what_others_write(instance, self.stored_names(), for_user)
        super().__init__(*args, instance=instance, for_user=for_user, **kwargs)
        for field in self.fields.values():
            if isinstance(field, ModelMultipleChoiceField):
                # Its own sentence names the number of what is gone.
                field.error_messages["invalid_choice"] = ModelChoiceField.default_error_messages["invalid_choice"]
        if self.is_limited:
            self._keep_own_fields(self)
            self._keep_own_rows()

    @classmethod
    def stored_names(cls) -> list[str]:
        """Name the fields and child tables that the form stores, comments excepted: everybody may comment on everything."""
        names = [name for name in (*cls.base_fields, *cls.formsets) if name != COMMENTS_RELATION_NAME]
        return [name for name in names if _is_stored(cls._meta.model, name)]

    def save(self, commit: bool = True) -> Any:
        if not self.is_limited:
            return super().save(commit=commit)
        instance = super().save(commit=False)
        # A forged form may still add, remove or move child rows.
        restore_what_others_write(instance, self.stored_names(), self.for_user)
        if commit:
            instance.save()
        return instance

    def _keep_own_fields(self, form: WagtailAdminModelForm) -> None:
        model = form._meta.model
        kept = own_columns(model, self.for_user) | {model._meta.pk.name}
        for name in list(form.fields):
            if name not in kept and _is_stored(model, name):
                del form.fields[name]

    def _keep_own_rows(self) -> None:
        for name, formset in list(self.formsets.items()):
            if name == COMMENTS_RELATION_NAME:
                continue
            if not own_columns(formset.model, self.for_user):
                del self.formsets[name]
                continue
            for form in formset.forms:
                self._keep_own_fields(form)


def _is_stored(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


class BilingualPageForm(OwnLanguagesForm, WagtailAdminPageForm):
    """Fills the slugs and the working title, and checks what publishing in a language needs."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # Wagtail puts a mixin of its own, which looks at the class alone, before this one.
        cls.show_schedule_publishing_toggle = property(lambda form: "go_live_at" in form.fields)

    # What would be published untranslated, as questions to the editor.
    copied: Sequence[ValidationError] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unjudged: dict[str, Any] = {}
        for name in self._blocks_not_sent():
            del self.fields[name]
        # Whoever writes the English title's own words into the empty field means them to be Danish.
        self.borrowed = self.instance.borrowed_title if visibility.borrows_title(self.instance) else ""
        if self.borrowed:
            self.initial[column("title", DEFAULT_LANGUAGE)] = ""
            slug = column("slug", DEFAULT_LANGUAGE)
            if self.initial.get(slug) == slugs.propose_slug(self.borrowed):
                # Empty as the title is, so that it follows what is typed there.
                self.initial[slug] = ""

    def _blocks_not_sent(self) -> list[str]:
        """Name the bodies that the browser had not drawn yet when it sent the form; they stay as they are."""
        if not self.is_bound:
            return []
        sent = self.data, self.files
        blocks = {name: field.widget for name, field in self.fields.items() if isinstance(field, BlockField)}
        return [name for name, widget in blocks.items() if widget.value_omitted_from_data(*sent, self.add_prefix(name))]

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if self.is_deferred_validation:
            # Wagtail judges a schedule after this. Its rules are for publishing: a page that has expired is still written on.
            self.unjudged = {name: cleaned_data.pop(name) for name in SCHEDULE if name in cleaned_data}
        titles = [self._value(column("title", language)) for language in LANGUAGES]
        default_title = column("title", DEFAULT_LANGUAGE)
        if not any(titles):
            message = gettext("Write a title, in Danish or in English.")
            self._add_errors({default_title: ValidationError(message)})
        elif default_title in self.fields and not cleaned_data.get(default_title):
            # An English-first page borrows its English title until it has a Danish one.
            self.instance.borrowed_title = cleaned_data[default_title] = next(filter(None, titles))
        elif default_title in self.fields:
            self.instance.borrowed_title = ""
        return cleaned_data

    def _value(self, name: str) -> Any:
        """Return what the page will have in a field, whether the form has it or not."""
        return self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name)

    def _post_clean(self) -> None:
        self.cleaned_data |= self.unjudged
        written = self.data.get("overwrite_revision_id", "")
        self.instance.continued_revision = int(written) if written.isdecimal() else None
        if self.parent_page and not self.errors:
            for language in LANGUAGES:
                if column("slug", language) in self.fields:
                    self._fill_slug(language)
        super()._post_clean()
        if self.errors or not self.parent_page:
            return
        self._add_errors(self._slug_errors())
        languages = workflow.languages_to_publish(self.instance, self.data, self.for_user)
        if languages != []:
            self._add_errors(visibility.text_errors(self.instance, languages))
            # By no field, so that Wagtail says it at the top, which is all that somebody sees who has scrolled nowhere.
            for error in passages.machine_errors(self.instance, languages).values():
                self.add_error(None, error)
            self._add_errors(visibility.switched_off_errors(self.instance, languages))
            self._add_errors(visibility.withheld_errors(self.instance, languages))
            self._add_errors(visibility.ancestor_errors(self.instance, self.parent_page, languages))
        if self._is_publishing() and not self.errors and not self.data.get("publish-copies"):
            self.copied = passages.copy_errors(self.instance, languages)
            for question in self.copied:
                self.add_error(None, question)
        if languages and not self.instance.pk:
            # A new page is stored as a draft, of which one language is then published.
            self.instance.live = False
        if languages and self.instance.go_live_at:
            message = gettext("A schedule is for both languages. Leave it empty, or publish both.")
            self._add_errors({"go_live_at": ValidationError(message)})

    def _is_publishing(self) -> bool:
        """Tell whether readers will get the page at once or at its time; who only submits leaves it to who approves."""
        is_approval = self.data.get("workflow-action-name", "").startswith(workflow.APPROVE)
        return bool(self.data.get("action-publish") or (self.data.get("action-workflow-action") and is_approval))

    def _fill_slug(self, language: str) -> None:
        name = column("slug", language)
        has_own_title = language == DEFAULT_LANGUAGE and self.borrowed and not self.instance.borrowed_title
        if has_own_title and not self.instance.live and self.cleaned_data.get(name) == slugs.propose_slug(self.borrowed):
            # With the borrowed title goes the address that was made of it.
            self.cleaned_data[name] = None
        slug = self.cleaned_data.get(name) or slugs.propose_slug(self._value(column("title", language)) or "")
        if slug and not self.cleaned_data.get(name):
            slug = slugs.free_slug(self.instance, self.parent_page, slug, language)
        self.cleaned_data[name] = slug or None

    def _slug_errors(self) -> visibility.Errors:
        try:
            slugs.check_slugs(self.instance, self.parent_page)
        except ValidationError as error:
            return {name: ValidationError(errors) for name, errors in error.error_dict.items()}
        return {}

    def _add_errors(self, errors: visibility.Errors) -> None:
        for name, error in errors.items():
            self.add_error(name if name in self.fields else None, error)

"""Every version of what is edited beside pages, so that what was there before can be brought back."""

from typing import Any, Self

from wagtail.models import ModelLogEntry, RevisionMixin

from home.bilingual.languages import DefaultLanguageSaveMixin, in_default_language

# The action by which a history lists what was there before it began.
FORMER = "home.former_version"
# What the short screens change: so a history says more than “edited”.
PRICES, MESSAGE, CLOSED, OPENED = "home.clinic_prices", "home.clinic_message", "home.clinic_closed", "home.clinic_opened"
EDITS = ("wagtail.edit", PRICES, MESSAGE, CLOSED, OPENED)


class VersionsMixin(DefaultLanguageSaveMixin, RevisionMixin):
    """A translated model whose versions are kept, both languages in each."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") != ["latest_revision"]:
            self.keep_former()
        super().save(*args, **kwargs)

    def keep_former(self) -> None:
        """Keep what is stored, where no version is kept yet: before it is changed for the first time, or its rows are."""
        former = type(self)._base_manager.filter(pk=self.pk, latest_revision=None).first() if self.pk else None
        if former:
            self.latest_revision = former.save_revision(log_action=FORMER)

    @in_default_language
    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        # What is stored has been judged by its form, or may be as unfinished as the form lets it be.
        return super().save_revision(user, *args, **{**kwargs, "clean": False})

    @in_default_language
    def serializable_data(self) -> dict[str, Any]:
        return super().serializable_data()

    @in_default_language
    def with_content_json(self, content: dict[str, Any]) -> Self:
        return super().with_content_json(content)


def keep_version(instance: ModelLogEntry, created: bool, **kwargs: Any) -> None:
    """Keep a version whenever an edit is logged, on whatever screen it was made; Wagtail's snippet screens do so themselves."""
    model = instance.content_type.model_class() if created and instance.action in EDITS else None
    if instance.revision_id or not model or not issubclass(model, VersionsMixin):
        return
    edited = model._base_manager.filter(pk=instance.object_id).first()
    if edited:
        instance.revision, instance.content_changed = edited.save_revision(user=instance.user), True
        instance.save(update_fields=["revision", "content_changed"])

"""Publishing and unpublishing one language of a page; the other one stays as readers have it."""

import json
from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Revision

from home.bilingual.languages import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    column,
    in_default_language,
    other_language,
    translated_fields,
)
from home.bilingual.page import BilingualPage
from home.bilingual.passages import machine_errors
from home.bilingual.visibility import Errors, switched_off_errors, text_errors, withheld_errors

Content = dict[str, Any]


@in_default_language
@transaction.atomic
def publish_language(page: BilingualPage, language: str, user: Any = None) -> list[str]:
    """Publish one language of a page's latest draft, with the fields that have no language.

    The other language goes on as it is live, in the page and in its child rows; the draft keeps everything. Returns the names
    of the fields without a language that readers now see changed. Raises ValidationError where a schedule stands or where the
    language lacks what publishing needs or is withheld.
    """
    live, draft = _lock(page)
    if errors := refusals(draft, [language]):
        raise ValidationError(errors)
    other, before, wanted = other_language(language), live.serializable_data(), draft.serializable_data()
    published = with_other_language(wanted, before, type(live), other)
    published[column("shown", other)] = live.live and before[column("shown", other)]
    _replace(live, published, wanted, user, "home.publish_language", language)
    return [name for name in untranslated_fields(type(live)) if live.live and _differ(type(live), name, published, before)]


@in_default_language
@transaction.atomic
def unpublish_language(page: BilingualPage, language: str, user: Any = None) -> None:
    """Take one language of a live page from its readers; where it is the only one, the whole page."""
    live, draft = _lock(page)
    if errors := alias_errors(live):
        raise ValidationError(errors)
    if not live.live or not getattr(live, column("shown", other_language(language))):
        live.unpublish(user=user)
        return
    published, wanted = live.serializable_data(), draft.serializable_data()
    published[column("shown", language)] = wanted[column("shown", language)] = False
    _replace(live, published, wanted, user, "home.unpublish_language", language)


def refusals(draft: BilingualPage, languages: list[str] | None = None) -> Errors:
    """Say, by column, why a draft cannot be published: in some languages alone, or in those that are switched on.

    Every road to publication asks this: the buttons, approval, the schedule, the explorer's bulk action.
    """
    return {
        **alias_errors(draft),
        **text_errors(draft, languages),
        **machine_errors(draft, languages),
        **switched_off_errors(draft, languages),
        **withheld_errors(draft, languages),
        **(schedule_errors(draft) if languages else {}),
    }


def alias_errors(page: BilingualPage) -> Errors:
    """Say that an alias has no publication of its own."""
    if not page.alias_of_id:
        return {}
    sentence = _("This is an alias, which readers see as they see “%(page)s”. Publish or unpublish that page.")
    return {"alias_of": ValidationError(sentence, params={"page": page.alias_of.specific_deferred.get_admin_display_title()})}


def schedule_errors(draft: BilingualPage) -> Errors:
    """Say what stops one language of a page from being published alone: a time at which both go live."""
    if draft.approved_schedule or (draft.go_live_at and draft.go_live_at > timezone.now()):
        message = _("A schedule is for both languages. Remove the go-live time before you publish one language alone.")
        return {"go_live_at": ValidationError(message)}
    return {}


def with_other_language(content: Content, live: Content, model: Any, language: str) -> Content:
    """Return content whose columns of one language, child rows included, are those of the live content."""
    content = deepcopy(content)
    for name in translated_fields(model):
        for key in (column(name, language), name) if language == DEFAULT_LANGUAGE else (column(name, language),):
            # Null and no text say the same, and are no change that would be worth a draft.
            if live.get(key) or content.get(key):
                # A row that is not live yet has nothing in that language.
                content[key] = live.get(key, model._meta.get_field(key).get_default())
    if language == DEFAULT_LANGUAGE and "borrowed_title" in content:
        content["borrowed_title"] = live.get("borrowed_title", "")
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        rows = {row["pk"]: row for row in live.get(name, [])}
        content[name] = [
            with_other_language(row, rows.get(row["pk"], {}), relation.related_model, language) for row in content.get(name, [])
        ]
    return content


def _lock(page: BilingualPage) -> tuple[BilingualPage, BilingualPage]:
    """Return the page as it is live and as its latest draft, once nobody else is publishing it."""
    page.base_page_model._base_manager.select_for_update().get(pk=page.pk)
    live = page.specific_class.objects.get(pk=page.pk)
    return live, live.get_latest_revision_as_object()


def _replace(live: BilingualPage, published: Content, draft: Content, user: Any, action: str, language: str) -> None:
    """Publish one content and keep another as the draft."""
    revision = _keep_writing(live, published, user)
    revision.publish(user=user, log_action=False, skip_permission_checks=True)
    fresh = live.specific_class.objects.get(pk=live.pk)
    log(instance=fresh, action=action, user=user, data={"language": language}, revision=revision, content_changed=True)
    if any(_differ(type(live), name, draft, published) for name in edited_fields(type(live))):
        _keep_writing(fresh, draft, user)


def _keep_writing(page: BilingualPage, content: Content, user: Any) -> Revision:
    """Store content as the draft; a translation that is half done goes on, for readers do not have it yet."""
    draft = page.with_content_json(deepcopy(content))
    draft.continued_revision = draft.latest_revision_id
    return draft.save_revision(user=user, clean=False)


@in_default_language
def has_changed_draft(page: BilingualPage) -> bool:
    """Tell whether the draft of a page says anything else than the page itself; one that was only saved again does not."""
    draft = page.get_latest_revision_as_object().serializable_data()
    stored = page.serializable_data()
    return any(_differ(type(page), name, draft, stored) for name in edited_fields(type(page)))


def _differ(model: Any, name: str, one: Content, other: Content) -> bool:
    """Whether a field says something else in one content than in another; null and no text say the same."""
    values = one.get(name) or "", other.get(name) or ""
    if isinstance(model._meta.get_field(name), StreamField):
        # The database sorts the keys of a block, a revision keeps them as they came.
        return json.loads(values[0] or "[]") != json.loads(values[1] or "[]")
    return values[0] != values[1]


def edited_fields(model: Any) -> list[str]:
    """Name what an editor may change on a page: the fields and child tables of its form."""
    form = model.get_edit_handler().get_form_class()
    return [name for name in (*form.base_fields, *form.formsets) if name not in ("comments", "comment_notifications")]


def untranslated_fields(model: Any) -> list[str]:
    """Name what of it has no language."""
    columns = {column(name, language) for name in translated_fields(model) for language in LANGUAGES}
    return [name for name in edited_fields(model) if name not in columns]

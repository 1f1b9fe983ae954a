"""What the editor is told of the passages that are behind, and her word that they are still correct."""

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from home.bilingual.differences import word_difference
from home.bilingual.freshness import Behind, behind, declare
from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.roles import languages_of
from home.bilingual.texts import Pair, page_texts

if TYPE_CHECKING:
    from home.models import BasePage

# By the language that is behind: a language's name takes another form in each sentence.
CHANGED = {
    "da": _("The English text has changed since the Danish one was last declared correct:"),
    "en": _("The Danish text has changed since the English one was last declared correct:"),
}
MISSING = {"da": _("It is missing in Danish:"), "en": _("It is missing in English:")}
COPIED = {
    "da": _("The Danish text is a copy of the English one and awaits its translation:"),
    "en": _("The English text is a copy of the Danish one and awaits its translation:"),
}
REMOVED = {
    "da": _("It was removed in English, but is still there in Danish:"),
    "en": _("It was removed in Danish, but is still there in English:"),
}


class Notice(NamedTuple):
    """One passage that is behind, in words, with what finds it in the editor."""

    label: str
    sentence: str
    difference: SafeString
    column: str
    block_id: str
    language: str
    key: str
    # What the editor sees, so that she never declares a text that was saved meanwhile.
    seen: str

    @property
    def language_name(self) -> str:
        return str(language_name(self.language))

    @property
    def source_language(self) -> str:
        return other_language(self.language)


def notices(page: "BasePage", user: Any = None) -> list[Notice]:
    """Say what is behind on a page as it is given, in the languages that a person writes (default: in both)."""
    texts, languages = page_texts(page), languages_of(user) if user else LANGUAGES
    return [_notice(page, item, texts[item.pair]) for item in behind(page) if item.language in languages]


def behind_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is behind in the saved draft of a page, once what an editor says is still correct has been declared."""
    from home.models import BasePage

    page = get_object_or_404(BasePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft, message = page.get_latest_revision_as_object(), ""
    if request.method == "POST":
        message = _declare(draft, request)
    context = {"notices": notices(draft, request.user), "message": message}
    return TemplateResponse(request, "wagtailadmin/home/behind.html", context)


def declare_when_publishing(request: HttpRequest, page: "BasePage") -> None:
    """Declare everything where the editor's tick says so."""
    if request.POST.get("declare-all"):
        declare(page, user=request.user)


class DeclareFormatter(LogFormatter):
    """Says in the history what was declared."""

    label = _("Declare still correct")

    def format_message(self, log_entry: Any) -> str:
        model = log_entry.content_type.model_class()
        labels = [str(model._meta.get_field(name).verbose_name) for name in log_entry.data["fields"]]
        return gettext("Declared that both languages say the same: %(fields)s") % {"fields": ", ".join(labels)}


def _declare(draft: "BasePage", request: HttpRequest) -> str:
    pair = next((pair for pair in page_texts(draft) if _key(pair) == request.POST.get("pair")), None)
    if pair is None:
        return ""
    told = [(notice.key, notice.seen) for notice in notices(draft, request.user)]
    if (_key(pair), request.POST.get("seen")) not in told:
        return gettext("The text was changed meanwhile. Look at it once more.")
    declare(draft, [pair], request.user)
    return gettext("It is declared that both languages say the same.")


def _notice(page: "BasePage", item: Behind, sides: tuple[str, ...]) -> Notice:
    own = sides[LANGUAGES.index(item.language)]
    is_news = not own or own == item.current
    sentences = (MISSING if not own else COPIED) if is_news else CHANGED if item.current else REMOVED
    return Notice(
        label=_label(page, item, own),
        sentence=str(sentences[item.language]),
        difference=word_difference(item.current if is_news else item.declared, item.current),
        column=column(item.pair.field_name, item.language),
        block_id=item.pair.block_id,
        language=item.language,
        key=_key(item.pair),
        seen=_digest(sides),
    )


def _label(page: "BasePage", item: Behind, own: str) -> str:
    """Name a field, or a block by its first words."""
    field = page._meta.get_field(item.pair.field_name)
    for language in LANGUAGES if item.pair.block_id else ():
        for block in getattr(page, column(field.name, language)).raw_data:
            if block["id"] == item.pair.block_id:
                words = Truncator(own or item.current).words(6)
                return gettext("%(block)s “%(words)s”") % {
                    "block": field.stream_block.child_blocks[block["type"]].label,
                    "words": words,
                }
    return capfirst(str(field.verbose_name))


def _key(pair: Pair) -> str:
    return ":".join(pair)


def _digest(sides: tuple[str, ...]) -> str:
    return hashlib.sha256(json.dumps(sides).encode()).hexdigest()

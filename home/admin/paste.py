"""“Paste an article”: what somebody copied elsewhere, as the blocks that the editor's script inserts."""

import re

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from home.admin.converted import shown_blocks
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES
from home.pages.base import BodyMixin
from home.pages.from_html import convert, convert_words, with_pictures

MOST_BYTES = 20_000_000
# Pictures within the text, which are many times longer than the text.
WITHIN = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]*")


@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """Return what would be inserted, as the editor's widgets take it and as a person reads it; or what is wrong."""
    language = request.POST.get("language", "")
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    html, text = (_sent(request, name) for name in ("html", "text"))
    try:
        if len(html) + len(text) > MOST_BYTES:
            raise ValidationError(gettext("The text is too long. Take it over in parts."))
        converted = convert(WITHIN.sub("data:", html)) if html.strip() else convert_words(text)
        kept = with_pictures(converted.blocks, lambda picture: None)
        if not kept and not converted.title:
            raise ValidationError(gettext("There is no text in what you pasted."))
    except ValidationError as error:
        return JsonResponse({"problem": " ".join(error.messages)})
    stream = BodyMixin._meta.get_field("body").stream_block
    sentence = ngettext("%(count)s block will be inserted.", "%(count)s blocks will be inserted.", len(kept))
    context = {
        "sentence": sentence % {"count": len(kept)},
        "title": converted.title,
        "left_out": converted.left_out,
        "has_pictures": len(kept) < len(converted.blocks),
        "blocks": shown_blocks(converted.blocks, language),
        "language": language,
    }
    return JsonResponse(
        {
            "blocks": stream.get_form_state(stream.to_python(kept)),
            "title": converted.title,
            "shown": render_to_string("wagtailadmin/home/pasted.html", context, request),
        }
    )


def _sent(request: HttpRequest, name: str) -> str:
    file = request.FILES.get(name)
    return file.read(MOST_BYTES + 1).decode("utf-8", "replace") if file else ""

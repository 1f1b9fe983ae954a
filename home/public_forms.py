"""What every form for readers needs without a cookie: a signed token, a look at where it was sent from, a trap for robots."""

import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, pgettext_lazy

LONGEST_WAIT = timedelta(hours=12)
# Faster than a person who only looks at the form.
SHORTEST_WAIT = timedelta(seconds=2)
# Invisible signs that change how a text is read, such as the direction of its letters; a line break and a tab stay.
TRICKS = {
    **dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)]),
    **dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]),
}


def new_token(purpose: str) -> str:
    """Make the token of a form that is shown now."""
    return signing.TimestampSigner(salt=purpose).sign(secrets.token_urlsafe(12))


def read_token(purpose: str, token: str) -> str:
    """Return what is unique to a token; raises ValidationError where it is forged, too old or too young."""
    signer = signing.TimestampSigner(salt=purpose)
    try:
        value = signer.unsign(token, max_age=LONGEST_WAIT)
    except signing.BadSignature as error:
        raise ValidationError(gettext("The form had been open for too long. Please send it once more.")) from error
    try:
        signer.unsign(token, max_age=SHORTEST_WAIT)
    except signing.SignatureExpired:
        return str(value)
    raise ValidationError(gettext("That was very fast. Please look the form over and send it once more."))


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of this site, as every browser says in one of two headers."""
    try:
        sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    except ValueError:
        return False
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())


def neutralised(text: str) -> str:
    """Take control characters and the tricks of writing direction out of a text."""
    return text.replace("\r\n", "\n").translate(TRICKS)


def _neutralised_data(data: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in data.lists():
        clean.setlist(name, [neutralised(value) for value in values])
    return clean


class PublicForm(forms.Form):
    """A form for readers, whose purpose is the salt of its token.

    `data` is what was sent, `request` the request that brought it. A token that cannot be used is replaced by a new one, so
    that sending once more is enough. The trap is a field that people do not see.
    """

    purpose = ""
    required_css_class = "is-required"

    def __init__(self, data: QueryDict | None = None, *, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(_neutralised_data(data) if data else data, **kwargs)
        self.request = request
        self.token_id = ""
        self.fields["token"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
        # Translators: the label of a field that only robots fill in.
        label = pgettext_lazy("trap for robots", "Leave this field empty")
        self.fields["homepage"] = forms.CharField(label=label, required=False, max_length=200)
        self.fields["homepage"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.shown_token = new_token(self.purpose)

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean() or self.cleaned_data
        if not is_from_here(self.request):
            raise ValidationError(gettext("The form did not come from this website. Please send it once more from here."))
        if cleaned_data.pop("homepage", ""):
            raise ValidationError(gettext("A field that must stay empty was filled in. Please send the form once more."))
        sent = cleaned_data.pop("token", "")
        try:
            self.token_id = read_token(self.purpose, sent)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        self.shown_token = sent
        return cleaned_data

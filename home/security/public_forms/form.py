"""What every form for readers needs without a cookie: a signed token, a look at where it was sent from, a trap for robots."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.core.exceptions import TooManyFieldsSent, ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from home.security.public_forms.cleaned_text import harmless

LONGEST_WAIT = timedelta(hours=24)
# Nobody reads what is asked, writes an answer and sends it in less.
SHORTEST_WAIT = timedelta(seconds=3)
# Of a longer text no more is looked at, nor shown again.
MOST_READ = 20_000
MOST_FIELDS = 1000


class TrapField(forms.CharField):
    """A field that people do not see; what a password manager wrote into it does not come back with the form."""

    widget = forms.TextInput(
        attrs={
            "tabindex": "-1",
            "autocomplete": "off",
            "data-1p-ignore": True,
            "data-bwignore": True,
            "data-lpignore": "true",
        }
    )

    def bound_data(self, data: Any, initial: Any) -> str:
        return ""


@dataclass(frozen=True)
class Token:
    """What a form says of itself: which one it is, and how long ago it was shown."""

    key: str
    age: timedelta

    @property
    def is_hasty(self) -> bool:
        return self.age < SHORTEST_WAIT


def new_token(purpose: str) -> str:
    """Make the token of a form that is shown now."""
    return signing.dumps([secrets.token_urlsafe(16), timezone.now().timestamp()], salt=purpose)


def read_token(purpose: str, text: str) -> Token | None:
    """Read what a form says of itself; None where it is forged, of another purpose, or older than a day."""
    try:
        key, moment = signing.loads(text, salt=purpose)
    except signing.BadSignature:
        return None
    token = Token(key, timedelta(seconds=timezone.now().timestamp() - moment))
    return token if token.age <= LONGEST_WAIT else None


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of this site, as every browser says in one of two headers."""
    try:
        sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    except ValueError:
        return False
    return (sender.scheme, sender.netloc) == (request.scheme, request.get_host())


class PublicForm(forms.Form):
    """A form for readers, whose purpose, such as a page, is the salt of its token; what was sent is made harmless.

    A token that cannot be used is replaced by a new one, so that sending once more is enough. What tells a robot from a
    person, the filled trap and the haste, is judged by each form itself.
    """

    required_css_class = "is-required"

    def __init__(self, data: QueryDict | None = None, *, request: HttpRequest, purpose: str, **kwargs: Any) -> None:
        super().__init__(_harmless_data(data) if data is not None else None, label_suffix="", **kwargs)
        self.request = request
        self.purpose = purpose
        self.token = Token(key="", age=timedelta(0))
        self.shown_token = new_token(purpose)
        self.fields["token"] = forms.CharField(widget=forms.HiddenInput, required=False)
        # Translators: the label of a field that only robots fill in.
        label = pgettext_lazy("trap for robots", "Leave this field empty")
        self.fields["homepage"] = TrapField(label=label, required=False)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields that people see, in their order."""
        return [self[name] for name in self.base_fields]

    @property
    def is_trapped(self) -> bool:
        """Whether a field was filled in that people do not see."""
        return bool(self.cleaned_data.get("homepage"))

    def clean(self) -> None:
        if not is_from_here(self.request):
            raise ValidationError(gettext("The form did not come from this website. Please send it once more from here."))
        sent = self.cleaned_data.get("token", "")
        token = read_token(self.purpose, sent)
        if token is None:
            raise ValidationError(gettext("The form had been open for too long. Please send it once more."))
        self.token, self.shown_token = token, sent


def _harmless_data(data: QueryDict) -> QueryDict:
    if sum(len(values) for _name, values in data.lists()) > MOST_FIELDS:
        raise TooManyFieldsSent("No form for readers has so many fields.")
    clean = QueryDict(mutable=True)
    for name, values in data.lists():
        clean.setlist(name, [harmless(value[:MOST_READ]) for value in values])
    return clean

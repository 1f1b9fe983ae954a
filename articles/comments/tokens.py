"""The signed token of a form: it shows which page the form is of and how old it is, so that no cookie is needed."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils import timezone

from home.models import BasePage

SALT = "articles.comments.tokens"
# Nobody reads the hint, writes a sentence and sends it in less.
SHORTEST = timedelta(seconds=3)
LONGEST = timedelta(hours=24)


@dataclass(frozen=True)
class Token:
    """What a form says of itself."""

    key: str
    age: timedelta

    @property
    def is_hasty(self) -> bool:
        return self.age < SHORTEST


def new_token(page: BasePage) -> str:
    """Sign a form of a page, as of now."""
    return signing.dumps([page.pk, secrets.token_urlsafe(16), timezone.now().timestamp()], salt=SALT)


def read_token(text: str, page: BasePage) -> Token | None:
    """Read what a form says of itself; None where it is forged, of another page, or older than a day."""
    try:
        page_id, key, moment = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    age = timedelta(seconds=timezone.now().timestamp() - moment)
    return Token(key, age) if page_id == page.pk and age <= LONGEST else None

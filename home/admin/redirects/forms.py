import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.forms import RedirectForm

from home.reading.redirect_targets import answers, destination, is_own_host, leads_back, own_path, stored_path

LONGEST = 255
CONTROLS = re.compile(r"[\x00-\x1f\x7f\\]")
# A name with dots, unless it ends as a file does.
DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)*\.(?!(?:html?|php|aspx?|pdf)\b)[^\W\d_]{2,}(:\d+)?([/?#]|$)")


class CheckedRedirectForm(RedirectForm):
    """Core's form, which also takes a path of this site as a target, and refuses what would never work."""

    # Declared here and left out below, so that the model, which only knows full addresses, does not judge it.
    redirect_link = forms.CharField(
        label=_("Or lead to an address"),
        required=False,
        help_text=_("A page of this site, such as /en/articles/, or the full address of another site, with https://."),
    )

    class Meta(RedirectForm.Meta):
        fields = ("old_path", "site", "is_permanent", "redirect_page")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("redirect_link", self.instance.redirect_link)

    def clean_old_path(self) -> str:
        text = _composed(self.cleaned_data["old_path"])
        scheme, _colon, rest = text.rpartition("://")
        host = re.split(r"[/?#]", rest.removeprefix("//"))[0]
        is_own = is_own_host(host)
        if not is_own and (scheme or host.startswith("www.") or text.startswith("//")):
            raise ValidationError(
                gettext("This is an address of another website. Write only what follows the domain, such as /old-page/.")
            )
        asked = rest.removeprefix("//").removeprefix(host) or "/" if is_own else text
        if reason := _never_asked(asked.partition("?")[0]):
            raise ValidationError(reason)
        path = stored_path(asked)
        if len(path) > LONGEST:
            raise ValidationError(
                gettext("The address is too long. At most %(limit)d characters can be kept.") % {"limit": LONGEST}
            )
        if answers(path):
            raise ValidationError(_never_used(path))
        return path

    def clean_redirect_link(self) -> str:
        text = _composed(self.cleaned_data["redirect_link"])
        if not text:
            return ""
        text = f"https://{text}" if DOMAIN.match(text) else text
        if not re.match(r"(https?://|/(?!/))", text, re.IGNORECASE):
            raise ValidationError(
                gettext("Write a page of this site, such as /en/articles/, or a full address that begins with https://.")
            )
        link = _encoded(text)
        if not text.startswith("/") and not urlsplit(link).hostname:
            raise ValidationError(gettext("This is not an address."))
        if len(link) > LONGEST:
            raise ValidationError(
                gettext("The address is too long. At most %(limit)d characters can be kept.") % {"limit": LONGEST}
            )
        path = own_path(link)
        if path is None:
            URLValidator(schemes=["http", "https"])(link)
        elif not answers(path) and not destination(path):
            raise ValidationError(gettext("Nothing on this site answers at “%(path)s”.") % {"path": path})
        return link

    def clean(self) -> None:
        super().clean()
        page, link = self.cleaned_data.get("redirect_page"), self.cleaned_data.get("redirect_link", "")
        if "redirect_link" in self.errors or "old_path" in self.errors:
            return
        if not page and not link:
            raise ValidationError({"redirect_link": gettext("Choose a page, or write the address to lead to.")})
        if page and link:
            raise ValidationError({"redirect_link": gettext("Choose a page or write an address, not both.")})
        address = link or page.specific.full_url
        target = own_path(address) if address else None
        old_path = self.cleaned_data["old_path"]
        if target is not None and leads_back(target, old_path, self.instance):
            message = gettext("This redirect would lead back to “%(path)s”, round and round. Choose another target.")
            raise ValidationError({"redirect_link" if link else "redirect_page": message % {"path": old_path}})
        self.instance.redirect_link = link


def _composed(text: str) -> str:
    """Compose letters such as å, and refuse what no address holds; raises ValidationError."""
    text = unicodedata.normalize("NFC", text or "").strip()
    try:
        if CONTROLS.search(text):
            raise ValueError
        own_path(text)
    except ValueError:
        raise ValidationError(gettext("This is not an address.")) from None
    return text


def _encoded(address: str) -> str:
    """Write an address in ASCII: a domain such as ømkrop.dk by IDNA, all else by percent signs."""
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = parts.netloc
    return iri_to_uri(urlunsplit(parts._replace(netloc=host)) if host.isascii() and not parts.netloc.isascii() else address)


def _never_asked(path: str) -> str:
    """Say why no browser asks for a path as it stands; empty where one does."""
    if "*" in path:
        return gettext("Each redirect is for one address, and “*” does not stand for others. Make a redirect for each address.")
    if re.search("%2f|%5c", path, re.IGNORECASE):
        return gettext("Write “/” instead of “%2F”: the site takes both for the same.")
    if {".", ".."} & set(path.split("/")):
        return gettext("Write the address as the browser shows it: it leaves out “/./” and “/../” before it asks for a page.")
    if "//" in path:
        return gettext("Write one “/” between the parts of the address.")
    return ""


def _never_used(path: str) -> str:
    if "?" in path:
        return gettext(
            "The page at “%(path)s” answers whatever follows the question mark, so the redirect would never be used."
        ) % {"path": path.partition("?")[0]}
    return gettext(
        "The site itself answers at “%(path)s”, so the redirect would never be used. Move or unpublish that page first."
    ) % {"path": path}

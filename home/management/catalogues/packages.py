from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations, translation
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

from home.bilingual.own_apps import is_own
from home.management.catalogues.extraction import collect, find_files
from home.management.catalogues.identical import is_rightly_identical
from home.management.catalogues.problems import is_faithful, is_translated

DOMAINS = ("django", "djangojs")
# They are no apps, yet Wagtail's and Django's screens show their messages.
LIBRARIES = ("django.conf", "modelsearch")


@dataclass(frozen=True)
class Package:
    """An installed package whose messages an editor or a reader can meet."""

    name: str
    path: Path

    def source(self, domain: str) -> Catalog:
        """Read the package's English catalogue, or its source where it ships none."""
        english = self.path / "locale" / "en" / "LC_MESSAGES"
        if english.exists():
            return read_catalog(english / f"{domain}.po", domain)
        return collect(find_files(self.path, domain), self.path, domain)

    def shipped(self, domain: str) -> NullTranslations:
        """Load the Danish that the package brings; only what is compiled is ever shown."""
        return translation(domain, self.path / "locale", ["da"], fallback=True)

    def our_path(self, domain: str) -> Path:
        """Say where the project keeps the Danish that the package lacks."""
        return Path(settings.BASE_DIR) / "locale" / "packages" / self.name / "da" / "LC_MESSAGES" / f"{domain}.po"

    def ours(self, domain: str) -> Catalog:
        """Read the Danish that the project gives the package."""
        return read_catalog(self.our_path(domain), domain)


def installed_packages() -> list[Package]:
    """List the installed apps that are not the project's own, and the libraries behind them."""
    found = [Package(app.name, Path(app.path)) for app in apps.get_app_configs() if not is_own(app)]
    return found + [Package(name, Path(str(files(name)))) for name in LIBRARIES]


def read_catalog(path: Path, domain: str) -> Catalog:
    """Read a catalogue in Danish form; a file that does not exist is an empty one."""
    if not path.exists():
        return Catalog(locale="da", domain=domain)
    with path.open("rb") as file:
        return read_po(file, locale="da", domain=domain)


def find_danish(catalog: Catalog, message: Any) -> Any:
    """Give a catalogue's Danish for a message of a package, or None where it has none."""
    found = catalog.get(message.id, message.context)
    if found is None or bool(found.pluralizable) != bool(message.pluralizable) or not is_translated(found):
        return None
    return found.string


def find_shipped(shipped: NullTranslations, message: Any) -> Any:
    """Give the package's own Danish for a message, or None where it is missing, unsound or still English."""
    text = look_up(shipped, message)
    return text if is_faithful(message.id, text) and is_rightly_identical(message.id, text) else None


def look_up(translations: NullTranslations, message: Any) -> Any:
    """Ask gettext for a message as a program does, once for one and once for many where it has a plural."""
    context = message.context
    if not message.pluralizable:
        return translations.pgettext(context, message.id) if context else translations.gettext(message.id)
    one, many = message.id
    if context:
        return tuple(translations.npgettext(context, one, many, number) for number in (1, 2))
    return tuple(translations.ngettext(one, many, number) for number in (1, 2))


def needed(package: Package, domain: str) -> Iterator[Any]:
    """List the messages that our catalogue of a package must hold: what it lacks, and what we put differently."""
    shipped, ours = package.shipped(domain), package.ours(domain)
    for message in package.source(domain):
        if not message.id:
            continue
        theirs, own = find_shipped(shipped, message), find_danish(ours, message)
        if theirs is None or own not in (None, theirs):
            yield message

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import write_po
from django.conf import settings

from home.management.catalogues.extraction import collect_own
from home.management.catalogues.packages import (
    DOMAINS,
    Package,
    find_danish,
    find_shipped,
    installed_packages,
    needed,
    read_catalog,
)

Memory = dict[tuple[Any, str | None], Any]


def own_path() -> Path:
    """Say where the project's own catalogue is."""
    return Path(settings.BASE_DIR) / "locale" / "da" / "LC_MESSAGES" / "django.po"


def update_own() -> Catalog:
    """Bring the project's own catalogue up to date with its source."""
    source, catalog = collect_own(), read_catalog(own_path(), "django")
    source.creation_date = catalog.creation_date
    catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    write(own_path(), catalog, sort_output=True)
    return catalog


def update_packages() -> Iterator[tuple[Package, str, Catalog]]:
    """Bring each package's catalogue up to date; a message that is known from elsewhere gets the same Danish."""
    memory = remember()
    for package in installed_packages():
        for domain in DOMAINS:
            catalog = renew(package, domain, memory)
            path = package.our_path(domain)
            if len(catalog):
                write(path, catalog)
                yield package, domain, catalog
            else:
                path.unlink(missing_ok=True)
                path.with_suffix(".mo").unlink(missing_ok=True)


def renew(package: Package, domain: str, memory: Memory) -> Catalog:
    """Write a package's catalogue from what it needs now, in the order of its source, keeping the Danish there is."""
    ours = package.ours(domain)
    catalog = Catalog(
        locale="da",
        domain=domain,
        header_comment=f"# The Danish that {package.name} lacks, or that we put differently, in a shape to offer upstream.",
        project="Danish for",
        version=package.name,
        msgid_bugs_address="none",
        last_translator="Aalborg Acupuncture Clinic",
        language_team="Danish",
        charset="utf-8",
        creation_date=ours.creation_date,
        revision_date=ours.creation_date,
        fuzzy=False,
    )
    for message in needed(package, domain):
        known = ours.get(message.id, message.context)
        text = (known.string if known and find_danish(ours, message) else None) or memory.get((message.id, message.context), "")
        catalog.add(
            message.id,
            text,
            locations=message.locations,
            flags=(message.flags - {"fuzzy"}) | (known.flags & {"fuzzy"} if known else set()),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else [],
            context=message.context,
        )
    return catalog


def remember() -> Memory:
    """Collect the Danish of every message that has one; the project's own catalogue and ours win over what is shipped."""
    memory: Memory = {}
    for _place, message, text in reversed(list(translations())):
        memory[message.id, message.context] = text
    return memory


def translations() -> Iterator[tuple[str, Any, Any]]:
    """List the Danish in force: its place, its message and the text, of the project's own catalogue and of every package."""
    for message in read_catalog(own_path(), "django"):
        if message.id and message.string:
            yield "own", message, message.string
    shipped = []
    for package in installed_packages():
        for domain in DOMAINS:
            ours, theirs = package.ours(domain), package.shipped(domain)
            for message in package.source(domain):
                if text := find_danish(ours, message):
                    yield package.name, message, text
                elif text := find_shipped(theirs, message):
                    shipped.append((package.name, message, text))
    yield from shipped


def write(path: Path, catalog: Catalog, *, sort_output: bool = False) -> None:
    """Write a catalogue without line numbers, so that it changes only when a message does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=sort_output, include_lineno=False, ignore_obsolete=True)

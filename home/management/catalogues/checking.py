from collections.abc import Iterator

from babel.messages import Catalog

from home.management.catalogues.extraction import collect_own
from home.management.catalogues.identical import is_rightly_identical
from home.management.catalogues.packages import DOMAINS, Package, find_shipped, installed_packages, needed, read_catalog
from home.management.catalogues.problems import find_conflicts, find_problems, forms, is_translated
from home.management.catalogues.updating import own_path, translations
from home.management.catalogues.words import find_in_guide, find_unwanted

OVERRIDE = "Override: "


def check_all() -> Iterator[str]:
    """Name every problem of every catalogue, with the package in front."""
    own = read_catalog(own_path(), "django")
    for problem in [*find_problems(collect_own(), own), *_find_slips(own)]:
        yield f"own: {problem}"
    for package in installed_packages():
        for domain in DOMAINS:
            for problem in check_package(package, domain):
                yield f"{package.name}: {problem}"
    told = list(translations())
    yield from find_conflicts(told)
    yield from find_in_guide(forms(message.id)[0] for _place, message, _text in told)


def check_package(package: Package, domain: str) -> Iterator[str]:
    """Name the problems of one package's catalogue."""
    wanted, ours, shipped = Catalog(domain=domain), package.ours(domain), package.shipped(domain)
    for message in needed(package, domain):
        wanted.add(message.id, context=message.context)
    yield from [*find_problems(wanted, ours), *_find_slips(ours)]
    for message in ours:
        if not message.id or not is_translated(message):
            continue
        explained = any(comment.startswith(OVERRIDE) for comment in message.user_comments)
        if find_shipped(shipped, message) and not explained:
            yield f"put differently without “# {OVERRIDE}<reason>”: {message.id}"


def _find_slips(catalog: Catalog) -> Iterator[str]:
    for message in catalog:
        if not message.id or not is_translated(message):
            continue
        if not is_rightly_identical(message.id, message.string):
            yield f"still English, and not in identical.toml: {message.id}"
        yield from find_unwanted(forms(message.id)[0], message.string)

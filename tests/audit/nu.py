"""The W3C's Nu checker over every page in both languages, and over every style sheet and drawing of the project."""

import json
import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from tests.audit.production import ProductionSite
from tests.support.addresses import OTHER_PAGES
from tests.support.served import PROJECT

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def complaints(site: ProductionSite, tools: Path, folder: Path) -> list[str]:
    """List what the checker finds, errors and warnings alike, each with its page and line; print how much it looked at."""
    pages = _save_pages(site, folder)
    drawings = [*(PROJECT / "home").rglob("*.svg"), *(PROJECT / "articles").rglob("*.svg")]
    style_sheets = [*(PROJECT / "home" / "static").rglob("*.css"), *(PROJECT / "articles").rglob("*.css")]
    found = []
    for kind, files in (("html", [*pages]), ("svg", drawings), ("css", style_sheets)):
        for message in _check(tools, kind, files):
            file = Path(urlsplit(message["url"]).path)
            place = pages.get(file) or file.relative_to(PROJECT)
            line, text = message.get("lastLine", "-"), message["message"]
            found.append(f"{place}:{line}: {message.get('subType', message['type'])}: {text}")
        print(f"Nu checker: {len(files)} {kind} files looked at.")
    return found


def _save_pages(site: ProductionSite, folder: Path) -> dict[Path, str]:
    """Write every page, and what it links to, into a file of its own; return the paths by file."""
    saved, wanted = {}, _paths(site)
    for number, path in enumerate(wanted):
        body = site.get(path)[1]
        if not body.startswith(b"<!DOCTYPE html>"):
            continue
        file = folder / f"{number}.html"
        file.write_bytes(body)
        saved[file] = path
        links = [urlsplit(link["href"]) for link in BeautifulSoup(body, "html.parser").select("a[href^='/']")]
        wanted += sorted({link.path for link in links} - {*wanted})
    return saved


def _paths(site: ProductionSite) -> list[str]:
    """List the paths of the sitemap, and of what stands outside it."""
    tree = ElementTree.fromstring(site.get("/sitemap.xml")[1])  # noqa: S314 - our own
    listed = [urlsplit(str(loc.text)).path for loc in tree.iter(LOC)]
    return [*listed, *(path for pair in OTHER_PAGES.values() for path in pair)]


def _check(tools: Path, kind: str, files: list[Path]) -> list[dict[str, str]]:
    checker = ["java", "-jar", str(tools / "vnu-jar" / "build" / "dist" / "vnu.jar"), f"--{kind}", "--format", "json"]
    output = subprocess.run([*checker, "--stdout", "--exit-zero-always", *files], check=True, capture_output=True).stdout
    return list(json.loads(output)["messages"])

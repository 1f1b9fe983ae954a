"""A few content files, and loading them."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.utils import translation

from home.operations.loader import Report, load

HOME = """
page: home.HomePage
key: home
title: {da: Klinikken, en: The clinic}
slug: {da: home, en: home}
lead: {da: Velkommen., en: Welcome.}
body:
  - paragraph: {da: Her er roligt., en: It is quiet here.}
"""


ABOUT = """
page: home.InfoPage
key: about
parent: home
title: {da: Om os, en: About us}
slug: {da: om-os, en: about-us}
lead: {da: Kort., en: Short.}
body:
  - heading: {da: Hvem, en: Who}
  - paragraph:
      da: Vi er **to**.
      en: We are **two**.
"""


TOPIC = """
snippet: articles.Topic
key: sciatica
name: {da: Iskias, en: Sciatica}
slug: {da: iskias, en: sciatica}
"""


DRAWING = """
image: drawing.svg
key: drawing
title: Tegning
alt_text: {da: En cirkel., en: A circle.}
"""


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"></svg>'


PERSON = """
snippet: home.Practitioner
key: practitioner
name: Inger
"""


CLINIC = """
settings: home.ClinicSettings
key: clinic
postcode: "9000"
cvr: "12345678"
"""


ARTICLES = """
page: articles.ArticleIndexPage
key: articles
parent: home
title: {da: Artikler, en: Articles}
slug: {da: artikler, en: articles}
lead: {da: Kort., en: Short.}
"""


ARTICLE = """
page: articles.ArticlePage
key: one
parent: articles
title: {da: Iskias, en: Sciatica}
slug: {da: iskias, en: sciatica}
lead: {da: Kort., en: Short.}
topics: [sciatica]
related_pages:
  - target: about
body:
  - paragraph: {da: Tekst., en: Text.}
"""


Write = Callable[..., None]


def write_files(folder: Path, **texts: str) -> None:
    """Write content files, named by keyword, into a folder."""
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text.lstrip("\n"))


def load_from(folder: Path) -> Report:
    with translation.override("en"):
        return load([folder])


def run_command() -> str:
    output = StringIO()
    call_command("loadcontent", stdout=output)
    return output.getvalue()

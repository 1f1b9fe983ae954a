"""A story that is told only while a consent allows it: its content files, and what the model knows of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

KEY = "0d8f7f5e-3c7e-4a55-9f0a-6a1de2b0c001"
WORD = "kvitterfugl"
FILES = {
    "home": """
page: home.HomePage
key: home
title: {da: Klinikken, en: The clinic}
slug: {da: home, en: home}
lead: {da: Velkommen., en: Welcome.}
body: [{paragraph: {da: Roligt., en: Quiet.}}, {case_story: story}]
""",
    "index": """
page: articles.CaseStoryIndexPage
key: stories
parent: home
title: {da: Patienthistorier, en: Case stories}
slug: {da: patienthistorier, en: case-stories}
lead: {da: Kort., en: Short.}
""",
    "story": f"""
page: articles.CaseStoryPage
key: story
consent_key: {KEY}
parent: stories
title: {{da: "{WORD}da", en: "{WORD}en"}}
slug: {{da: historie, en: story}}
pseudonym: {WORD}
{"".join(f"{name}: {{da: {WORD}, en: {WORD}}}" + chr(10) for name in ("summary", "background", "course", "outcome"))}
""",
    "consent": f"""
snippet: articles.Consent
key: consent
consent_key: {KEY}
languages: '["da", "en"]'
given_on: 2026-01-02
method: paper
""",
}
SURFACES = {
    "front page": ("/", "/en/"),
    "list": ("/patienthistorier/", "/en/case-stories/"),
    "search": (f"/soeg/?q={WORD}", f"/en/search/?q={WORD}"),
    "feed": ("/atom.xml", "/en/atom.xml"),
    "sitemap": ("/sitemap.xml", "/sitemap.xml"),
}


@dataclass
class Given:
    """A consent, as the model knows it."""

    pk: int
    languages: list[str]
    until: int | None
    picture: bool = False


@dataclass
class Told:
    """A page that tells the story: what it shows if it is live, and what its versions showed."""

    pk: int
    shown: set[str]
    live: bool = True
    alias_of: int | None = None
    versions: list[set[str]] = field(default_factory=list)


class Clock:
    """Days that pass when the machine says so; every look at it is a little later, since versions stand in order."""

    day = ticks = 0

    def now(self) -> datetime:
        self.ticks += 1
        return datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(days=self.day, milliseconds=self.ticks)


clock = Clock()

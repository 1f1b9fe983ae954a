"""The pages that readers get, each with its Danish and its English address: the one list that the checks go by."""

# The page tree of the content files; the same pages stand in the sitemap.
PAGES = {
    "home": ("/", "/en/"),
    "treatment": ("/behandling-og-priser/", "/en/treatment-and-prices/"),
    "first visit": ("/foerste-besoeg/", "/en/first-visit/"),
    "articles": ("/artikler/", "/en/articles/"),
    "sciatica": (
        "/artikler/lindring-af-iskias-med-akupunktur/",
        "/en/articles/relieving-sciatica-pain-through-acupuncture/",
    ),
    "case stories": ("/patienthistorier/", "/en/case-stories/"),
    "Sarah": ("/patienthistorier/sarahs-historie-iskias/", "/en/case-stories/sarahs-story-sciatica/"),
    "where it hurts": ("/smerter-og-gener/", "/en/aches-and-pains/"),
    "low back": ("/smerter-og-gener/laend-og-iskias/", "/en/aches-and-pains/low-back-and-sciatica/"),
    "about": ("/om-klinikken/", "/en/about/"),
    "contact": ("/kontakt/", "/en/contact/"),
    "privacy": ("/privatliv/", "/en/privacy/"),
    "accessibility": ("/tilgaengelighed/", "/en/accessibility/"),
}
# What readers get besides the page tree.
OTHER_PAGES = {
    "topic": ("/artikler/emne/iskias/", "/en/articles/topic/sciatica/"),
    "search": ("/soeg/", "/en/search/"),
    "results": ("/soeg/?q=iskias", "/en/search/?q=sciatica"),
    "contact form": ("/kontakt/skriv/", "/en/contact/write/"),
    "thanks": ("/kontakt/skriv/tak/", "/en/contact/write/thanks/"),
    "not found": ("/findes-ikke/", "/en/not-here/"),
}
EVERY_PAGE = PAGES | OTHER_PAGES
# One page of each type, the fullest there is. A new page type is added here, and every check looks at it.
NOT_FOR_SEARCH_ENGINES = ("results", "contact form", "thanks", "not found")
PAGE_TYPES = {
    name: EVERY_PAGE[name]
    for name in (
        "home",
        "treatment",
        "articles",
        "sciatica",
        "case stories",
        "Sarah",
        "where it hurts",
        "low back",
        "contact",
        "contact form",
        "search",
        "results",
        "not found",
    )
}

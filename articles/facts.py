"""Which of the clinic's facts answer a search: they are in the settings, on every page and thus in no page's words."""

from home.bilingual.search_lexicon import Lexicon
from home.bilingual.search_query import WORD, Term

# The word of each fact that the lists of synonyms have, in both languages.
FACTS = {
    "hours": {"da": "åbningstider", "en": "opening hours"},
    "prices": {"da": "priser", "en": "prices"},
    "booking": {"da": "tidsbestilling", "en": "booking"},
    "address": {"da": "adresse", "en": "address"},
    "telephone": {"da": "telefon", "en": "telephone"},
    "email": {"da": "e-mail", "en": "e-mail"},
    "person": {"da": "behandler", "en": "practitioner"},
    "referral": {"da": "henvisning", "en": "referral"},
    "payment": {"da": "betaling", "en": "payment"},
    "cancellation": {"da": "afbud", "en": "cancel"},
    "children": {"da": "børn", "en": "children"},
    "interpreter": {"da": "tolk", "en": "interpreter"},
    "access": {"da": "kørestol", "en": "wheelchair"},
}


def facts_of(terms: list[Term], lexicon: Lexicon) -> list[str]:
    """Name the facts that some terms ask for, by their own word or by one that means the same."""
    said = {tuple(words) for term in terms for words in (term.words, *term.synonyms)}
    # »behandlingspriser« asks for prices.
    heads = [last for term in terms for word in term.words for _, last in lexicon.parts(word)]
    said |= {tuple(words) for head in heads for words in lexicon.same_as(lexicon.key(head))}
    return [fact for fact, words in FACTS.items() if tuple(WORD.findall(words[lexicon.language])) in said]

"""What may leave the site for a translation service: the one door, made so that nothing else fits through it."""

from collections.abc import Container

from django.utils.translation import gettext

from home.bilingual.bin import is_in_bin
from home.bilingual.freshness_rules import PairState
from home.bilingual.page import BilingualPage, page_model
from home.exchange.first_drafts.patients import Patients
from home.exchange.owners import draft_of
from home.exchange.sending import kept_back
from home.exchange.units import pairs_of


class NeverSentError(Exception):
    """A page of which nothing may go to a translation service."""


class Outgoing:
    """The texts of a page that are not written in a language.

    A service takes this and nothing else. It is made of a page, never of words, so that nobody can hand over a comment, a
    request or a consent; and it is not made of a page that tells of a patient.
    """

    def __init__(self, page: BilingualPage, language: str) -> None:
        """Gather them; raises NeverSentError, with the reason."""
        if reason := never_sent(page, language):
            raise NeverSentError(reason)
        self.page, self.language = page.specific, language
        self.draft = draft_of(self.page)
        empty = [
            pair
            for pair in pairs_of(self.draft, language)
            # Of a page's rows nothing is remembered, and so not who wrote them.
            if pair.passage.draft is self.draft
            and (pair.standing.state, pair.standing.language) == (PairState.NOT_WRITTEN, language)
        ]
        patients = Patients()
        judged = [(pair, patients.why_kept(pair.passage)) for pair in empty]
        self.kept_back = [(pair, reason) for pair, reason in judged if reason]
        self.pairs = [pair for pair, reason in judged if not reason]

    def texts(self, known: Container[str], most_texts: int, most_letters: int) -> list[str]:
        """Return as many texts as one request may hold, of those that are not known yet; marked, as `rich_codes.py` says."""
        new = dict.fromkeys(unit.source.marked for pair in self.pairs for unit in pair.units if unit.source.marked not in known)
        texts: list[str] = []
        for text in new:
            most_letters -= len(text)
            if texts and (most_letters < 0 or len(texts) == most_texts):
                break
            texts.append(text)
        return texts


def never_sent(page: BilingualPage, language: str) -> str:
    """Say why nothing of a page may go to a translation service; empty where it may."""
    if not isinstance(page, page_model()):
        raise TypeError("Only pages go to a translation service.")
    if page.specific_class is None or page.specific_class.tells_of_a_patient:
        return gettext("A case story is health data, and is never sent to a machine.")
    if page.alias_of_id:
        return gettext("The page is a mirror of another page, which has the text.")
    if is_in_bin(page):
        return gettext("The page is in the bin.")
    return kept_back(page.specific, language)

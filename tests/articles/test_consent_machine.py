import os
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as HypothesisSettings  # noqa: N812 - it is a class
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from articles.consent.withdrawal import honour_withdrawals, withdraw
from articles.models import CaseStoryIndexPage, CaseStoryPage, Consent
from articles.models.consent import today
from home.bilingual.publishing import publish_language, unpublish_language
from home.models import ClinicImage, DraftLink
from home.operations.loader import load
from tests.articles.consent_model import FILES, KEY, SURFACES, WORD, Given, Told, clock
from tests.support import factories
from tests.support.traces import places

RUNS = int(os.environ.get("CONSENT_RUNS", "2"))
STEPS = int(os.environ.get("CONSENT_STEPS", "10"))
MOST_PAGES = 4
LANGUAGES = ("da", "en")

some_languages = st.sampled_from([["da"], ["en"], ["da", "en"]])
some_language = st.sampled_from(LANGUAGES)
some_days = st.none() | st.integers(0, 3)
some_number = st.integers(0, 5)


class ConsentMachine(RuleBasedStateMachine):
    """People do whatever they like with a story and its consents; readers find it exactly where a consent allows it."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.steps, clock.day = 0, 0
        self.client = Client()
        load([self.folder])
        story, consent = CaseStoryPage.objects.get(), Consent.objects.get()
        self.consents = [Given(consent.pk, ["da", "en"], None)]
        self.pages = [Told(story.pk, {"da", "en"}, versions=[{"da", "en"}])]
        self.is_withdrawn, self.original = False, story.pk
        self.pictures: list[ClinicImage] = []
        self.links: dict[int, str] = {}

    def teardown(self) -> None:
        try:
            for surface in SURFACES:
                self._check(surface)
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)
            settings.WITHDRAWALS_FILE.unlink(missing_ok=True)
            cache.clear()

    def _allowed(self, language: str) -> bool:
        return any(language in given.languages and (given.until is None or clock.day <= given.until) for given in self.consents)

    def _is_public(self, page: Told, language: str) -> bool:
        return page.live and language in page.shown and self._allowed(language)

    def _publish(self, page: Told, shown: set[str]) -> None:
        for told in self.pages:
            if told is page or told.alias_of == page.pk:
                told.live, told.shown = True, set(shown)
        page.versions.append(set(shown))

    def _row(self, page: Told) -> CaseStoryPage:
        return CaseStoryPage.objects.get(pk=page.pk)

    # The acts

    @rule(languages=some_languages, days=some_days, picture=st.booleans())
    def grant(self, languages: list[str], days: int | None, picture: bool) -> None:
        if self.is_withdrawn or not self.pages:
            return
        until = None if days is None else today() + timedelta(days=days)
        story = self._row(self.pages[0])
        consent = factories.consent(story, languages=languages, until=until, covers_picture=picture)
        self.consents.append(Given(consent.pk, languages, None if days is None else clock.day + days, picture))

    @rule(number=some_number, languages=some_languages, days=some_days)
    def limit(self, number: int, languages: list[str], days: int | None) -> None:
        if self.consents:
            given = self.consents[number % len(self.consents)]
            given.languages, given.until = languages, None if days is None else clock.day + days
            until = None if days is None else today() + timedelta(days=days)
            Consent.objects.filter(pk=given.pk).update(languages=languages, until=until)

    @rule(number=some_number)
    def strike_out(self, number: int) -> None:
        if self.consents:
            Consent.objects.get(pk=self.consents.pop(number % len(self.consents)).pk).delete()

    @rule(days=st.integers(1, 4))
    def let_time_pass(self, days: int) -> None:
        clock.day += days

    @rule(number=some_number, language=some_language)
    def publish(self, number: int, language: str) -> None:
        originals = [page for page in self.pages if page.alias_of is None]
        if not originals:
            return
        page = originals[number % len(originals)]
        if not self._allowed(language) or language not in page.shown:
            with pytest.raises(ValidationError), transaction.atomic():
                publish_language(self._row(page), language)
            if self._allowed(language):
                # The editor switches the language on, and publishes both.
                draft = self._row(page).get_latest_revision_as_object()
                setattr(draft, f"shown_{language}", True)
                draft.save_revision().publish()
                self._publish(page, page.shown | {language})
            return
        publish_language(self._row(page), language)
        self._publish(page, (page.shown if page.live else set()) | {language})

    @rule(number=some_number, language=some_language)
    def unpublish(self, number: int, language: str) -> None:
        originals = [page for page in self.pages if page.alias_of is None]
        page = originals[number % len(originals)] if originals else None
        if page and page.live and language in page.shown:
            unpublish_language(self._row(page), language)
            if page.shown == {language}:
                page.live = False
                for alias in self.pages:
                    alias.live = alias.live and alias.alias_of != page.pk
            else:
                self._publish(page, page.shown - {language})

    @rule(number=some_number)
    def revert(self, number: int) -> None:
        if self.pages and self.pages[0].pk == self.original:
            page = self.pages[0]
            number %= len(page.versions)
            shown = page.versions[number]
            revision = self._row(page).revisions.order_by("created_at", "pk")[number]
            revision.as_object().save_revision(previous_revision=revision).publish()
            self._publish(page, shown)

    @rule(is_alias=st.booleans())
    def copy(self, is_alias: bool) -> None:
        if not self.pages or len(self.pages) >= MOST_PAGES:
            return
        source, row = self.pages[0], self._row(self.pages[0])
        if is_alias:
            made, of = row.create_alias(), source.alias_of or source.pk
        else:
            made, of = row.copy(keep_live=True), None
        self.pages.append(Told(made.pk, set(source.shown), source.live, of))

    @rule()
    def show_another_picture(self) -> None:
        if not self.pages or self.pages[0].pk != self.original or len(self.pictures) > 2:
            return
        picture = factories.picture("Billede")
        self.pictures.append(picture)
        row = self._row(self.pages[0])
        row.picture = picture
        # A draft only: readers see the former one.
        row.save_revision()
        self.pages[0].versions.append(set(self.pages[0].shown))

    @rule()
    def share_the_draft(self) -> None:
        for page in self.pages:
            self.links[page.pk] = DraftLink.renew(self._row(page)).key

    @rule(number=some_number)
    def delete(self, number: int) -> None:
        """Delete a page without withdrawing the consent."""
        if self.pages:
            page = self.pages.pop(number % len(self.pages))
            self._row(page).delete()
            for alias in self.pages:
                if alias.alias_of == page.pk:
                    # Wagtail unpublishes what is deleted, and its aliases with it.
                    alias.alias_of, alias.live = None, False

    @rule()
    def reload_content(self) -> None:
        load([self.folder])
        known = {page.pk for page in self.pages}
        if new := CaseStoryPage.objects.exclude(pk__in=known).first():
            # What was deleted by hand is loaded again as long as its consent is not withdrawn.
            self.pages.insert(0, Told(new.pk, {"da", "en"}, versions=[{"da", "en"}]))
            self.original = new.pk

    @rule()
    def withdraw(self) -> None:
        """Withdraw the consent, whether a page of the story is still there or not."""
        if not self.is_withdrawn:
            withdraw(uuid.UUID(KEY))
            self.consents, self.pages, self.is_withdrawn = [], [], True
            assert places(WORD) == []
            assert not ClinicImage.objects.filter(pk__in=[picture.pk for picture in self.pictures]).exists()

    @rule()
    def restore(self) -> None:
        """Put back a backup that was taken before the withdrawal."""
        if self.is_withdrawn:
            factories.case_story(CaseStoryIndexPage.objects.get(), f"{WORD}da", f"{WORD}en", consent_key=KEY)
            assert honour_withdrawals() == 1
            assert places(WORD) == []

    # What must hold after each of them

    @invariant()
    def the_story_is_public_exactly_when_a_consent_allows_it(self) -> None:
        self.steps += 1
        for language in LANGUAGES:
            public = {page.pk for page in self.pages if self._is_public(page, language)}
            assert set(CaseStoryPage.objects.public_in(language).values_list("pk", flat=True)) == public
        for page in self.pages:
            row = self._row(page)
            for language in LANGUAGES:
                status = self.client.get(row.url_in(language)).status_code
                assert status == (200 if self._is_public(page, language) else 404), (page, language)
        self._check(list(SURFACES)[self.steps % len(SURFACES)])

    @invariant()
    def a_draft_is_shared_exactly_where_a_consent_allows_it(self) -> None:
        there = {page.pk for page in self.pages}
        for pk, key in self.links.items():
            for language in LANGUAGES:
                response = self.client.get(f"/_draft/{key}/{language}/")
                wanted = (410 if not self._allowed(language) else 200) if pk in there else 404
                assert response.status_code == wanted or (response.status_code == 410 and clock.day >= 7), (pk, language)
                assert wanted == 200 or WORD not in response.content.decode()

    @invariant()
    def a_picture_is_public_only_while_a_consent_covers_it(self) -> None:
        covered = [
            language
            for given in self.consents
            for language in given.languages
            if given.picture and (given.until is None or clock.day <= given.until)
        ]
        for picture in ClinicImage.objects.filter(pk__in=[picture.pk for picture in self.pictures]):
            showing = {row.pk for row in CaseStoryPage.objects.filter(picture=picture)}
            public = any(
                page.pk in showing and language in covered and self._is_public(page, language)
                for page in self.pages
                for language in LANGUAGES
            )
            assert self.client.get(picture.get_rendition("width-10").url).status_code == (200 if public else 404)

    def _check(self, surface: str) -> None:
        for language, address in zip(LANGUAGES, SURFACES[surface], strict=True):
            html = self.client.get(address).content.decode()
            public = [self._row(page) for page in self.pages if self._is_public(page, language)]
            if surface == "sitemap":
                prefix = "/en/case-stories/" if language == "en" else "/patienthistorier/"
                assert html.count(f"<loc>http://testserver{prefix}") == len(public) + 1, (language, html)
            elif surface == "front page":
                first = self.pages and self._is_public(self.pages[0], language)
                assert (f"{WORD}{language}" in html) == bool(first or public), (language, surface)
            else:
                assert (f"{WORD}{language}" in html) == bool(public), (language, surface)
            assert public or f"{WORD}{language}" not in html


def test_a_story_is_public_exactly_while_its_consent_allows_it(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, text in FILES.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.SITE_ADDRESS = "http://testserver"
    monkeypatch.setattr(ConsentMachine, "folder", tmp_path, raising=False)
    monkeypatch.setattr(timezone, "now", clock.now)
    run: Callable[..., None] = run_state_machine_as_test
    run(
        ConsentMachine,
        settings=HypothesisSettings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # `make test` tries the same sequences every time; a number of runs asks for new ones.
            derandomize="CONSENT_RUNS" not in os.environ,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )

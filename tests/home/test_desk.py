"""What the admin says of the two language versions of a page, wherever it shows one."""

from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from home.admin.publish_forecast import forecast
from home.bilingual.freshness import declare
from home.models import ClinicSettings, Example, HomePage, InfoPage, Practitioner, User
from tests.support import factories
from tests.support.queries import at_most


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """A browser in which an editor is logged in."""
    client.force_login(editor)
    return client


def body(admin: Client, name: str, *args: Any, **query: Any) -> str:
    return admin.get(reverse(name, args=args), query).content.decode()


def test_the_explorer_shows_both_titles_and_both_states(admin: Client, home_page: HomePage) -> None:
    factories.info_page(home_page, "Om os", "About us", shown_en=False)
    content = body(admin, "wagtailadmin_explore", home_page.pk)
    assert '<div class="w-help-text" lang="en">About us</div>' in content
    assert 'title="Dansk: udgivet"' in content
    assert 'title="Engelsk: kladde"' in content


@pytest.mark.parametrize("words", ["about", "Abou", "om o", "us about"])
def test_a_page_is_found_by_words_of_either_language(admin: Client, home_page: HomePage, words: str) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    addresses = ["wagtailadmin_pages:search", "wagtailadmin_choose_page_search"]
    found = [body(admin, address, q=words) for address in addresses]
    found.append(admin.get(reverse("wagtailadmin_explore", args=[home_page.pk]), {"q": words}).content.decode())
    for content in found:
        assert "Om os" in content
        assert "About us" in content
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in content


def test_the_chooser_still_gives_the_editor_what_it_needs_to_choose(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    html = admin.get(reverse("wagtailadmin_choose_page_child", args=[home_page.pk])).json()["html"]
    assert f'data-id="{page.pk}" data-title="Om os" data-admin-title="Om os" data-url="/om-os/"' in html


def test_the_editor_says_in_the_header_how_far_both_versions_are(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, shown_en=False)
    content = body(admin, "wagtailadmin_pages:edit", page.pk)
    header = content[content.index('id="header-states"') :][:1500]
    assert 'title="Dansk: udgivet"' in header
    assert 'title="Engelsk: kladde"' in header


def publish(admin: Client, page: InfoPage, **query: str) -> Any:
    """Send the editor's form as it stands, with the button “Publish”."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = admin.get(address).context["form"]
    values = {field.html_name: field.value() or "" for field in form if not isinstance(field.value(), list)}
    for language in ("da", "en"):
        stream = form[f"body_{language}"].value()
        values |= {f"body_{language}-count": len(stream)}
        for number, block in enumerate(stream):
            prefix = f"body_{language}-{number}"
            values |= {f"{prefix}-type": block.block_type, f"{prefix}-value": str(block.value), f"{prefix}-id": block.id}
            values |= {f"{prefix}-order": number, f"{prefix}-deleted": ""}
    for name in ("comments",):
        values |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    values = {name: value for name, value in values.items() if value is not False}
    return admin.post(address, {**values, "action-publish": "action-publish", **query}, follow=True)


def test_the_confirmation_links_to_both_addresses(admin: Client, home_page: HomePage) -> None:
    heading = [{"type": "heading", "value": "Overskrift", "id": "b7a5f3de-8e0f-4b5e-8d0c-0a6f0b6b1c13"}]
    page = factories.info_page(home_page, body_da=heading, body_en=heading)
    content = publish(admin, page).content.decode()
    assert "»Om os« er udgivet. Læserne finder siden på dansk og engelsk." in content
    for address, words in (("/om-os/", "Se på dansk"), ("/en/about-us/", "Se på engelsk")):
        assert f'href="{address}"' in content
        assert words in content


def reasons(page: InfoPage) -> list[tuple[bool, str, bool]]:
    return [(version.public, version.reason, version.stops) for version in forecast(page)]


def test_the_publish_menu_says_what_readers_will_find(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False)
    yes = (True, "", False)
    assert reasons(page) == [yes, yes]
    page.shown_en = False
    assert reasons(page) == [yes, (False, "sproget er slået fra", False)]
    page.lead_en = ""
    assert reasons(page) == [yes, (False, "teksten mangler", False)]
    page.shown_en = True
    assert reasons(page) == [yes, (False, "Indledning er ikke skrevet endnu", True)]
    home_page.shown_da = False
    home_page.save()
    assert reasons(page)[0] == (False, "den overordnede side er ikke udgivet på dette sprog", True)


def test_the_publish_menu_shows_it_above_the_buttons(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, shown_en=False)
    content = body(admin, "wagtailadmin_pages:edit", page.pk)
    menu = content[content.index('id="publish-forecast"') :]
    assert menu.index("sproget er slået fra") < menu.index('name="action-publish"')


# The preview of both


def test_only_the_preview_says_which_field_is_shown_where(admin: Client, client: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page)
    page.save_revision()
    assert "<!--passage lead summary " in body(admin, "wagtailadmin_pages:view_draft", page.pk)
    client.logout()
    assert "passage" not in client.get(page.url).content.decode()


def test_both_versions_are_previewed_beside_each_other(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    page.lead_en = "Not “published” yet."
    page.save_revision()
    content = body(admin, "wagtailadmin_pages:view_draft", page.pk, mode="both")
    assert content.count("<iframe") == 2
    danish, english = content.split("<iframe")[1:]
    assert "Teksten om Om os" in danish
    assert "Not “published” yet." in english
    assert "&lt;html lang=&quot;en&quot;&gt;" in english


def test_a_body_that_the_browser_has_not_drawn_yet_stays_as_it_is(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    fields = {"title_da": "Om mig", "title_en": "About us", "slug_da": "om-os", "slug_en": "about-us"}
    assert admin.post(preview, fields).status_code == HTTPStatus.OK
    added = reverse("wagtailadmin_pages:preview_on_add", args=["home", "infopage", home_page.pk])
    assert admin.post(added, fields).status_code == HTTPStatus.OK
    content = body(admin, "wagtailadmin_pages:preview_on_edit", page.pk, mode="da")
    assert "Om mig" in content
    assert "Teksten om Om os" in content


# The dashboard


def test_the_panel_below_today_counts_versions_and_leads_to_the_board(admin: Client, home_page: HomePage) -> None:
    factories.info_page(home_page, shown_en=False)
    response = admin.get(reverse("wagtailadmin_home"))
    assert [panel.name for panel in response.context["panels"][:2]] == ["today", "readiness"]
    content = response.content.decode()
    assert 'href="/admin/readiness/?state_en=draft" aria-label="Engelsk, Kladde: 1">1</a>' in content
    assert 'href="/admin/readiness/?state_da=live" aria-label="Dansk, Udgivet: 2">2</a>' in content
    assert "/admin/readiness/?gap=description_en" in content


def launch_list(admin: Client) -> list[str]:
    """Return what the dashboard says is left to do; nothing where it has no list."""
    panels = admin.get(reverse("wagtailadmin_home")).context["panels"]
    return [str(item.label) for panel in panels if panel.name == "launch" for item in panel.items]


def test_an_entry_of_the_launch_list_is_gone_when_it_is_done(admin: Client, home_page: HomePage, settings: Any) -> None:
    settings.OUTBOX_BACKEND = "django.core.mail.backends.console.EmailBackend"
    clinic = ClinicSettings.load()
    clinic.street = "Eksempelvej 1"
    clinic.save()
    Example.objects.mark(clinic, ["street"])
    assert launch_list(admin) == [
        "klinik: Vej og husnummer",
        "Linket til tidsbestilling mangler",
        "Ingen har kontrolleret lægevagtens nummer",
        "Klinikken har ingen behandler",
        "Ingen får en e-mail om nye henvendelser",
        "Hjemmesiden kan ikke sende e-mail",
    ]
    clinic.street, clinic.booking_link = "Algade 1", "https://booking.example.org/"
    clinic.practitioner = Practitioner.objects.create(name="Mette")
    clinic.requests_to = "klinik@example.org"
    clinic.out_of_hours_telephone, clinic.out_of_hours_checked_on = "70 15 03 00", timezone.localdate()
    clinic.save()
    assert launch_list(admin) == ["Hjemmesiden kan ikke sende e-mail"]
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert launch_list(admin) == []


def test_articles_without_any_reviewer_are_on_the_launch_list(admin: Client, home_page: HomePage) -> None:
    article = factories.article(factories.article_index(home_page))
    assert "Ingen artikel har en faglig gennemlæser" in launch_list(admin)
    article.reviewer = Practitioner.objects.create(name="Mette")
    article.save()
    assert "Ingen artikel har en faglig gennemlæser" not in launch_list(admin)


# Session, user and profile (3); the parent page, its type, revision, workflow and place in the tree, and its states (8); the
# pages with their count, types, sites, workflows and states (7); what the filters offer (4); restrictions, uses and menu (6);
# the second factor; the clinic’s name.
EXPLORER_QUERIES = 31


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_explorer_costs_the_same_for_five_thousand_pages(admin: Client, home_page: HomePage, language: str) -> None:
    index = factories.article_index(home_page)
    factories.clones(factories.article(index), 5_000)
    address = reverse("wagtailadmin_explore", args=[index.pk])
    with translation.override(language):
        admin.get(address)
        for query in ({}, {"p": "20"}, {"q": "sciatica"}):
            with at_most(EXPLORER_QUERIES):
                assert admin.get(address, query).status_code == 200


def test_what_readers_see_is_called_behind_until_the_better_draft_is_published(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    page.save_revision().publish()
    declare(page)

    def version() -> str:
        header = BeautifulSoup(body(admin, "wagtailadmin_pages:edit", page.pk), "html.parser").select_one("#header-states")
        return header.select(".language-state")[1]["title"]

    page.lead_da = "Noget helt andet."
    page.save_revision()
    assert version() == "Engelsk: udgivet, 2 af 3, ikke ajour i kladden"
    page.save_revision().publish()
    assert version() == "Engelsk: udgivet, 2 af 3, ikke ajour"
    page.lead_en = "Something else."
    page.save_revision()
    declare(page)
    page.save_revision()
    assert version() == "Engelsk: udgivet, ikke ajour hos læserne"
    assert "Læserne ser en tekst, der ikke er ajour" in body(admin, "readiness")
    page.save_revision().publish()
    assert version() == "Engelsk: udgivet"

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.admin.bin.acts import empty_bin, put_in_bin
from home.bilingual.bin import in_bin
from home.models import BasePage, DeletedPage, DraftLink, HomePage, User
from tests.home.admin import person
from tests.support import factories

EDITOR, TRANSLATOR = "Redaktør / Editor", "Oversætter til engelsk / Translator (English)"


@pytest.fixture
def desk(home_page: HomePage) -> Client:
    """An editor at work in Danish."""
    return person("rie", EDITOR)


def published(page: BasePage) -> BasePage:
    page.save_revision().publish()
    return fresh(page)


def fresh(page: BasePage) -> BasePage:
    return BasePage.objects.get(pk=page.pk).specific


def delete(desk: Client, page: BasePage) -> BeautifulSoup:
    return seen(desk, reverse("wagtailadmin_pages:delete", args=[page.pk]))


def bring_back(desk: Client, *pages: BasePage) -> BeautifulSoup:
    return seen(desk, reverse("bring_back"), page=[page.pk for page in pages])


def seen(desk: Client, address: str, **data: object) -> BeautifulSoup:
    return BeautifulSoup(desk.post(address, data, follow=True).content, "html.parser")


def listed(desk: Client) -> str:
    return BeautifulSoup(desk.get(reverse("bin")).content, "html.parser").select_one("#listing-results").text


def test_a_deleted_page_is_gone_for_readers_and_one_click_brings_it_back_to_its_place_as_a_draft(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    first = published(factories.info_page(home, "Første", "First"))
    page = published(factories.info_page(home, "Nakke", "Neck", show_in_menus=True))
    below = published(factories.info_page(page, "Øvelser", "Exercises"))
    last = published(factories.info_page(home, "Sidste", "Last"))
    addresses = [each.url_in(language) for each in (page, below) for language in ("da", "en")]
    link = DraftLink.renew(page)
    shared = reverse("draft", args=[link.key, "da"])
    reader = Client()
    assert [reader.get(address).status_code for address in (*addresses, shared)] == [200] * 5
    screen = delete(desk, page)
    assert "»Nakke« er slettet. Den ligger i papirkurven i 30 dage" in screen.select_one(".messages").text
    assert [reader.get(address).status_code for address in (*addresses, shared)] == [404] * 5
    assert "Nakke" not in reader.get("/").content.decode()
    assert "nakke" not in reader.get("/sitemap.xml").content.decode()
    undo = screen.select_one(".messages form")
    assert undo.button.text == "Fortryd"
    screen = seen(desk, undo["action"], page=undo.select_one("[name=page]")["value"])
    assert "»Nakke« ligger igen under »Klinikken« som kladde." in screen.select_one(".messages").text
    assert list(home.get_children().values_list("pk", flat=True)) == [first.pk, page.pk, last.pk]
    back = fresh(page)
    assert (back.live, back.slug_da, back.slug_en) == (False, "nakke", "neck")
    assert reader.get(addresses[0]).status_code == 404
    published(back)
    published(fresh(below))
    assert [reader.get(address).status_code for address in addresses] == [200] * 4
    assert not DeletedPage.objects.exists()


@pytest.mark.parametrize("place", [".messages", "#listing-results"])
def test_both_buttons_bring_a_page_back(desk: Client, place: str) -> None:
    page = published(factories.info_page(BasePage.objects.get(slug_da="home")))
    desk.handler.enforce_csrf_checks = True
    screen = BeautifulSoup(desk.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content, "html.parser")
    form = screen.select_one("form[action$='/delete/']")
    screen = seen(desk, form["action"], **{field["name"]: field["value"] for field in form.select("input[name]")})
    if place != ".messages":
        screen = BeautifulSoup(desk.get(reverse("bin")).content, "html.parser")
    form = screen.select_one(f"{place} form")
    seen(desk, form["action"], **{field["name"]: field["value"] for field in form.select("input[name]")})
    assert not DeletedPage.objects.exists()


def test_a_schedule_and_an_approval_end_in_the_bin(desk: Client) -> None:
    page = factories.info_page(BasePage.objects.get(slug_da="home"), live=False, go_live_at="2099-01-01T12:00:00Z")
    page.save_revision().publish()
    page.get_workflow().start(page, User.objects.get(username="rie"))
    delete(desk, page)
    page = fresh(page)
    assert (page.scheduled_revision, page.workflow_in_progress) == (None, False)


def test_what_is_in_the_bin_is_nowhere_else_and_nobody_changes_it(desk: Client, editor: User) -> None:
    home = BasePage.objects.get(slug_da="home")
    page = published(factories.info_page(home, "Knæskader", "Knees"))
    delete(desk, page)
    desk.get(reverse("wagtailadmin_home"))
    desk.force_login(editor)
    desk.get(reverse("wagtailadmin_home"))
    root = BasePage.objects.get(depth=1)
    for name, query in {
        reverse("wagtailadmin_explore", args=[root.pk]): "",
        reverse("wagtailadmin_pages:search"): "?q=Knæ",
        reverse("wagtailadmin_choose_page"): "",
        reverse("wagtailadmin_choose_page_search"): "?q=Knæ",
        reverse("readiness"): "",
        reverse("wagtailadmin_reports:aging_pages"): "",
        f"{reverse('wagtailadmin_api:pages:listing')}": "?child_of=1&for_explorer=1",
    }.items():
        screen = desk.get(name + query)
        assert screen.status_code == 200
        main = BeautifulSoup(screen.content, "html.parser")
        for form in main.select("aside, [data-wagtail-sidebar], script, input"):
            form.decompose()
        assert "Knæskader" not in main.text
        assert "Papirkurv" not in main.text
    for name in ("edit", "unpublish", "delete"):
        assert desk.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 302
    the_bin = BasePage.objects.filter(in_bin()).order_by("path").first()
    assert desk.get(reverse("wagtailadmin_explore", args=[the_bin.pk])).headers["Location"] == reverse("bin")
    published_by_force = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    assert desk.post(published_by_force).status_code in (403, 404)
    assert not fresh(page).live


def test_a_page_whose_slug_is_taken_comes_back_with_a_number(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    page = published(factories.info_page(home, "Nakke", "Neck"))
    delete(desk, page)
    published(factories.info_page(home, "Nakke", "Back of the neck"))
    other = published(factories.info_page(home, "Nakken", "Nape", slug_da="nakken"))
    delete(desk, other)
    screen = bring_back(desk, page)
    assert "En anden side har nu adressen »nakke« på dansk, så denne har fået »nakke-2«." in screen.select_one(".messages").text
    published(fresh(page).get_latest_revision_as_object())
    assert [Client().get(address).status_code for address in ("/nakke/", "/nakke-2/", "/en/neck/")] == [200] * 3


def test_a_page_whose_parent_is_gone_comes_back_to_the_nearest_page_that_is_left(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    parent = published(factories.info_page(home, "Behandling", "Treatment"))
    page = published(factories.info_page(parent, "Nakke", "Neck"))
    article = published(factories.article(factories.article_index(home)))
    archive = factories.article_index(home, title_da="Arkiv", title_en="Archive")
    for each in (page, parent, article, article.get_parent()):
        delete(desk, fresh(each))
    assert "Siden over den er også slettet" in listed(desk)
    DeletedPage.objects.get(page=parent).page.delete()
    text = bring_back(desk, page).select_one(".messages").text
    assert "Den kunne ikke komme tilbage, hvor den var, og ligger nu under »Klinikken«." in text
    assert fresh(page).get_parent().pk == home.pk
    assert "under »Arkiv«" in bring_back(desk, article).select_one(".messages").text
    assert fresh(article).get_parent().pk == archive.pk


def test_many_are_deleted_and_brought_back_at_once_with_those_below(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    pages = [published(factories.info_page(home, f"Side {number}", f"Page {number}")) for number in range(2)]
    below = published(factories.info_page(pages[0], "Under", "Below"))
    query = "&".join(f"id={page.pk}" for page in (*pages, below))
    screen = seen(desk, f"{reverse('wagtail_bulk_action', args=['home', 'basepage', 'delete'])}?{query}&next=/admin/")
    assert DeletedPage.objects.count() == 2
    seen(desk, reverse("bring_back"), page=[field["value"] for field in screen.select(".messages [name=page]")])
    assert sorted(home.get_children().values_list("title_da", flat=True)) == ["Side 0", "Side 1"]
    assert fresh(below).get_parent().pk == pages[0].pk


def test_an_alias_is_deleted_and_its_page_stays(desk: Client) -> None:
    page = published(factories.info_page(BasePage.objects.get(slug_da="home")))
    alias = page.create_alias(update_slug="alias")
    assert "papirkurven" not in delete(desk, alias).select_one(".messages").text
    assert not BasePage.objects.filter(pk=alias.pk).exists()
    assert fresh(page).live


def test_one_sees_and_acts_on_what_one_could_delete_where_it_was(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    page = published(factories.info_page(home, "Nakke", "Neck"))
    delete(desk, page)
    stranger, limited = person("ann", TRANSLATOR), person("bo", EDITOR)
    elsewhere = factories.info_page(home, "Andet", "Other")
    group = User.objects.get(username="bo").groups.get()
    group.page_permissions.update(page=elsewhere)
    for_good = reverse("delete_for_good", args=[page.pk])
    assert stranger.get(reverse("bin")).status_code == 302
    assert "Nakke" not in listed(limited)
    for client in (stranger, limited):
        for address, data in ((reverse("bring_back"), {"page": page.pk}), (for_good, {})):
            assert client.post(address, data).status_code in (302, 403)
    assert BasePage.objects.filter(in_bin(), pk=page.pk).exists()
    assert reverse("bin") not in stranger.get(reverse("wagtailadmin_home")).content.decode()


def test_deleting_for_good_asks_first_and_thirty_days_do_it_by_themselves(desk: Client) -> None:
    home = BasePage.objects.get(slug_da="home")
    pages = [published(factories.info_page(home, f"Side {number}", f"Page {number}")) for number in range(3)]
    for page in pages:
        delete(desk, page)
    address = reverse("delete_for_good", args=[pages[0].pk])
    assert "kan ikke fortrydes" in desk.get(address).content.decode()
    assert "»Side 0« er slettet for altid." in seen(desk, address).text
    DeletedPage.objects.filter(page=pages[1]).update(deleted_at=timezone.now() - timedelta(days=30, minutes=1))
    DeletedPage.objects.filter(page=pages[2]).update(deleted_at=timezone.now() - timedelta(days=29, hours=23))
    empty_bin()
    assert [BasePage.objects.filter(pk=page.pk).exists() for page in pages] == [False, False, True]


def test_the_bin_says_when_it_is_empty_and_costs_the_same_with_many_pages(desk: Client, editor: User) -> None:
    assert "Papirkurven er tom." in listed(desk)
    home = BasePage.objects.get(slug_da="home")

    def queries(number: int) -> int:
        for each in range(number):
            put_in_bin(factories.info_page(home, f"Side {number} {each}", f"Page {number} {each}"), editor)
        with CaptureQueriesContext(connection) as found:
            text = listed(desk)
        assert f"Side {number} 0" in text
        return len(found)

    few = queries(1)
    assert queries(6) == few <= 30


def test_no_address_leads_into_the_bin(home_page: HomePage, editor: User) -> None:
    page = factories.info_page(home_page)
    put_in_bin(page, editor)
    assert fresh(page).url_path_da == f"/_bin/_{page.pk}/"
    assert [Client().get(address).status_code for address in ("/_bin/", f"/_bin/_{page.pk}/", f"/en/_bin/_{page.pk}/")] == [
        404
    ] * 3


def test_the_front_page_too_is_brought_back(desk: Client, editor: User) -> None:
    home = BasePage.objects.get(slug_da="home")
    below = published(factories.info_page(home))
    desk.force_login(editor)
    delete(desk, home)
    assert [Client().get(address).status_code for address in ("/", "/om-os/")] == [404] * 2
    bring_back(desk, home)
    published(fresh(home))
    published(fresh(below))
    assert [Client().get(address).status_code for address in ("/", "/om-os/", "/en/about-us/")] == [200] * 3

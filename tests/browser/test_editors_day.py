"""A day at the clinic, by hand: who works there clicks and types, and every click and key is counted."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.admin import keep, log_in, open_editor, open_menu, publish, settle, side
from tests.support.served import PASSWORD, Site

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

PREPARE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import ContactPage, ContactSubmission, User
for name, group in (("day-rie", "Receptionist"), ("day-ditte", "Redaktør"), ("day-ann", "Translator (English)")):
    user = User.objects.create_user(name, f"{{name}}@example.org", "{PASSWORD}", first_name=name.title())
    user.groups.add(Group.objects.get(name__contains=group))
    UserProfile.objects.create(user=user, preferred_language="da")
answers = {{"name": "John Carpenter", "email": "john@example.org", "message": "When are you open?"}}
page = ContactPage.objects.first()
ContactSubmission.objects.all().delete()
ContactSubmission.objects.create(page_id=page.pk, form_data=answers, language="en", consent_text="Yes", token="day")
"""
PHONE = {"width": 390, "height": 844}


class Hand:
    """One person's pointer and keyboard, which counts clicks and keys, the letters of a text excepted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def click(self, place: Locator) -> None:
        self.count += 1
        place.click()

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def write(self, place: Locator, text: str) -> None:
        """Click into a field, and type."""
        self.click(place)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def button(self, name: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def done(self, task: str, count: int) -> None:
        """Close a task, which took so many clicks and keys."""
        assert self.count == count, f"{task}: {self.count}"
        self.count = 0


@pytest.fixture(scope="module", autouse=True)
def _people(site: Site) -> None:
    assert site.run(PREPARE).wait(120) == 0


@pytest.fixture
def hand_of(browser: Browser, site: Site) -> Iterator[Callable[..., Hand]]:
    contexts: list[BrowserContext] = []

    def start(name: str, **size: int) -> Hand:
        contexts.append(log_in(browser, site, name))
        page = contexts[-1].new_page()
        if size:
            page.set_viewport_size(size)
        page.goto("/admin/")
        return Hand(page)

    yield start
    for context in contexts:
        context.close()


def test_the_morning_on_the_telephone(hand_of: Callable[..., Hand], reader: Page) -> None:
    rie = hand_of("day-rie", **PHONE)
    rie.link("ikke besvaret")
    keep(rie.page, "day-requests")
    rie.button("Bestil tid")
    expect(rie.page.locator("[name=text]")).to_have_value(re.compile("^Dear John Carpenter,"))
    rie.button("Send svaret")
    expect(rie.page.locator(".messages .success")).to_contain_text("Svaret bliver sendt")
    keep(rie.page, "day-answered")
    rie.done("a request is answered in the sender's language", 3)

    rie.page.goto("/admin/")
    rie.link("Lukket i dag")
    rie.button("Gem")
    expect(rie.page.get_by_text("Læserne kan se det nu.")).to_be_visible()
    rie.done("closed today, in both languages", 2)
    reader.goto("/en/")
    expect(reader.locator(".notice")).to_contain_text("The clinic is closed on")
    rie.button("Fortryd")


def add_text(hand: Hand, language: str, text: str) -> None:
    hand.click(side(hand.page, f"body_{language}").locator(".c-sf-add-button").last)
    hand.click(hand.page.locator(".w-combobox__option", has_text="Tekst").first)
    # The cursor stands in the new text.
    expect(hand.page.locator("[contenteditable=true]:focus")).to_be_visible()
    hand.page.keyboard.type(text)


def test_an_article_from_a_blank_page_and_a_change_that_english_follows(hand_of: Callable[..., Hand], reader: Page) -> None:
    ditte = hand_of("day-ditte")
    page = ditte.page
    keep(page, "day-dashboard")
    ditte.link("Ny artikel")
    ditte.write(page.locator("#id_title_da"), "Ondt i nakken")
    ditte.write(page.locator("#id_title_en"), "A sore neck")
    ditte.write(page.locator("#id_lead_da"), "Hvad du selv kan gøre.")
    ditte.write(page.locator("#id_lead_en"), "What you can do yourself.")
    add_text(ditte, "da", "Bliv ved med at bevæge dig.")
    ditte.button("Tilføj de manglende blokke fra dansk (1)")
    english = side(page, "body_en").locator("[contenteditable=true]")
    ditte.click(english)
    page.keyboard.press("Control+a")
    page.keyboard.type("Keep moving.")
    settle(page)
    keep(page, "day-article")
    open_menu(page)
    ditte.count += 1
    ditte.click(page.locator("button[name=action-publish][value=action-publish]"))
    expect(page.locator(".messages .success")).to_contain_text("Læserne finder siden på dansk og engelsk")
    ditte.done("an article is written in both languages and published", 11)
    reader.goto("/en/articles/a-sore-neck/")
    expect(reader.get_by_text("Keep moving.")).to_be_visible()


def test_a_change_in_danish_is_followed_by_the_translator_and_approved(
    site: Site, hand_of: Callable[..., Hand], reader: Page
) -> None:
    ditte, ann = hand_of("day-ditte"), hand_of("day-ann")
    page = ditte.page
    about = site.value("SELECT id FROM home_basepage WHERE slug_da = %s", ["om-klinikken"])
    open_editor(page, f"/admin/pages/{about}/edit/")
    ditte.write(page.locator("#id_lead_da"), "Klinikken ligger midt i Aalborg.")
    settle(page)
    open_menu(page)
    ditte.count += 1
    ditte.click(page.locator("button[name=action-publish][value=da]"))
    expect(page.locator(".messages .success")).to_be_visible()
    ditte.done("a text is changed in Danish and published", 3)

    ann.page.reload()
    keep(ann.page, "day-translator")
    ann.link(re.compile("Om klinikken|oversæt", re.IGNORECASE))
    keep(ann.page, "day-translate")
    ann.page.keyboard.press("Control+a")
    ann.page.keyboard.type("The clinic lies in the middle of Aalborg.")
    ann.press("Control+Enter")
    ann.button("Send kun engelsk til godkendelse")
    expect(ann.page.locator(".messages .success")).to_contain_text("»Om klinikken« er sendt til godkendelse på engelsk.")
    keep(ann.page, "day-submitted")
    ann.done("English follows, and is sent for approval", 3)

    ditte.page.goto("/admin/")
    keep(page, "day-approve")
    ditte.link("1 side skal godkendes")
    keep(page, "day-approving")
    open_menu(page)
    ditte.count += 1
    ditte.button(re.compile("Godkend kun engelsk"))
    expect(page.locator(".messages .success")).to_be_visible()
    keep(page, "day-approved")
    ditte.done("English is approved", 3)
    reader.goto("/en/about/")
    expect(reader.get_by_text("The clinic lies in the middle of Aalborg.").first).to_be_visible()


def test_a_price_and_a_message_are_changed_and_a_telephone_number_everywhere(
    hand_of: Callable[..., Hand], reader: Page
) -> None:
    ditte = hand_of("day-ditte", **PHONE)
    page = ditte.page
    ditte.link("Ret en pris")
    ditte.write(page.get_by_label("Opfølgende behandling"), "575")
    ditte.button("Gem")
    keep(page, "day-price-saved")
    expect(page.get_by_text("575")).to_be_visible()
    ditte.done("a price is changed", 3)
    reader.goto("/en/treatment-and-prices/")
    expect(reader.get_by_text("575")).to_be_visible()

    page.goto("/admin/")
    keep(page, "day-dashboard-phone")
    ditte.link("Meddelelse på hjemmesiden")
    keep(page, "day-message")
    ditte.write(page.get_by_label("Meddelelse – dansk"), "Telefonen er ude af drift i dag.")
    ditte.write(page.get_by_label("Meddelelse – engelsk"), "Our phone is out of order today.")
    ditte.button("Gem")
    keep(page, "day-message-saved")
    ditte.done("a message stands on the site in both languages", 4)
    reader.goto("/en/")
    expect(reader.locator(".notice")).to_contain_text("Our phone is out of order today.")

    page.goto("/admin/replace/")
    ditte.write(page.locator("[name=old]"), "Registreret Alternativ Behandler")
    ditte.write(page.get_by_label("Erstat med"), "RAB-godkendt behandler")
    ditte.button("Find")
    keep(page, "day-replace")
    ditte.button("Erstat, hvor der er sat flueben")
    expect(page.locator(".messages .success")).to_be_visible()
    keep(page, "day-replaced")
    ditte.button("Fortryd")
    expect(page.locator(".messages .success")).to_be_visible()
    ditte.done("a term is replaced everywhere, and taken back", 5)


@pytest.mark.expects("404 GET /foerste-besoeg/")
def test_a_page_is_brought_back_from_the_bin(site: Site, hand_of: Callable[..., Hand], reader: Page) -> None:
    ditte = hand_of("day-ditte")
    page = ditte.page
    visit = site.value("SELECT id FROM home_basepage WHERE slug_da = %s", ["foerste-besoeg"])
    page.goto(f"/admin/pages/{visit}/delete/")
    keep(page, "day-delete")
    ditte.button("Ja, slet")
    expect(page.locator(".messages .success")).to_be_visible()
    reader.goto("/foerste-besoeg/")
    ditte.count = 0
    page.goto("/admin/")
    ditte.link("Papirkurv")
    keep(page, "day-bin")
    ditte.button(re.compile("Hent tilbage"))
    expect(page.locator(".messages .success")).to_be_visible()
    keep(page, "day-brought-back")
    ditte.done("a page is brought back", 2)
    open_editor(page, f"/admin/pages/{visit}/edit/")
    publish(page)
    reader.goto("/foerste-besoeg/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()


def test_a_picture_is_replaced_everywhere(site: Site, hand_of: Callable[..., Hand]) -> None:
    ditte = hand_of("day-ditte")
    page = ditte.page
    article = site.page_id("articlepage")
    hero = site.value("SELECT hero_image_id FROM articles_articlepage WHERE basepage_ptr_id = %s", [str(article)])
    page.goto(f"/admin/images/{hero}/")
    ditte.link("Udskift overalt")
    keep(page, "day-replace-picture")
    ditte.click(page.locator("[data-chooser-action-choose]").first)
    dialog = page.get_by_role("dialog")
    ditte.click(dialog.locator("a[data-chooser-modal-choice]").nth(1))
    expect(dialog).to_be_hidden()
    ditte.button("Erstat, hvor der er sat flueben")
    expect(page.locator(".messages .success")).to_contain_text("udskiftet")
    keep(page, "day-replaced-picture")
    ditte.done("a picture is replaced everywhere", 4)

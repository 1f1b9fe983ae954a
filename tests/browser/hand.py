"""A hand that clicks whatever a screen of the admin offers, sees what comes of it, closes it, and counts."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin import open_side_panel

# A window over the screen: core's two kinds.
DIALOGS = ".w-dialog[aria-modal=true]:visible, .modal-dialog:visible"
HEADINGS = ":is(h1, h2):visible"
# What a dialog holds besides its heading and the cross that closes it.
CONTENT = ":is(a, p, li, input:not([type=hidden]), textarea, select, button:not([class*=close])):visible"
FIELDS = "choosers => choosers.map((chooser) => chooser.querySelector('input')?.name ?? chooser.id)"
WORD = re.compile(r"\w")
CHOOSE = "[data-chooser-action-choose]:visible"
# A dialog hears the keyboard as soon as it has the focus, which is after it has faded in.
HAS_FOCUS = "() => document.activeElement?.closest('.modal, .w-dialog')"
# What can be chosen in a chooser, and the arrow to what lies below a page.
CHOICES = ":is([data-chooser-modal-choice], a.choose-page):visible"
BELOW = "a.navigate-pages:visible"
# Buttons of formatted text that open a dialog; the others change the look of the text or of its toolbar.
ENTITIES = ("LINK", "DOCUMENT", "IMAGE", "EMBED")
PIN, COMMENT = "PIN_TOOLBAR", "comment"
TOOLS = ".Draftail-ToolbarButton:visible"
LOOK = """editor => {
    window.look = () => editor.outerHTML;
    window.lookBefore = window.look();
}"""
HAPPENED = "() => window.look() !== window.lookBefore"
UNFOLDED = ".tippy-box:visible .w-dropdown__content"
TOGGLE = "[data-w-dropdown-target=toggle]"

# How often a person presses a button that seems not to hear.
PRESSES = 3


class Hand:
    """Clicks on one screen; a click that brings nothing, or nothing to read, fails the test.

    What `known` names has been clicked elsewhere: the screen of a link, or a toolbar of formatted text. It is counted only.
    """

    def __init__(self, screen: Page, known: set[str]) -> None:
        self.screen = screen
        self.known = known
        self.clicked: Counter[str] = Counter()
        # Leaving what was not saved is meant here.
        screen.on("dialog", lambda dialog: dialog.accept())

    def open(self, button: Locator) -> Locator:
        """Click what opens a dialog, and return the dialog that comes."""
        button.click()
        return self.read(self.screen.locator(DIALOGS).last)

    def read(self, dialog: Locator) -> Locator:
        """See that a dialog has a heading and something below it."""
        expect(dialog.locator(HEADINGS).first).to_have_text(WORD)
        expect(dialog.locator(CONTENT).first).to_be_visible()
        self.clicked["dialog"] += 1
        return dialog

    def close(self) -> None:
        """Close the dialog as a keyboard does."""
        self.screen.wait_for_function(HAS_FOCUS)
        self.screen.keyboard.press("Escape")
        expect(self.screen.locator(DIALOGS)).to_have_count(0)

    def follow(self, link: Locator) -> None:
        """Open a link in a tab of its own, so that the screen stays as it is, and read the heading there."""
        self.clicked["link"] += 1
        if not self._is_new(re.sub(r"\d+|\?.*", "", link.get_attribute("href") or "")):
            return
        with self.screen.context.expect_page() as opened:
            link.click(modifiers=["ControlOrMeta"])
        tab = opened.value
        tab.wait_for_load_state()
        expect(tab.locator(HEADINGS).filter(has_text=WORD).first).to_be_visible()
        tab.close()

    def unfold(self, toggle: Locator) -> Locator:
        """Open a menu, and return what it offers."""
        toggle.click()
        offered = self.screen.locator(UNFOLDED).last.locator("a, button")
        expect(offered.first).to_be_visible()
        return offered

    def try_menu(self, toggle: Locator) -> None:
        """Follow every link of a menu, and open every dialog; buttons that act at once are left to their own tests."""
        offered = self.unfold(toggle)
        for number in range(offered.count()):
            item = offered.nth(number)
            if not item.is_visible():
                self.unfold(toggle)
            if item.get_attribute("href"):
                self.follow(item)
            elif item.get_attribute("data-chooser-action-choose") is not None:
                self.choose_first(self.open(item))
        self.clicked["menu"] += 1
        self.screen.keyboard.press("Escape")
        expect(self.screen.locator(UNFOLDED)).to_have_count(0)

    def tabs(self) -> Iterator[None]:
        """Go from tab to tab of a form."""
        tabs = self.screen.locator("form [role=tab][data-w-tabs-target=trigger]")
        for number in range(max(tabs.count(), 1)):
            if tabs.count():
                tabs.nth(number).click()
                expect(tabs.nth(number)).to_have_attribute("aria-selected", "true")
                self.clicked["tab"] += 1
            yield

    def try_choosers(self) -> None:
        """Choose the first in every chooser that is seen, also in the menus of what is chosen already."""
        for chooser in self._one_of_each(self.screen.locator("form .chooser:visible")):
            self.try_chooser(chooser)

    def try_chooser(self, chooser: Locator) -> None:
        """Look through what can be chosen, and choose the first."""
        if chooser.locator(CHOOSE).count():
            dialog = self.open(chooser.locator(CHOOSE))
            self.look_through(dialog)
            self.choose_first(dialog)
        else:
            self.try_menu(chooser.locator(TOGGLE))
        expect(chooser.locator(CHOOSE)).to_have_count(0)

    def _one_of_each(self, choosers: Locator) -> Iterator[Locator]:
        """Of the same field in several blocks or rows one chooser is enough, but each language has its own."""
        seen = set()
        for number, name in enumerate(choosers.evaluate_all(FIELDS)):
            if (field := re.sub(r"\d+", "", name)) not in seen:
                seen.add(field)
                yield choosers.nth(number)

    def look_through(self, dialog: Locator) -> None:
        """Click the tabs of a dialog."""
        tabs = dialog.locator("[role=tab]")
        for number in range(tabs.count()):
            tabs.nth(number).click()
            panel = dialog.locator(f"#{(tabs.nth(number).get_attribute('href') or '').removeprefix('#')}")
            expect(panel.locator(CONTENT).first).to_be_visible()
            self.clicked["tab"] += 1

    def choose_first(self, dialog: Locator) -> None:
        """Choose the first that a chooser shows, and see the dialog close."""
        if (tabs := dialog.locator("[role=tab]")).count():
            tabs.first.click()
        choices, below = dialog.locator(CHOICES), dialog.locator(BELOW)
        expect(choices.or_(below).first).to_be_visible()
        while not choices.count():
            way = below.first.get_attribute("href")
            below.first.click()
            expect(dialog.locator(f"a[href='{way}']")).to_have_count(0)
            expect(choices.or_(below).first).to_be_visible()
        choices.first.click()
        expect(self.screen.locator(DIALOGS)).to_have_count(0)
        self.clicked["choice"] += 1

    def try_side_panels(self) -> None:
        """Open each panel at the side, and all that it offers."""
        for name in self.screen.locator("[data-side-panel-toggle]").evaluate_all(
            "toggles => toggles.map((toggle) => toggle.dataset.sidePanelToggle)"
        ):
            panel = self.show_panel(name)
            for number in range((dialogs := panel.locator("[data-a11y-dialog-show]:visible")).count()):
                self.open(dialogs.nth(number))
                self.close()
            for number in range((links := panel.locator("a[href]:visible")).count()):
                self.follow(links.nth(number))
            self.close_panel(name)

    def show_panel(self, name: str) -> Locator:
        """Open a panel at the side, and see it."""
        panel = open_side_panel(self.screen, name)
        expect(panel).to_be_visible()
        self.clicked["panel"] += 1
        return panel

    def close_panel(self, name: str) -> None:
        """Close a panel at the side."""
        toggle = self.screen.locator(f"[data-side-panel-toggle={name}]")
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "false")
        # Core hides it only after a while, also where it has been opened again meanwhile.
        expect(self.screen.locator(f"[data-side-panel={name}]")).to_be_hidden()

    def try_toolbar(self, editor: Locator) -> None:
        """Write a few words, click every button that formatted text offers for them, and choose the first in its dialogs."""
        self._select_words(editor)
        tools = editor.locator(TOOLS)
        names = tools.evaluate_all("buttons => buttons.map((button) => button.name)")
        is_new = self._is_new(" ".join(names))
        for name in names:
            self.clicked["format"] += 1
            tool = editor.locator(f"{TOOLS}[name='{name}']")
            if name in ENTITIES:
                self._select_words(editor)
                dialog = self.open(tool)
                self.look_through(dialog)
                self.choose_first(dialog)
            elif is_new and name != COMMENT:
                self._select_words(editor)
                self.screen.evaluate(LOOK, editor.element_handle())
                tool.click()
                self.screen.wait_for_function(HAPPENED)
                if name == PIN:
                    # The admin remembers it.
                    tool.click()

    def try_comment(self, prepare: Callable[[], None], button: Locator) -> None:
        """Begin a comment, see that it can be typed at once, and take it back.

        Core waits a quarter of a second for a panel that was closed; on a slow machine the comment then never gets the focus.
        """
        self.show_panel("comments")
        prepare()
        button.click()
        box = self.screen.locator(".comment")
        expect(box.locator("textarea")).to_be_focused()
        for _ in range(PRESSES):
            box.get_by_role("button", name="Annuller").click()
            try:
                expect(box).to_have_count(0, timeout=5_000)
                break
            except AssertionError:
                # The box was drawn anew under the click, so a person clicks again.
                continue
        expect(box).to_have_count(0)
        self.clicked["dialog"] += 1
        self.close_panel("comments")

    def _select_words(self, editor: Locator) -> None:
        editor.locator(".public-DraftEditor-content").click()
        self.screen.keyboard.press("Control+a")
        self.screen.keyboard.type("Nogle ord")
        self.screen.keyboard.press("Control+a")
        expect(editor.locator(TOOLS).first).to_be_visible()

    def _is_new(self, name: str) -> bool:
        is_new = name not in self.known
        self.known.add(name)
        return is_new

    def act(self, act: Locator) -> None:
        """Click what is done at once, and see the screen anew with what was done."""
        self.screen.evaluate("document.body.dataset.before = ''")
        act.click()
        expect(self.screen.locator("body:not([data-before]) .messages :is(.success, .info)").first).to_be_visible()
        self.clicked["act"] += 1

const KEY = "home:languages";
// Below it an open side panel covers the form.
const ROOM_FOR_A_PANEL = "(width >= 50rem)";

/** Lets an editor choose how the languages stand: beside each other, below each other, or one alone; remembered in the browser. */
export class ViewController extends window.StimulusModule.Controller {
  static targets = ["choice"];
  static values = { narrow: String };

  connect() {
    this.sizes = new ResizeObserver(() => this.tell());
    this.sizes.observe(this.element.parentElement);
    this.show(localStorage.getItem(KEY) || "beside");
    if (document.readyState === "complete") this.uncover();
    else window.addEventListener("load", () => this.uncover(), { once: true });
  }

  disconnect() {
    this.sizes.disconnect();
  }

  choose({ currentTarget }) {
    localStorage.setItem(KEY, currentTarget.value);
    this.show(currentTarget.value);
  }

  show(view) {
    document.documentElement.dataset.languages = view;
    this.tell();
    // Wagtail's comments find their places again.
    for (const side of document.querySelectorAll(".bilingual__side")) {
      side.dispatchEvent(new CustomEvent("commentAnchorVisibilityChange", { bubbles: true }));
    }
  }

  /** Press the button of what is seen: where two columns do not fit, the languages stand below each other. */
  tell() {
    const view = document.documentElement.dataset.languages;
    const isNarrow = view === "beside" && [...document.querySelectorAll(".bilingual")].some(isStacked);
    for (const choice of this.choiceTargets) {
      choice.setAttribute("aria-pressed", choice.value === (isNarrow ? "stacked" : view));
      if (choice.value !== "beside") continue;
      choice.disabled = isNarrow;
      choice.title = isNarrow ? this.narrowValue : "";
    }
  }

  /** Wagtail opens the panel that was open last; where it would cover the form, the form comes first. */
  uncover() {
    if (!window.matchMedia(ROOM_FOR_A_PANEL).matches) document.querySelector("[data-side-panel-toggle][aria-expanded=true]")?.click();
  }
}

function isStacked(element) {
  const [one, other] = [...element.children].map((side) => side.getBoundingClientRect());
  return Boolean(one?.width && other?.width && other.top >= one.bottom);
}

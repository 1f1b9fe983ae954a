const KEY = "home:languages";

/** Lets an editor choose how the languages stand: beside each other, below each other, or one alone; remembered in the browser. */
export class ViewController extends window.StimulusModule.Controller {
  static targets = ["choice"];

  connect() {
    this.show(localStorage.getItem(KEY) || "beside");
  }

  choose({ currentTarget }) {
    localStorage.setItem(KEY, currentTarget.value);
    this.show(currentTarget.value);
  }

  show(view) {
    document.documentElement.dataset.languages = view;
    for (const choice of this.choiceTargets) choice.setAttribute("aria-pressed", choice.value === view);
    // Wagtail's comments find their places anew.
    for (const side of document.querySelectorAll(".bilingual__side")) {
      side.dispatchEvent(new CustomEvent("commentAnchorVisibilityChange", { bubbles: true }));
    }
  }
}

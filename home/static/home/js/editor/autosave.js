/**
 * Counts as saved what was sent and nothing else, and as changed what a person changed.
 *
 * Wagtail counts as saved what the form says when the answer comes, and before the first save what it says two seconds after the
 * page has come: what was changed meanwhile would neither be saved nor warned of. Fields of formatted text rewrite themselves
 * when they appear, which on a slow machine would save a draft of a page that somebody only looks at.
 */
export class AutosaveController extends window.StimulusModule.Controller {
  static values = { notSaved: String };

  /** Somebody begins: from here on what differs is theirs. */
  begin({ target }) {
    const form = target.closest?.("[data-edit-form]");
    if (this.hasBegun || !form) return;
    this.hasBegun = true;
    const unsaved = watchOf(form);
    if (unsaved && !unsaved.forceValue) unsaved.setInitialFormData();
  }

  /** Nobody has done anything yet: what differs is no change. */
  ignore(event) {
    const unsaved = watchOf(event.target);
    if (this.hasBegun || !unsaved || unsaved.forceValue) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    unsaved.clear();
  }

  /** Wagtail takes what the form says now for saved. */
  correct({ target }) {
    const unsaved = watchOf(target);
    if (!this.hasBegun) return;
    this.saved ??= unsaved.initialFormData;
    if (unsaved.initialFormData === this.saved) return;
    unsaved.initialFormData = this.saved;
    unsaved.previousFormData = this.saved;
    unsaved.check();
  }

  remember({ target }) {
    this.sent = watchOf(target).formData;
  }

  accept({ target, detail }) {
    const saved = new URLSearchParams(this.sent);
    for (const [name, value] of Object.entries(detail.response.field_updates ?? {})) {
      if (saved.has(name)) saved.set(name, value);
    }
    this.saved = saved.toString();
    watchOf(target).setInitialFormData();
    this.tell(target, detail.response.not_saved ?? {});
  }

  /** Say at each field why it was left out of what was saved. */
  tell(form, notSaved) {
    for (const told of form.querySelectorAll("[data-not-saved]")) {
      told.closest("[data-field]").classList.remove("w-field--error");
      told.remove();
    }
    for (const [name, [, reason]] of Object.entries(notSaved)) {
      const field = form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("[data-field]");
      const place = field?.querySelector("[data-field-errors]");
      if (!place) continue;
      const told = document.createElement("p");
      told.className = "error-message";
      told.dataset.notSaved = "";
      told.textContent = reason;
      place.replaceChildren(told);
      field.classList.add("w-field--error");
    }
    const names = Object.keys(notSaved).join();
    if (names && names !== this.told) {
      const text = Object.values(notSaved).map(([label, reason]) => `${label}: ${reason}`).join(" ");
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text: `${this.notSavedValue} ${text}`, type: "warning" } }));
    }
    this.told = names;
  }
}

function watchOf(form) {
  return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
}

/**
 * Counts as saved what was sent and nothing else.
 *
 * Wagtail counts as saved what the form says when the answer comes, and before the first save what it says two seconds after the
 * page has come: what was changed meanwhile would neither be saved nor warned of.
 */
export class AutosaveController extends window.StimulusModule.Controller {
  /** Somebody begins, perhaps sooner than Wagtail looks; a field of formatted text rewrites itself until then. */
  begin({ target }) {
    const form = target.closest?.("[data-edit-form]");
    const unsaved = form && this.saved === undefined && watchOf(form);
    if (unsaved && unsaved.initialFormData === undefined) unsaved.setInitialFormData();
  }

  /** Wagtail takes what the form says now for saved. */
  correct({ target }) {
    const unsaved = watchOf(target);
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
  }
}

function watchOf(form) {
  return window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
}

import { widgetOf } from "./widgets.js";

/** Turns an article that was copied elsewhere into blocks of one language, after a look at them. */
export class PasteController extends window.StimulusModule.Controller {
  static targets = ["side", "dialog", "area", "status", "shown", "insert", "undo"];
  static values = { url: String, reading: String, failed: String };

  initialize() {
    this.undoing = new Map();
  }

  open({ currentTarget }) {
    this.side = this.sideTargets.find((side) => side.contains(currentTarget));
    this.clear();
    this.dialogTarget.showModal();
    this.areaTarget.focus();
  }

  close() {
    this.dialogTarget.close();
    this.clear();
  }

  clear() {
    this.answer = null;
    for (const target of [this.areaTarget, this.statusTarget, this.shownTarget]) target.replaceChildren();
    this.areaTarget.hidden = false;
    this.insertTarget.hidden = true;
  }

  /** Nothing is typed into the area. */
  refuse(event) {
    event.preventDefault();
  }

  async read(event) {
    event.preventDefault();
    const data = event.clipboardData ?? event.dataTransfer;
    const body = new FormData();
    body.append("language", this.side.dataset.language);
    // As files, since a text with pictures in it is longer than a field may be.
    for (const [name, type] of [["html", "text/html"], ["text", "text/plain"]]) body.append(name, new Blob([data.getData(type)]), name);
    this.statusTarget.textContent = this.readingValue;
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
    const response = await fetch(this.urlValue, { method: "POST", headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN }, body }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!this.dialogTarget.open) return;
    this.statusTarget.textContent = answer?.blocks ? "" : (answer?.problem ?? this.failedValue);
    if (!answer?.blocks) return;
    this.answer = answer;
    this.areaTarget.hidden = true;
    this.shownTarget.innerHTML = answer.shown;
    this.insertTarget.hidden = false;
    this.insertTarget.focus();
  }

  insert() {
    const { side, answer } = this;
    const earlier = this.undoing.get(side);
    const undoBlocks = widgetOf(side).insert(answer.blocks);
    const undoTitle = this.writeTitle(side.dataset.language, answer.title);
    this.undoing.set(side, () => {
      undoBlocks();
      undoTitle?.();
      earlier?.();
    });
    this.close();
    const undo = this.undoOf(side);
    undo.hidden = false;
    undo.focus();
  }

  undo({ currentTarget }) {
    const side = this.sideTargets.find((candidate) => candidate.contains(currentTarget));
    this.undoing.get(side)();
    this.undoing.delete(side);
    this.undoOf(side).previousElementSibling.focus();
    this.undoOf(side).hidden = true;
  }

  undoOf(side) {
    return this.undoTargets.find((undo) => side.contains(undo));
  }

  writeTitle(language, title) {
    const side = document.querySelector(`.bilingual__side[data-field="title_${language}"]`);
    const field = title && side && widgetOf(side);
    if (!field?.isEmpty || !field.write) return null;
    field.write(title);
    return () => {
      if (field.text === title) field.write("");
    };
  }
}

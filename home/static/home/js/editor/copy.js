import { widgetOf } from "./widgets.js";

/** Offers, in each language of a field, to copy what only the other one has; what is there is never touched. */
export class CopyController extends window.StimulusModule.Controller {
  static targets = ["side", "copy", "count", "undo"];

  initialize() {
    this.undoing = new Map();
    this.refresh = this.refresh.bind(this);
  }

  connect() {
    // Wagtail makes its widgets when the document is ready.
    if (document.readyState === "complete") this.refresh();
    else window.addEventListener("load", this.refresh, { once: true });
    this.observer = new MutationObserver(() => this.refreshSoon());
    // A block that is deleted stays in the page, hidden.
    this.observer.observe(this.element, { childList: true, subtree: true, attributeFilter: ["aria-hidden"] });
  }

  disconnect() {
    this.observer.disconnect();
    clearTimeout(this.timer);
  }

  refreshSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.refresh, 200);
  }

  /** Show the buttons that would do something. */
  refresh() {
    const widgets = this.sideTargets.map(widgetOf);
    if (widgets.length < 2 || !widgets.every(Boolean)) return;
    this.sideTargets.forEach((side, index) => {
      const copy = this.inside(side, this.copyTargets);
      // What a person only reads is not copied to.
      if (!copy) return;
      const missing = widgets[index].countMissing(widgets[1 - index]);
      copy.hidden = !missing;
      const count = this.inside(side, this.countTargets);
      if (count && count.textContent !== `${missing}`) count.textContent = missing;
      this.inside(side, this.undoTargets).hidden = !this.undoing.has(side);
    });
  }

  copy({ currentTarget }) {
    const [side, source] = this.sidesOf(currentTarget);
    const [target, other] = [widgetOf(side), widgetOf(source)];
    const earlier = this.undoing.get(side);
    const undo = target.copy(other);
    this.undoing.set(side, () => {
      undo();
      earlier?.();
    });
    this.refresh();
    this.inside(side, this.undoTargets).focus();
  }

  undo({ currentTarget }) {
    const [side] = this.sidesOf(currentTarget);
    this.undoing.get(side)();
    this.undoing.delete(side);
    this.refresh();
    const button = this.inside(side, this.copyTargets);
    if (!button.hidden) button.focus();
  }

  sidesOf(element) {
    const side = this.sideTargets.find((candidate) => candidate.contains(element));
    return [side, this.sideTargets.find((candidate) => candidate !== side)];
  }

  inside(side, elements) {
    return elements.find((element) => side.contains(element));
  }
}

import { leadTo, placeOf } from "./places.js";

/** Shows which passages are behind, where they stand, and takes an editor's word that one is still correct. */
export class BehindController extends window.StimulusModule.Controller {
  static targets = ["list", "item", "mark", "remark"];
  static values = { url: String };

  initialize() {
    this.refresh = this.refresh.bind(this);
  }

  connect() {
    document.addEventListener("w-autosave:success", this.refresh);
    // Wagtail draws the blocks when the document is ready.
    if (document.readyState !== "complete") window.addEventListener("load", () => this.placeAll(), { once: true });
  }

  disconnect() {
    document.removeEventListener("w-autosave:success", this.refresh);
  }

  async refresh() {
    await this.load(this.urlValue);
  }

  async declare({ currentTarget, params }) {
    currentTarget.disabled = true;
    const body = new URLSearchParams({ pair: params.pair, seen: params.seen });
    if (await this.load(this.urlValue, { method: "POST", body })) this.element.querySelector("h2")?.focus();
    else currentTarget.disabled = false;
  }

  async load(url, options = {}) {
    if (!url) return false;
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
    const response = await fetch(url, { ...options, headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN } }).catch(() => null);
    // Whoever is logged out is sent on to the login form, whose fields must not get into the editor's.
    if (!response?.ok || response.redirected) {
      this.dispatch("unanswered");
      return false;
    }
    this.listTarget.innerHTML = await response.text();
    return true;
  }

  placeAll() {
    for (const item of this.itemTargets) this.itemTargetConnected(item);
    for (const mark of this.markTargets) this.markTargetConnected(mark);
    for (const remark of this.remarkTargets) this.remarkTargetConnected(remark);
  }

  itemTargetConnected(item) {
    this.itemTargetDisconnected(item);
    item.place = placeOf(item.dataset);
    item.place?.classList.add("bilingual-behind");
  }

  itemTargetDisconnected(item) {
    item.place?.classList.remove("bilingual-behind");
  }

  /** Put the state of a pair where its text stands. */
  markTargetConnected(mark) {
    this.markTargetDisconnected(mark);
    const { block, state } = mark.dataset;
    const place = placeOf(mark.dataset);
    if (!place || (block && !place.matches("[data-streamfield-child]"))) return;
    mark.shown = document.createElement("span");
    mark.shown.className = `pair-state pair-state--${state.replaceAll(" ", "-")}`;
    const words = document.createElement("span");
    words.textContent = mark.textContent;
    mark.shown.title = mark.textContent;
    mark.shown.append(words);
    place.querySelector(block ? "[data-panel-controls]" : ".w-panel__heading, .w-field__label")?.before(mark.shown);
  }

  markTargetDisconnected(mark) {
    mark.shown?.remove();
  }

  /** Put what the glossary says above the text. */
  remarkTargetConnected(remark) {
    this.remarkTargetDisconnected(remark);
    const place = placeOf(remark.dataset);
    if (!place || (remark.dataset.block && !place.matches("[data-streamfield-child]"))) return;
    remark.shown = remark.firstElementChild.cloneNode(true);
    const content = place.querySelector(".w-panel__content");
    if (content) content.prepend(remark.shown);
    else place.querySelector(".w-field__input")?.before(remark.shown);
  }

  remarkTargetDisconnected(remark) {
    remark.shown?.remove();
  }

  /** Lead to the passage, and open what hides it. */
  go({ currentTarget }) {
    leadTo(currentTarget.closest("[data-home-behind-target=item]").place);
  }
}

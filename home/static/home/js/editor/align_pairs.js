import { apartId, planPairs } from "./pairing.js";
import { widgetOf } from "./widgets.js";

/** Keeps the two languages of a stream in step: paired blocks stand at one height, and the one at work lights up with its pair. */
export class PairsController extends window.StimulusModule.Controller {
  static targets = ["side"];
  static values = { choose: String, belongs: String, none: String };

  connect() {
    this.adopt = this.adopt.bind(this);
    // Wagtail makes its widgets when the document is ready.
    if (document.readyState !== "complete") window.addEventListener("load", this.adopt, { once: true });
    this.sizes = new ResizeObserver(() => this.alignSoon());
    this.changes = new MutationObserver(() => this.adopt());
    this.changes.observe(this.element, { childList: true, subtree: true, attributeFilter: ["aria-hidden"] });
    this.sizes.observe(this.element);
    this.adopt();
  }

  disconnect() {
    this.sizes.disconnect();
    this.changes.disconnect();
    cancelAnimationFrame(this.frame);
  }

  /** Take in blocks that are new. */
  adopt() {
    this.pairUp();
    this.sideTargets.slice(1).forEach(giveOwnIds);
    for (const block of this.sideTargets.flatMap(blocksOf)) this.sizes.observe(block);
    this.alignSoon();
  }

  /** The blocks of both languages; nothing where a person writes only one, or where there are none. */
  get streams() {
    const widgets = this.sideTargets.map(widgetOf);
    return widgets.length === 2 && widgets.every((widget) => widget?.blocks) ? widgets.map((widget) => widget.blocks) : null;
  }

  /** Give the blocks that belong together one id, and let the editor choose otherwise. */
  pairUp() {
    const { streams } = this;
    if (!streams) return;
    for (const places of planPairs(...streams)) {
      const [danish, english] = places.map((place, side) => streams[side][place]);
      if (!isCommented(english)) setId(english, danish.id);
      else if (!isCommented(danish)) setId(danish, english.id);
    }
    for (const child of streams[1]) this.offerChoice(child);
  }

  offerChoice(child) {
    const controls = child.element.querySelector("[data-panel-controls]");
    if (!controls || controls.querySelector(".bilingual-choose")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--icon text-replace white bilingual-choose";
    button.title = this.chooseValue;
    button.setAttribute("aria-label", this.chooseValue);
    button.setAttribute("aria-expanded", "false");
    button.innerHTML = '<svg class="icon icon-link" aria-hidden="true"><use href="#icon-link"></use></svg>';
    button.addEventListener("click", () => this.toggleChoice(child, button));
    controls.prepend(button);
  }

  /** Show which Danish block an English one belongs to, for the editor to change it; a pair is made and parted so. */
  toggleChoice(child, button) {
    const shown = child.element.querySelector(".bilingual-choice");
    button.setAttribute("aria-expanded", `${!shown}`);
    if (shown) {
      shown.remove();
      return;
    }
    const [danish] = this.streams;
    const select = document.createElement("select");
    select.add(new Option(this.noneValue, ""));
    danish.forEach((block, place) => {
      if (block.type === child.type) select.add(new Option(`${place + 1}. ${firstWords(block)}`, block.id));
    });
    select.value = danish.some(({ id }) => id === child.id) ? child.id : "";
    select.addEventListener("change", () => this.choose(child, select.value));
    const label = document.createElement("label");
    label.className = "bilingual-choice";
    label.append(`${this.belongsValue} `, select);
    child.element.querySelector(".w-panel__content").prepend(label);
    select.focus();
  }

  choose(child, id) {
    for (const other of this.streams[1]) if (id && other !== child && other.id === id) setId(other, apartId());
    setId(child, id || apartId());
    this.alignSoon();
  }

  alignSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.align());
  }

  align() {
    if (this.sideTargets.length < 2) return;
    const all = this.sideTargets.map(blocksOf);
    for (const block of all.flat()) block.style.marginBlockStart = "";
    const [left, right] = this.sideTargets.map((side) => side.getBoundingClientRect());
    // Below each other, or one alone, there is nothing to align.
    if (!left.width || !right.width || left.top !== right.top) return;
    const shifts = [0, 0];
    const tops = all.map((blocks) => blocks.map((block) => block.getBoundingClientRect().top));
    for (const pair of commonOrder(...all)) {
      const [a, b] = pair.map((index, side) => tops[side][index] + shifts[side]);
      const lower = a < b ? 0 : 1;
      const gap = Math.round(Math.abs(a - b));
      if (gap) all[lower][pair[lower]].style.marginBlockStart = `${gap}px`;
      shifts[lower] += gap;
    }
  }

  /** Light up the block that the pointer or the cursor is in, and its pair. */
  light({ target }) {
    const block = this.sideTargets.flatMap(blocksOf).find((candidate) => candidate.contains(target));
    const id = block?.dataset.contentpath;
    for (const other of this.sideTargets.flatMap(blocksOf)) {
      other.classList.toggle("bilingual-pair", Boolean(id) && other.dataset.contentpath === id);
    }
  }

  /** Tell the browser's spelling checker and keyboard which language is written. */
  speak({ target }) {
    const side = this.sideTargets.find((candidate) => candidate.contains(target));
    if (side && target.matches("input, textarea, [contenteditable]")) target.lang = side.dataset.language;
  }
}

/** Wagtail keeps the id of a block in three places. */
function setId(child, id) {
  const input = child.element.querySelector(`:scope > input[name="${child.prefix}-id"]`);
  child.id = id;
  child.element.dataset.contentpath = id;
  input.value = id;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A comment is kept with the id of its block, which so must stay. */
function isCommented({ id }) {
  const paths = [...document.querySelectorAll('input[name^="comments-"][name$="-contentpath"]')];
  return paths.some(({ value }) => value.split(".")[1] === id);
}

function firstWords({ element }) {
  const written = element.querySelector("[contenteditable=true], textarea, input:not([type=hidden])");
  const words = (written?.value ?? written?.textContent ?? "").trim().split(/\s+/);
  return words.slice(0, 6).join(" ") + (words.length > 6 ? " …" : "");
}

function blocksOf(side) {
  const stream = side.querySelector("[data-streamfield-stream-container]");
  return [...(stream?.children ?? [])].filter((element) => element.matches("[data-streamfield-child]:not([aria-hidden=true])"));
}

/** Pair the blocks that both languages have, leaving out those that stand in another order. */
function commonOrder(left, right) {
  const pairs = [];
  let last = -1;
  left.forEach((block, index) => {
    const other = right.findIndex((candidate) => candidate.dataset.contentpath === block.dataset.contentpath);
    if (other > last) {
      pairs.push([index, other]);
      last = other;
    }
  });
  return pairs;
}

/**
 * Wagtail makes the DOM ids of a block's panel from the block's id, which the pair in the other language shares: without ids of
 * its own the English block would fold the Danish one, and the minimap would lead to it.
 */
function giveOwnIds(side) {
  const { language } = side.dataset;
  const own = (value) => value.replace(/^(#?block-)(?!own-)/, `$1own-${language}-`);
  for (const element of side.querySelectorAll('[id^="block-"]:not([id^="block-own-"])')) element.id = own(element.id);
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "href"]) {
    const start = name === "href" ? "#block-" : "block-";
    for (const element of side.querySelectorAll(`[${name}^="${start}"]:not([${name}^="${start}own-"])`)) {
      element.setAttribute(name, own(element.getAttribute(name)));
    }
  }
}

/** Keeps the two languages of a stream in step: paired blocks stand at one height, and the one at work lights up with its pair. */
export class PairsController extends window.StimulusModule.Controller {
  static targets = ["side"];

  connect() {
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
    this.sideTargets.slice(1).forEach(giveOwnIds);
    for (const block of this.sideTargets.flatMap(blocksOf)) this.sizes.observe(block);
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

import { planMissing } from "./missing_blocks.js";

/**
 * One way to read and write what an editor sees of a field: a plain input, formatted text or a stream of blocks.
 *
 * Formatted text and streams are reached through Wagtail's client-side panels. Rows of inline panels have no panel of their own
 * there, but only plain inputs.
 */
export function widgetOf(side) {
  const name = side.dataset.field;
  const copied = side.querySelector(":scope > [data-copied-value] > script");
  if (copied) return new ReadOnly(JSON.parse(copied.textContent));
  const panel = window.wagtail.editHandler?.getPanelByName(name);
  // A field that a person may only read has no widget, and Wagtail's panel fails when it is asked for one.
  const bound = panel?.widget && panel.getBoundWidget();
  if (bound?.sequenceContainer) return new Stream(bound);
  if (bound?.input?.draftailEditor) return new FormattedText(bound);
  const input = side.querySelector(`:is(input, textarea)[name="${name}"]`);
  return input && new PlainText(input);
}

/** What a person may read but not write: text, or the states of blocks. */
class ReadOnly {
  constructor(value) {
    this.value = value;
  }

  get isEmpty() {
    return !this.value.length;
  }

  get text() {
    return this.value;
  }

  get ids() {
    return this.value.map(({ id }) => id);
  }

  stateOf(index) {
    return this.value[index];
  }

  countMissing() {
    return 0;
  }
}

class PlainText {
  constructor(input) {
    this.input = input;
  }

  get isEmpty() {
    return !this.text.trim();
  }

  get text() {
    return this.input.value;
  }

  countMissing(source) {
    return this.isEmpty && !source.isEmpty ? 1 : 0;
  }

  /** Copy the source and return what undoes it, as far as nobody has written on since. */
  copy(source) {
    const copied = source.text;
    this.write(copied);
    return () => {
      if (this.input.value === copied) this.write("");
    };
  }

  write(text) {
    this.input.value = text;
    for (const type of ["input", "change"]) this.input.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

class FormattedText {
  constructor(bound) {
    this.bound = bound;
  }

  get isEmpty() {
    return !plain(this.bound.getState()).trim();
  }

  countMissing(source) {
    return this.isEmpty && source.bound && !source.isEmpty ? 1 : 0;
  }

  copy(source) {
    const before = this.bound.getState();
    const copied = source.bound.getState();
    this.bound.setState(copied);
    return () => {
      if (plain(this.bound.getState()) === plain(copied)) this.bound.setState(before);
    };
  }
}

class Stream {
  constructor(bound) {
    this.bound = bound;
  }

  get blocks() {
    return this.bound.children;
  }

  get ids() {
    return this.blocks.map((child) => child.id);
  }

  plan(source) {
    return planMissing(source.ids, this.ids);
  }

  stateOf(index) {
    return this.bound.children[index].getState();
  }

  countMissing(source) {
    return this.plan(source).length;
  }

  copy(source) {
    return this.add(this.plan(source).map(({ from, to }) => ({ state: source.stateOf(from), to })));
  }

  /** Insert blocks behind all others and return what undoes it, as far as nobody has written on since. */
  insert(states) {
    const end = this.blocks.length;
    return this.add(states.map((state, place) => ({ state, to: end + place })));
  }

  add(planned) {
    const added = planned.map(({ state, to }) => {
      const child = this.bound.insert(state, to);
      return { child, state: fingerprint(child) };
    });
    return () => {
      for (const { child, state } of added) {
        const index = this.bound.children.indexOf(child);
        if (index >= 0 && fingerprint(child) === state) this.bound.deleteBlock(index);
      }
    };
  }
}

const plain = (editorState) => editorState.getCurrentContent().getPlainText();

/** What a block says, with formatted text as its words: saving alone rewrites the stored form of formatted text. */
function fingerprint(child) {
  return JSON.stringify(child.getState(), function readable(key) {
    return this[key]?.getCurrentContent ? plain(this[key]) : this[key];
  });
}

import { leadTo, placeOf } from "./places.js";

const PASSAGE = /^passage (.*) (\S*)$/;
const MARK = "0.1875rem solid #b65c00";

/**
 * Joins the preview and the form: a click on a text leads to its field, and the field that is written in is marked in the preview.
 *
 * The preview of a page says in comments which field is shown from where on (the template tag `passage`).
 */
export class PreviewController extends window.StimulusModule.Controller {
  /** The preview has been drawn. */
  join({ target }) {
    const frame = target.querySelector("iframe");
    this.documents = [];
    if (frame) this.take(frame.contentDocument);
    this.mark(document.activeElement);
  }

  /** Take in a version, or the two that stand beside each other, each in a frame of its own. */
  take(shown) {
    if (!shown) return;
    this.documents.push(shown);
    shown.addEventListener("click", (event) => this.lead(event, shown));
    for (const frame of shown.querySelectorAll("iframe")) {
      frame.addEventListener("load", () => this.take(frame.contentDocument));
      if (frame.contentDocument?.readyState === "complete") this.take(frame.contentDocument);
    }
  }

  lead(event, shown) {
    const place = passagesOf(shown).findLast(({ comment }) => follows(comment, event.target))?.place;
    if (!place) return;
    // A link would take the preview away.
    if (event.target.closest("a")) event.preventDefault();
    leadTo(place);
  }

  follow({ target }) {
    this.mark(target);
  }

  /** Mark what is shown of the field that has the cursor. */
  mark(written) {
    for (const shown of this.documents ?? []) {
      for (const { comment, place } of passagesOf(shown)) {
        const text = comment.nextElementSibling;
        if (!place || !text) continue;
        text.style.outline = place.contains(written) ? MARK : "";
        text.style.outlineOffset = "0.375rem";
        if (place.contains(written)) text.scrollIntoView({ block: "nearest" });
      }
    }
  }
}

function passagesOf(shown) {
  const found = [];
  const walker = shown.createTreeWalker(shown, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const [, names, block] = PASSAGE.exec(walker.currentNode.data) ?? [];
    if (names === undefined) continue;
    found.push({ comment: walker.currentNode, place: fieldOf(names.split(" ").filter(Boolean), shown.documentElement.lang, block) });
  }
  return found;
}

/** Find the field, in the language of what is shown, or one that both languages share. */
function fieldOf(names, language, block) {
  for (const name of names) {
    const shared = document.querySelector(`[name="${name}"]`)?.closest(".w-panel__wrapper, .w-panel");
    const place = placeOf({ field: `${name}_${language}`, language, block }) ?? shared;
    if (place) return place;
  }
  return null;
}

function follows(comment, element) {
  return Boolean(comment.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Find where a text is written: the field of one language, or a block in it; undefined where the screen has neither. */
export function placeOf({ field, language, block }) {
  const side = document.querySelector(`.bilingual__side[data-field="${field}"][data-language="${language}"]`);
  return (block && side?.querySelector(`[data-streamfield-child][data-contentpath="${block}"]`)) || side;
}

/** Put the cursor into a place, and open what hides it. */
export function leadTo(place) {
  if (!place) return;
  const tab = place.closest("[role=tabpanel]");
  if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
  for (let panel = place.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
    const toggle = panel.querySelector("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
  }
  place.scrollIntoView({ block: "center" });
  const written = place.querySelector("input:not([type=hidden]), textarea, [contenteditable=true]");
  (written ?? place.querySelector("button"))?.focus({ preventScroll: true });
}

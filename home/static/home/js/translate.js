/** Puts the cursor into the text as soon as its field is there, so that nobody needs the mouse to begin. */
const target = document.querySelector("[data-translate-target]");

function begin() {
  const field = target.querySelector("[contenteditable=true], textarea, input:not([type=hidden])");
  field?.focus();
  return Boolean(field);
}

if (target && !begin()) {
  // Wagtail draws its fields a little later.
  const changes = new MutationObserver(() => begin() && changes.disconnect());
  changes.observe(target, { childList: true, subtree: true });
}

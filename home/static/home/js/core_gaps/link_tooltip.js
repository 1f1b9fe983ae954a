/**
 * Wagtail 8.0.1: the buttons beside a link in formatted text are English in every language.
 * This writes the words that the script's own tag brings.
 */
(() => {
  const { edit, remove } = document.currentScript.dataset;
  const words = { Edit: edit, Remove: remove };

  const translate = (editor) => {
    const buttons = [...editor.querySelectorAll(".Tooltip__button")].filter(({ textContent }) => textContent in words);
    for (const button of buttons) button.textContent = words[button.textContent];
    return buttons.length > 0;
  };

  // The tooltip comes a moment after the click; this listener runs before the editor's own.
  document.addEventListener(
    "mouseup",
    ({ target }) => {
      const editor = target.closest?.("[data-draftail-trigger]")?.closest("[data-draftail-editor-wrapper]");
      if (!editor) return;
      const observer = new MutationObserver(() => translate(editor) && observer.disconnect());
      observer.observe(editor, { childList: true, subtree: true });
    },
    { capture: true },
  );
})();

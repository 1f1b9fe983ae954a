/** Wagtail 8.0.1: the calendar puts today's date in the place of one that it cannot read, as soon as one leaves the field. */
document.addEventListener("focusin", ({ target }) => window.jQuery(target).off("blur.xdsoft"));

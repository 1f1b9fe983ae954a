/** Tells the site once that a reader has the page before her, not that it waits in the background. */
const { view } = document.querySelector("script[data-view]").dataset;

function tell() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", tell);
  navigator.sendBeacon(view);
}

document.addEventListener("visibilitychange", tell);
tell();

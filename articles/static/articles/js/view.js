/** Tells the site once that a reader sees the page; a tab in the background does not count. */
const { view } = document.querySelector("script[data-view]").dataset;

function tell() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", tell);
  navigator.sendBeacon(view);
}

document.addEventListener("visibilitychange", tell);
tell();

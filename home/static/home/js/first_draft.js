/** Asks for one piece of a run of first drafts after the other, and shows how far it has come; the page is drawn anew at its end. */
const run = document.querySelector("[data-first-draft]");

async function next() {
  const form = run.querySelector("form");
  const body = new FormData(form);
  body.set("act", "go-on");
  const answer = await fetch(form.action, { method: "POST", body });
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = shown.querySelector("[data-first-draft]");
  if (!answer.ok || !there) return false;
  const progress = "[data-first-draft-progress]";
  run.querySelector(progress).innerHTML = there.querySelector(progress).innerHTML;
  return true;
}

if (run) {
  // It goes on by itself.
  run.querySelector("[data-first-draft-go-on]").hidden = true;
  let isLeft = false;
  window.addEventListener("pagehide", () => (isLeft = true));
  try {
    while (await next());
  } catch {
    // The network is away: the button is there again.
    if (!isLeft) run.querySelector("[data-first-draft-go-on]").hidden = false;
    isLeft = true;
  }
  if (!isLeft) window.location.reload();
}

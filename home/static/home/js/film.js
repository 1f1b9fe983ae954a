// Puts the player in the place of a film's link once the reader clicks it. Without this script, the link leads to the film.

function play(event, film, link) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  const player = document.createElement("iframe");
  player.className = "film__screen";
  player.title = film.dataset.title;
  player.allow = "fullscreen";
  // YouTube refuses to play where it is not told which site shows the film; it is told that, and not which page.
  player.referrerPolicy = "strict-origin";
  player.src = film.dataset.player;
  link.replaceWith(player);
  player.focus();
}

for (const film of document.querySelectorAll(".film[data-player]")) {
  const link = film.querySelector(".film__cover");
  link?.addEventListener("click", (event) => play(event, film, link));
}

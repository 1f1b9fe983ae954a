// Shows the line in the other language to a reader who comes from elsewhere and whose browser prefers that language.

const line = document.querySelector(".suggestion");
const siteLanguages = [document.documentElement.lang, line.lang];
const spoken = navigator.languages.map((tag) => tag.split("-")[0].toLowerCase());
const preferred = spoken.find((language) => siteLanguages.includes(language));
// Nothing may be remembered, so whoever reads on within the site is not asked again.
const readsOn = document.referrer.startsWith(`${location.origin}/`);

if (preferred === line.lang && !readsOn) {
  line.hidden = false;
  line.querySelector("button").addEventListener("click", () => {
    line.hidden = true;
    document.getElementById("main-content").focus({ preventScroll: true });
  });
}

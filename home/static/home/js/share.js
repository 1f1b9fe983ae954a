// Shows the two ways to share that need JavaScript; e-mail needs none.

const section = document.querySelector(".share");
const native = section.querySelector(".share__native");
const copy = section.querySelector(".share__copy");
const status = section.querySelector("[role=status]");
const { url, title } = section.dataset;

if (navigator.share) {
  native.hidden = false;
  native.addEventListener("click", async () => {
    try {
      await navigator.share({ title, url });
    } catch {
      // The reader changed their mind.
    }
  });
}

if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    // Emptied first, so that a second copy is announced too.
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(url);
      status.textContent = copy.dataset.copied;
    } catch {
      status.textContent = `${copy.dataset.failed} ${url}`;
    }
  });
}

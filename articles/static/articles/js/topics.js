/** Makes a new topic beside the chips of the others, and ticks it. */
for (const place of document.querySelectorAll("[data-new-topic]")) {
  const inputs = [...place.querySelectorAll("input")];
  const button = place.querySelector("button");
  const problem = place.querySelector("[role=alert]");

  place.addEventListener("toggle", () => place.open && inputs[0].focus());
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !inputs.includes(event.target)) return;
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", async () => {
    problem.textContent = "";
    button.disabled = true;
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = window.wagtailConfig;
    const response = await fetch(place.dataset.newTopic, {
      method: "POST",
      headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN },
      body: new URLSearchParams(inputs.map((input) => [input.dataset.name, input.value])),
    }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    button.disabled = false;
    if (!answer?.id) {
      problem.textContent = answer?.problem ?? place.dataset.failed;
      inputs.find((input) => !input.value.trim())?.focus();
      return;
    }
    tick(place.closest("[data-topics]"), answer);
    for (const input of inputs) input.value = "";
    inputs[0].focus();
  });
}

function tick(topics, { id, name }) {
  const boxes = topics.querySelector("#id_topics");
  let box = boxes.querySelector(`input[value="${id}"]`);
  if (!box) {
    box = Object.assign(document.createElement("input"), { type: "checkbox", name: "topics", value: id, className: "chips__box" });
    const label = document.createElement("label");
    label.append(box, ` ${name}`);
    const chip = document.createElement("div");
    chip.append(label);
    boxes.append(chip);
  }
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Counts the characters of a field against the number that search engines show. */
export class CountController extends window.StimulusModule.Controller {
  static values = { limit: Number, text: String };

  connect() {
    this.input = this.element.querySelector("input, textarea");
    // Who may only read the field gets its text.
    if (!this.input) return;
    this.output = document.createElement("output");
    this.output.className = "bilingual-count";
    this.output.htmlFor = this.input.id;
    this.input.after(this.output);
    this.count();
  }

  disconnect() {
    this.output?.remove();
  }

  count() {
    const { length } = this.input.value;
    this.output.textContent = this.textValue.replace("%(count)s", length).replace("%(limit)s", this.limitValue);
    this.output.classList.toggle("bilingual-count--over", length > this.limitValue);
  }
}

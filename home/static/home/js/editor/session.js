const SECOND = 1000;

/**
 * Stands between an editor's text and a session that ended, another person's login, and a server that is away.
 *
 * Every form waits until it is certain that its person is logged in, and takes a fresh token. An editor's form is sent by the
 * script, which goes on only when the server has kept it.
 */
export class SessionController extends window.StimulusModule.Controller {
  static targets = ["message", "name", "reason"];
  static values = { url: String, user: String, loggedOut: String };

  connect() {
    this.failures = 0;
    // Whoever is logged out while reading learns it before writing more.
    this.interval = setInterval(() => this.look(), 60 * SECOND);
    // What a dialog sends is refused without a word, and of who is logged out the server does not know the language.
    this.dialogs = {
      ajaxError: () => this.look(),
      ajaxSend: (event, request) => request.setRequestHeader("Accept-Language", document.documentElement.lang),
    };
    window.jQuery(document).on(this.dialogs);
  }

  disconnect() {
    clearInterval(this.interval);
    window.jQuery(document).off(this.dialogs);
    clearTimeout(this.timer);
  }

  /** Hold a form that is being sent, until it can be. */
  async hold(event) {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post" || !form.elements.namedItem("csrfmiddlewaretoken")) return;
    if (!["", "_self"].includes(submitter?.formTarget || form.target)) return;
    event.preventDefault();
    this.held = { form, submitter };
    await this.proceed();
  }

  async proceed() {
    if (this.isBusy) return;
    this.isBusy = true;
    const { form, submitter } = this.held;
    const state = await this.ask();
    if (state !== "in") {
      release(form, submitter);
      this.say(state);
      this.lookSoon();
    } else if (form.matches("[data-edit-form]")) {
      await this.save(form, submitter);
    } else {
      this.held = null;
      send(form, submitter);
    }
    this.isBusy = false;
  }

  /** Send an editor's form, and go where the server says; nothing but its word that all is kept leaves the page. */
  async save(form, submitter) {
    const resume = await pauseAutosave(form);
    const body = new FormData(form);
    if (submitter?.name) body.append(submitter.name, submitter.value);
    const response = await fetch(form.action, { method: "POST", body, headers: { "X-Saves-Form": "yes" } }).catch(() => null);
    const isJson = response?.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json().catch(() => null) : null;
    if (answer?.location) {
      leave(form);
      window.location.assign(answer.location);
    } else if (response?.ok && !isJson) {
      // The form comes back with what is wrong in it: the browser shows it when it sends the form itself.
      this.held = null;
      send(form, submitter);
    } else {
      resume();
      release(form, submitter);
      this.reasonTarget.textContent = answer?.refused ?? "";
      if (answer?.error_code === "logged_out") this.lookSoon(0);
      else this.say("failed");
    }
  }

  /** Give autosave's failure its true name, and try again when there is a reason to. */
  explain({ detail }) {
    const isLogin = detail.response?.error_code === "logged_out";
    if (isLogin) detail.text = this.loggedOutValue;
    if (!isLogin && !["server_error", "network_error"].includes(detail.type)) return;
    this.hasFailed = true;
    this.lookSoon(Math.min(60, 5 * this.failures) * SECOND);
    this.failures += 1;
  }

  /** Autosave has saved. */
  calm() {
    this.failures = 0;
    this.hasFailed = false;
  }

  look() {
    if (document.visibilityState === "visible") this.lookSoon(0);
  }

  lookSoon(delay = 3 * SECOND) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), delay);
  }

  async settle() {
    const state = await this.ask();
    const isOurs = this.held || this.hasFailed;
    if (state === "in") {
      const wasWaiting = this.shown && this.shown !== "failed";
      if (wasWaiting) this.say(null);
      if (this.held && wasWaiting) await this.proceed();
      else if (this.hasFailed) autosave();
    } else {
      // A server that is away for a moment troubles nobody who has nothing to save.
      if (state !== "away" || this.held) this.say(state);
      if (state !== "away" || isOurs) this.lookSoon();
    }
  }

  /** Ask who is logged in: nobody, somebody else, or the person of this page, whose new token is then taken. */
  async ask() {
    const response = await fetch(this.urlValue).catch(() => null);
    const answer = response?.ok ? await response.json().catch(() => null) : null;
    if (!answer) return "away";
    if (answer.user === null) return "logged-out";
    this.answer = answer;
    takeToken(answer.token, `${answer.user}` === this.userValue ? document : this.element);
    if (`${answer.user}` === this.userValue) return "in";
    this.nameTarget.textContent = answer.name;
    return "other";
  }

  /** Go on as the person who is logged in by now, since the editor says so. */
  adopt() {
    this.userValue = `${this.answer.user}`;
    this.lookSoon(0);
  }

  again() {
    this.say(null);
    if (this.held) this.proceed();
  }

  /** The editor wants to look at the text first; what was held is not sent behind anybody's back. */
  close() {
    this.held = null;
    this.say(null);
    clearTimeout(this.timer);
  }

  say(state) {
    this.shown = state;
    for (const message of this.messageTargets) message.hidden = message.dataset.state !== state;
    this.element.togglePopover(Boolean(state));
  }
}

/** Let what autosave has sent arrive first, since Wagtail takes whichever comes later for another window's. */
async function pauseAutosave(form) {
  const autosave = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");
  if (!autosave) return () => {};
  const wasActive = autosave.activeValue;
  autosave.activeValue = false;
  await autosave.submitPromise;
  return () => {
    autosave.activeValue = wasActive;
  };
}

function takeToken(token, place) {
  if (place === document) window.wagtailConfig.CSRF_TOKEN = token;
  for (const input of place.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
}

/** Have autosave send what is not saved, as after a change. */
function autosave() {
  const form = document.querySelector("form[data-controller~=w-autosave]");
  form?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
}

/** Undo what Wagtail has done to a form that is being sent: it no longer warned of leaving, and its button was out of use. */
function release(form, submitter) {
  const name = "data-w-unsaved-confirmation-value";
  if (form.hasAttribute(name)) form.setAttribute(name, "true");
  // Wagtail puts the button out of use just after the click.
  setTimeout(() => submitter?.setAttribute("data-w-progress-loading-value", "false"));
}

function leave(form) {
  form.setAttribute("data-w-unsaved-confirmation-value", "false");
}

/** Send a form as the browser does, with the button that was pressed. */
function send(form, submitter) {
  if (submitter?.name) {
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(pressed);
  }
  if (submitter?.hasAttribute("formaction")) form.action = submitter.formAction;
  HTMLFormElement.prototype.submit.call(form);
}

// Makes a passkey, or shows one, when its form is sent. Without this script, or without passkeys, there are the codes.

const form = document.querySelector("form[data-passkey]");
const problem = form?.querySelector("[role=alert]");

function toBytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

async function post(address, data) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(data),
  });
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return response.json();
}

function readable(options) {
  const listed = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));
  return {
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    excludeCredentials: listed(options.excludeCredentials),
    allowCredentials: listed(options.allowCredentials),
  };
}

function sendable({ id, rawId, type, authenticatorAttachment, response }) {
  const parts = ["attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle"];
  const texts = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
  return {
    id,
    rawId: toText(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: { ...Object.fromEntries(texts), transports: response.getTransports?.() },
  };
}

async function perform() {
  const { passkey: act, begin, complete } = form.dataset;
  const publicKey = readable(await post(begin, {}));
  const credential = await navigator.credentials[act]({ publicKey });
  const next = new URLSearchParams({ next: form.elements.next.value });
  const answer = await post(`${complete}?${next}`, { ...sendable(credential), name: form.elements.name?.value });
  if (answer.redirect_url) {
    location.assign(answer.redirect_url);
  } else {
    location.reload();
  }
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      await perform();
    } catch {
      problem.hidden = false;
    }
  });
}

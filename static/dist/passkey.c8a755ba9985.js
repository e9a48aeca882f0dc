// Passkeys: a form with data-passkey asks the device, puts its answer into the form and sends it.
// Where the browser knows none, the form stays hidden and the page says so.
const able = window.PublicKeyCredential && navigator.credentials;
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const asked = (form) => {
  const options = JSON.parse(form.dataset.options);
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const one of list || []) one.id = bytes(one.id);
  }
  return options;
};

const written = (found) => {
  const response = {};
  for (const name of [
    "clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle",
  ]) {
    if (found.response[name]) response[name] = text(found.response[name]);
  }
  return JSON.stringify({
    id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: {},
  });
};

addEventListener("DOMContentLoaded", () => {
  if (able) {
    for (const one of document.querySelectorAll("[data-passkey], [data-with-passkey]")) {
      one.hidden = false;
    }
    for (const one of document.querySelectorAll("[data-without-passkey]")) one.hidden = true;
  }
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const trouble = form.querySelector("[data-trouble]");
      trouble.hidden = true;
      try {
        const publicKey = asked(form);
        const found = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.credential.value = written(found);
        form.submit();
      } catch (_error) {
        trouble.hidden = false;
      }
    });
  }
});

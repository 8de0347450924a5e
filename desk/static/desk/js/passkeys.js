/*
 * Passkeys: a form with data-passkey asks the browser for one before it is sent.
 *
 *   data-passkey="sign-in"  signs in by a passkey alone; asks its own address for options
 *   data-passkey="show"     shows a passkey; options in the element that data-options names
 *   data-passkey="make"     makes a new one; options likewise
 *
 * Its answer goes into the field "credential"; what fails is said in
 * [data-passkey-fault]. Where the browser knows no passkeys, hidden forms stay hidden.
 */

const CAN = Boolean(
  window.PublicKeyCredential?.parseRequestOptionsFromJSON &&
    window.PublicKeyCredential?.parseCreationOptionsFromJSON,
);
const CANNOT = "This browser cannot use passkeys. Use another, or an authenticator app.";
const REASONS = {
  NotAllowedError: "No passkey was shown. Try again, or sign in another way.",
  InvalidStateError: "This device already holds a passkey for your account.",
  SecurityError: "Passkeys work only at an address with a name and HTTPS, or at localhost.",
};

async function optionsOf(form) {
  if (form.dataset.options) {
    return JSON.parse(document.getElementById(form.dataset.options).textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error("The server gave no answer. Try again in a minute.");
  }
  return answer.json();
}

function wanted(options, form) {
  const asked = structuredClone(options.publicKey);
  const alone = form.elements.passwordless?.checked ?? false;
  asked.authenticatorSelection = {
    ...asked.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return PublicKeyCredential.parseCreationOptionsFromJSON(asked);
}

async function credentialFor(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "make") {
    return navigator.credentials.create({ publicKey: wanted(options.creation_options, form) });
  }
  const asked = options.request_options.publicKey;
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
  });
}

function say(form, text) {
  const fault = form.querySelector("[data-passkey-fault]");
  fault.textContent = text;
  fault.hidden = !text;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  say(form, CAN ? "" : CANNOT);
  if (!CAN) {
    return;
  }
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const credential = await credentialFor(form);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    say(form, REASONS[error.name] ?? error.message);
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = form.hidden && !CAN;
  form.addEventListener("submit", send);
}

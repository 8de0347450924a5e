/*
 * A pasted address is looked up while the analyst types on: a source that is there is
 * offered, else the page is fetched and what it says of itself is filled in as a guess.
 *
 * <input data-source-url="address"> belongs to a row [data-source-row] or its form; the
 * other fields have its name with another end (url → name, publisher, published, lang,
 * sha256 or archived_sha256). What a person typed is never written over.
 */

const LOOKS_LIKE_ONE = /^(https?:\/\/)?[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/i;
const PAUSE = 500; // milliseconds without a key; a paste is looked up at once
const GUESSED = "guessed, check";
const asked = new WeakMap();
const pauses = new WeakMap();

function fieldOf(input, name) {
  const prefix = input.name.replace(/url$/, "");
  return input.form?.elements.namedItem(`${prefix}${name}`) ?? null;
}

function statusOf(input) {
  const known = document.getElementById(`${input.id}_found`);
  if (known) return known;
  const made = document.createElement("div");
  made.id = `${input.id}_found`;
  made.className = "source-found";
  made.setAttribute("role", "status");
  input.after(made);
  const described = input.getAttribute("aria-describedby");
  input.setAttribute("aria-describedby", [described, made.id].filter(Boolean).join(" "));
  return made;
}

function unmark(field) {
  document.getElementById(`${field.id}_guessed`)?.remove();
  delete field.dataset.guessed;
}

function guess(field, value) {
  if (!field || !value) return 0;
  const isTheirs = field.value !== "" && field.value !== field.defaultValue;
  if (isTheirs && field.dataset.guessed === undefined) return 0;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dataset.guessed = "";
  const mark = document.createElement("span");
  mark.id = `${field.id}_guessed`;
  mark.className = "guessed";
  mark.textContent = GUESSED;
  const label = field.labels?.[0];
  if (label && !document.getElementById(mark.id)) label.append(" ", mark);
  return 1;
}

function offer(input, found) {
  const status = statusOf(input);
  const words = document.createElement("span");
  const about = found.about ? `, ${found.about}` : "";
  words.textContent = `Recorded already: “${found.text}”${about}. `;
  const button = document.createElement("button");
  button.type = "button";
  const isTaken = fieldOf(input, "source") || input.closest("dialog");
  button.textContent = isTaken ? "Use it" : "Open it";
  button.dataset.key = "Alt+u";
  button.dataset.keyHelp = "Use the source that is there";
  const key = document.createElement("kbd");
  key.textContent = "Alt U";
  key.setAttribute("aria-hidden", "true");
  button.append(" ", key);
  button.addEventListener("click", () => use(input, found));
  status.replaceChildren(words, button);
}

function use(input, found) {
  const taken = new CustomEvent("desk:use-source", {
    bubbles: true, cancelable: true, detail: found,
  });
  // A sheet takes it for its own field; a row has a choice of recorded sources.
  if (!input.dispatchEvent(taken)) return;
  const select = fieldOf(input, "source");
  if (!select) {
    window.open(found.page, "_blank", "noopener");
    return;
  }
  select.append(new Option(found.text, found.id, true, true));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  input.value = "";
  for (const name of ["name", "publisher", "published", "lang", "sha256"]) {
    const field = fieldOf(input, name);
    if (field?.dataset.guessed !== undefined || field?.type === "hidden") {
      field.value = "";
      unmark(field);
    }
  }
  input.dispatchEvent(new Event("input", { bubbles: true }));
  statusOf(input).textContent = "Taken from the record.";
  select.nextElementSibling?.querySelector(".select2-selection")?.focus();
}

function fill(input, answer) {
  const { guess: said } = answer;
  if (answer.address && input.value.trim() !== answer.address) input.value = answer.address;
  asked.set(input, input.value.trim());
  const names = ["name", "publisher", "published", "lang"];
  const count = names
    .map((name) => guess(fieldOf(input, name), said[name]))
    .reduce((sum, each) => sum + each, 0);
  const digest = fieldOf(input, "sha256") ?? fieldOf(input, "archived_sha256");
  if (digest) digest.value = answer.sha256;
  const copied = fieldOf(input, "archived_on");
  if (copied && !copied.value) copied.value = answer.fetched_on;
  const words = count ? `Read: ${count} ${count === 1 ? "field" : "fields"} guessed.` : "Read.";
  statusOf(input).textContent = [words, answer.remark].filter(Boolean).join(" ");
}

async function lookUp(input) {
  const address = input.value.trim();
  if (asked.get(input) === address) return;
  asked.set(input, address);
  if (!LOOKS_LIKE_ONE.test(address)) {
    if (document.getElementById(`${input.id}_found`)) statusOf(input).textContent = "";
    return;
  }
  statusOf(input).textContent = "Looking it up… type on.";
  try {
    const answer = await fetch(input.dataset.sourceUrl, {
      method: "POST",
      headers: { "X-CSRFToken": input.form.elements.csrfmiddlewaretoken.value },
      body: new URLSearchParams({ url: address }),
    });
    const isTold = answer.ok || answer.status === 400;
    if (!isTold) throw new Error(String(answer.status));
    const told = await answer.json();
    if (input.value.trim() !== address) return;
    if (told.existing) offer(input, told.existing);
    else if (told.guess) fill(input, told);
    else statusOf(input).textContent = told.why;
  } catch {
    statusOf(input).textContent = "It could not be looked up; fill in the rest by hand.";
  }
}

// A form that came back may name an address that is a source already.
for (const input of document.querySelectorAll("input[data-source-url][aria-invalid=true]")) {
  lookUp(input);
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (event.isTrusted && field.dataset?.guessed !== undefined) unmark(field);
  if (!field.matches?.("input[data-source-url]") || !event.isTrusted) return;
  clearTimeout(pauses.get(field));
  const wait = event.inputType === "insertFromPaste" ? 0 : PAUSE;
  pauses.set(field, setTimeout(() => lookUp(field), wait));
});

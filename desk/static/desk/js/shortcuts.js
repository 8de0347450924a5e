/*
 * The keys of a page.
 *
 * An element announces its key by attributes, and is then focused (a field), followed
 * (a link) or pressed (a button) when the key is typed:
 *   data-key="g i"            keys one after the other, or "Ctrl+s", "Alt+c", "Shift+n"
 *   data-key-help="Incidents" what the help sheet says; else the element's own words
 * A feature that listens to keys itself only has them listed:
 *   data-key-note="j"         with data-key-help="Next request"
 * Single keys do nothing while a field has the focus, while a dialog that does not
 * hold their element is open, or where the person has switched them off.
 */

const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit], [type=button])," +
  "textarea, select, [contenteditable], [role=combobox], [role=searchbox]";
const PATIENCE = 1200; // milliseconds between two keys of one sequence
const areOff = document.documentElement.dataset.shortcuts === "off";
const sheet = document.getElementById("keys");
let typed = [];
let last = 0;

const isChord = (keys) => keys.includes("+") && keys.length > 1;
const inField = (target) => target instanceof Element && target.closest(FIELDS) !== null;

function chordOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  // With Alt some layouts put another sign on the key; its place is what is meant.
  const letter = event.altKey ? event.code.replace(/^(Key|Digit)/, "") : event.key;
  return [...parts, letter.toLowerCase()].join("+");
}

function reachable(element) {
  const open = document.querySelector("dialog[open]:modal");
  if (open && !open.contains(element)) return false;
  return !element.disabled;
}

function find(keys) {
  const all = [...document.querySelectorAll("[data-key]")];
  return all.filter((each) => each.dataset.key.toLowerCase() === keys.toLowerCase());
}

function use(element) {
  if (element.matches(FIELDS)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function act(event, keys) {
  const element = find(keys).find(reachable);
  if (!element) return false;
  event.preventDefault();
  typed = [];
  use(element);
  return true;
}

function single(event) {
  if (areOff || inField(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    openSheet();
    return;
  }
  const now = Date.now();
  typed = now - last < PATIENCE ? [...typed, event.key] : [event.key];
  last = now;
  const keys = typed.join(" ");
  if (act(event, keys) || act(event, event.key)) return;
  const begun = [...document.querySelectorAll("[data-key]")].some((each) =>
    each.dataset.key.startsWith(`${keys} `));
  if (!begun) typed = [event.key];
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) {
    act(event, chordOf(event));
  } else if (event.key === "Escape" && inField(event.target)) {
    if (!event.target.closest("dialog, [popover]")) event.target.blur();
  } else if (event.key.length === 1) {
    single(event);
  }
});

/* -- The help sheet ------------------------------------------------------------- */

function help(element) {
  const named = element.dataset.keyHelp || element.getAttribute("aria-label");
  return named || element.value || element.textContent.trim();
}

function row(keys, words) {
  const line = document.createElement("tr");
  const [left, right] = [document.createElement("td"), document.createElement("td")];
  for (const part of isChord(keys) ? [keys.replaceAll("+", " + ")] : keys.split(" ")) {
    const key = document.createElement("kbd");
    key.textContent = part;
    left.append(key, " ");
  }
  right.textContent = words;
  line.append(left, right);
  return line;
}

function listed() {
  const found = new Map([["?", "This list"]]);
  for (const each of document.querySelectorAll("[data-key], [data-key-note]")) {
    const keys = each.dataset.key || each.dataset.keyNote;
    if (!found.has(keys)) found.set(keys, help(each));
  }
  return [...found].filter(([keys]) => !areOff || isChord(keys));
}

function openSheet() {
  if (!sheet || sheet.open) return;
  const rows = listed().map(([keys, words]) => row(keys, words));
  sheet.querySelector("[data-keys]").replaceChildren(...rows);
  sheet.showModal();
}

for (const button of document.querySelectorAll("[data-keys-open]")) {
  button.addEventListener("click", () => {
    button.closest("[popover]")?.hidePopover();
    openSheet();
  });
}

/*
 * A new record without leaving the page: a sheet with the few fields that it needs.
 *
 * It opens from "New" beside a field, from the last entry of an autocomplete's list
 * (event desk:add-new) and by Alt+N in a field; what was typed stands in it already.
 * The new record goes into the field, and the focus back to it.
 */

const ENTRIES = ".admin-autocomplete";
const searched = new WeakMap(); // what was last typed into a select's search box
let sheet = null;
let target = null;

function boxOf(select) {
  const container = select.nextElementSibling;
  // A choice of several is typed into its own line, a choice of one opens first.
  return container?.querySelector(".select2-search__field") ??
    container?.querySelector(".select2-selection");
}

function selectAt(element) {
  const container = element?.closest?.(".select2-container");
  if (!container) return element?.closest?.("select.admin-autocomplete") ?? null;
  if (container.previousElementSibling?.matches("select")) {
    return container.previousElementSibling;
  }
  // The list of an open select hangs on the body.
  return document.querySelector(".select2-container--open")?.previousElementSibling ?? null;
}

function kindsOf(select) {
  const named = select.dataset.quickKinds ?? "";
  return named.split(",").filter(Boolean);
}

/* -- The sheet ------------------------------------------------------------------ */

function makeSheet() {
  const made = document.createElement("dialog");
  made.className = "sheet quick-sheet";
  made.setAttribute("aria-labelledby", "quick-add-title");
  const head = document.createElement("header");
  const title = document.createElement("h2");
  title.id = "quick-add-title";
  const choices = document.createElement("div");
  choices.className = "toolbar";
  head.append(title, choices);
  const body = document.createElement("div");
  made.append(head, body);
  made.addEventListener("close", () => {
    const select = target;
    body.replaceChildren();
    if (select) boxOf(select)?.focus();
    target = null;
  });
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    body.querySelector("form")?.requestSubmit();
  });
  document.body.append(made);
  return { dialog: made, title, choices, body };
}

function marking() {
  return document.querySelector("select[name=marking]")?.value ?? "";
}

async function show(kind, text, kinds) {
  sheet ??= makeSheet();
  const query = new URLSearchParams({ marking: marking() });
  const isAddress = kind === "source" && /^https?:\/\//i.test(text);
  query.set(isAddress ? "url" : "name", text);
  const address = `${target.dataset.quickBase}${kind}/`;
  try {
    const answer = await fetch(`${address}?${query}`);
    if (!answer.ok) throw new Error(String(answer.status));
    fillIn(await answer.text());
  } catch (error) {
    const refused = error.message === "403";
    sheet.body.textContent = refused
      ? "You may not add records of this kind."
      : "The server does not answer; close this and try again.";
  }
  sheet.title.textContent = `New ${kind.replace("-", " ")}`;
  sheet.choices.replaceChildren(...kinds.filter((each) => each !== kind).map((each) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = `${each.replace("-", " ")} instead`;
    button.addEventListener("click", () => show(each, nameTyped() || text, kinds));
    return button;
  }));
  if (!sheet.dialog.open) sheet.dialog.showModal();
  focusFirst();
}

const nameTyped = () => sheet.body.querySelector("[name=name]")?.value ?? "";

function fillIn(markup) {
  sheet.body.innerHTML = markup;
  const form = sheet.body.querySelector("form");
  // Its fields bear names that the page may have, too.
  for (const each of form.querySelectorAll("[id]")) each.id = `quick_${each.id}`;
  for (const each of form.querySelectorAll("label[for]")) each.htmlFor = `quick_${each.htmlFor}`;
  for (const name of ["aria-describedby", "aria-labelledby"]) {
    for (const each of form.querySelectorAll(`[${name}]`)) {
      const ids = each.getAttribute(name).split(" ");
      each.setAttribute(name, ids.map((id) => `quick_${id}`).join(" "));
    }
  }
  form.addEventListener("submit", send);
  form.querySelector("[data-close]").addEventListener("click", () => sheet.dialog.close());
  form.querySelector("[data-use-existing]")?.addEventListener("click", (event) => {
    const { useExisting, useExistingText } = event.currentTarget.dataset;
    take({ id: useExisting, text: useExistingText });
  });
}

function focusFirst() {
  const wrong = sheet.body.querySelector("[aria-invalid=true]");
  const empty = [...sheet.body.querySelectorAll("input, select, textarea")]
    .find((each) => each.type !== "hidden" && !each.value);
  (wrong ?? empty ?? sheet.body.querySelector("button"))?.focus();
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.status === 422) {
      fillIn(await answer.text());
      focusFirst();
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    take(await answer.json());
  } catch (error) {
    const note = document.createElement("p");
    note.className = "note note-bad";
    note.setAttribute("role", "alert");
    note.textContent = error.message === "403"
      ? "You may not add this, or you were signed out. Nothing was saved."
      : "The server does not answer. Nothing was saved; try again.";
    form.querySelector("[role=alert]")?.remove();
    form.prepend(note);
    button.disabled = false;
  }
}

function take({ id, text }) {
  const select = target;
  if (select.multiple || select.querySelector(`option[value="${id}"]`) === null) {
    select.append(new Option(text, id, true, true));
  }
  if (!select.multiple) select.value = id;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  sheet.dialog.close();
}

function open(select, kind, text) {
  const kinds = kindsOf(select);
  const first = kind ?? kinds[0];
  if (!first) return false;
  target = select;
  django.jQuery?.(select).select2?.("close");
  show(first, text ?? searched.get(select) ?? "", kinds.includes(first) ? kinds : [first]);
  return true;
}

/* -- What opens it ---------------------------------------------------------------- */

document.addEventListener("desk:add-new", (event) => {
  const { kind, text, select } = event.detail;
  if (!kindsOf(select).includes(kind)) return;
  event.preventDefault();
  open(select, kind, text);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-quick-for]");
  if (!link || event.ctrlKey || event.metaKey) return;
  const select = document.getElementById(link.dataset.quickFor);
  if (select && open(select)) event.preventDefault();
});

document.addEventListener("input", (event) => {
  if (!event.target.matches?.(".select2-search__field")) return;
  const select = selectAt(event.target);
  if (select) searched.set(select, event.target.value.trim());
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.code !== "KeyN") return;
  const select = selectAt(event.target) ?? selectAt(document.activeElement);
  if (select && open(select)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// Select2 keeps the keys of its boxes to itself; the page's own keys are passed on.
document.addEventListener("keydown", (event) => {
  const isChord = event.altKey || event.ctrlKey || event.metaKey;
  if (!isChord || !event.isTrusted || event.defaultPrevented) return;
  if (!event.target.matches?.(".select2-search__field")) return;
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = event;
  const copy = new KeyboardEvent("keydown", {
    key, code, altKey, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true,
  });
  const passed = (selectAt(event.target) ?? document.body).dispatchEvent(copy);
  if (!passed) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

// A source that is there is taken in the place of the new one.
document.addEventListener("desk:use-source", (event) => {
  if (!sheet?.dialog.contains(event.target)) return;
  event.preventDefault();
  take(event.detail);
});

/* -- Choosing by typing: a closed choice opens with the letter that is typed ----------- */

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!box.matches?.(".select2-selection--single")) return;
  const isLetter = event.key.length === 1 && event.key !== " ";
  if (!isLetter || event.ctrlKey || event.altKey || event.metaKey) return;
  const select = selectAt(box);
  if (!select?.matches(ENTRIES) || select.disabled) return;
  event.preventDefault();
  event.stopPropagation();
  django.jQuery(select).select2("open");
  const search = document.querySelector(
    ".select2-container--open .select2-dropdown .select2-search__field",
  );
  if (!search) return;
  search.value = event.key;
  search.focus();
  // Select2 listens by jQuery, and to what a keyboard sends.
  django.jQuery(search).trigger("input");
}, true);

/*
 * Rows of the statement page: added, removed, copied; all of it by keyboard.
 *
 * [data-rows="prefix"] holds rows [data-row], a template [data-row-template] with
 * __prefix__ in the place of the number, and buttons [data-add-row]. Rows may hold rows
 * of their own. Keys: Alt+C and Alt+S by shortcuts.js; Alt+P and Alt+R here, since they
 * mean the row that has the focus.
 */

const rowsOf = (holder) =>
  [...holder.querySelectorAll(":scope > [data-row-list] > [data-row]")];
const totalOf = (holder) =>
  holder.querySelector(`:scope > input[name="${holder.dataset.rows}-TOTAL_FORMS"]`);

function number(holder) {
  const prefix = holder.dataset.rows;
  rowsOf(holder).forEach((row, index) => {
    renumber(row, prefix, index);
    const place = row.querySelector("[data-row-number]");
    if (place && place.closest("[data-row]") === row) place.textContent = index + 1;
  });
  totalOf(holder).value = rowsOf(holder).length;
}

const NAMING = [
  "id", "name", "for", "aria-labelledby", "aria-describedby", "data-rows",
  "data-quick-for",
];

function renumber(row, prefix, index) {
  const own = new RegExp(`(^|[ _])${prefix}-\\d+-`, "g");
  for (const each of [row, ...row.querySelectorAll("*")]) {
    for (const name of NAMING) {
      const value = each.getAttribute(name);
      if (value) each.setAttribute(name, value.replace(own, `$1${prefix}-${index}-`));
    }
  }
}

function add(holder) {
  const rows = rowsOf(holder);
  if (rows.length >= Number(holder.dataset.most)) return null;
  const template = holder.querySelector(":scope > template[data-row-template]");
  const made = document.createElement("div");
  made.innerHTML = template.innerHTML.replaceAll(
    `${holder.dataset.rows}-__prefix__`, `${holder.dataset.rows}-${rows.length}`,
  );
  const row = made.querySelector("[data-row]");
  holder.querySelector(":scope > [data-row-list]").append(row);
  number(holder);
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  return row;
}

function remove(row) {
  const holder = row.closest("[data-rows]");
  const near = row.previousElementSibling ?? row.nextElementSibling;
  row.remove();
  number(holder);
  focusFirst(near) || holder.querySelector(":scope > * > [data-add-row]")?.focus();
}

function focusFirst(row) {
  const field = row?.querySelector("select, input:not([type=hidden]), textarea");
  if (!field) return false;
  const container = field.classList.contains("select2-hidden-accessible")
    ? field.nextElementSibling : null;
  const line = container?.querySelector(".select2-search__field");
  (line ?? container?.querySelector(".select2-selection") ?? field).focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

/* -- What a new row takes over from the one before ----------------------------------- */

function fieldIn(row, name) {
  return row.querySelector(`[data-field="${name}"] :is(input, select, textarea)`);
}

function copy(from, to) {
  if (!from || !to) return;
  if (from.type === "checkbox") {
    to.checked = from.checked;
  } else if (from.matches("select.admin-autocomplete")) {
    to.replaceChildren(...[...from.selectedOptions].map(
      (each) => new Option(each.textContent, each.value, true, true),
    ));
  } else {
    to.value = from.value;
  }
  to.dispatchEvent(new Event("change", { bubbles: true }));
}

// Of one act the claimant and the role are the same, until somebody says otherwise.
function takeOver(row, names) {
  const before = row.previousElementSibling;
  if (!before) return;
  for (const name of names) copy(fieldIn(before, name), fieldIn(row, name));
}

function duplicate(row) {
  const holder = row.closest("[data-rows]");
  const made = add(holder);
  if (!made) return;
  holder.querySelector(":scope > [data-row-list]").insertBefore(made, row.nextSibling);
  number(holder);
  const own = [...row.querySelectorAll("[data-field]")].filter(
    (field) => field.closest("[data-row]") === row,
  );
  for (const field of own) {
    const from = field.querySelectorAll("input, select, textarea");
    const place = made.querySelector(`[data-field="${field.dataset.field}"]`);
    const to = place?.querySelectorAll("input, select, textarea") ?? [];
    from.forEach((each, index) => {
      if (!each.closest(".select2-container")) copy(each, to[index]);
    });
  }
  focusFirst(made);
}

/* -- Buttons and keys -------------------------------------------------------------------- */

const isBlank = (row) =>
  (row.dataset.meant ?? "").split(" ").every((name) => name && !fieldIn(row, name)?.value);

function addAfter(button) {
  const holder = button.closest("[data-rows]");
  const last = rowsOf(holder).at(-1);
  // A row that waits to be filled is as good as a new one.
  const row = last && isBlank(last) ? last : add(holder);
  if (!row) return;
  takeOver(row, (button.dataset.takesOver ?? "").split(" ").filter(Boolean));
  focusFirst(row);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button.matches("[data-add-row]")) addAfter(button);
  if (button.matches("[data-remove-row]")) remove(button.closest("[data-row]"));
  if (button.matches("[data-copy-row]")) duplicate(button.closest("[data-row]"));
});

document.addEventListener("keydown", (event) => {
  const isSheet = document.querySelector("dialog[open]:modal");
  if (event.key === "Enter" && !event.ctrlKey && event.target.matches?.(
    "[data-statement] input:not([type=submit], .select2-search__field)",
  )) {
    event.preventDefault(); // a slip of Enter saves nothing
  }
  if (!event.altKey || event.ctrlKey || isSheet) return;
  const row = event.target.closest?.("[data-row][data-row-keys]");
  if (!row) return;
  if (event.code === "KeyP" && row.querySelector("[data-copy-row]")) {
    event.preventDefault();
    duplicate(row);
  } else if (event.code === "KeyR") {
    event.preventDefault();
    remove(row);
  }
});

// What is in no list is filled into the row, which is then a new source.
document.addEventListener("desk:add-new", (event) => {
  const row = event.target.closest("[data-source-row]");
  if (!row || event.detail.kind !== "source") return;
  event.preventDefault();
  const isAddress = /^https?:\/\//i.test(event.detail.text);
  const field = fieldIn(row, isAddress ? "url" : "name");
  field.value = event.detail.text;
  showParts(row);
  field.focus();
});

/* -- A source is a recorded one or a new one: what is not needed gives way ---------------- */

function showParts(row) {
  const isRecorded = Boolean(fieldIn(row, "source")?.value);
  const isNew = ["url", "name"].some((name) => fieldIn(row, name)?.value);
  for (const field of row.querySelectorAll("[data-part]")) {
    const hides = { new: !isNew || isRecorded, address: isRecorded, recorded: isNew };
    const isHidden = hides[field.dataset.part];
    field.hidden = isHidden && !field.querySelector(".errors");
  }
}

function showAllParts(root) {
  const rows = root.matches?.("[data-source-row]") ? [root] : [];
  for (const row of [...rows, ...root.querySelectorAll("[data-source-row]")]) {
    if (fieldIn(row, "source")) showParts(row);
  }
}

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const row = event.target.closest?.("[data-source-row]");
    if (row && fieldIn(row, "source")) showParts(row);
  });
}
// Select2 tells of a choice by jQuery.
globalThis.django?.jQuery?.(document).on("change", "[data-source-row] select", (event) => {
  showParts(event.target.closest("[data-source-row]"));
});
document.addEventListener("formset:added", (event) => showAllParts(event.target));
showAllParts(document);
globalThis.django?.jQuery?.(() => {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
  else focusFirst(document.querySelector("[data-statement] .panel"));
});

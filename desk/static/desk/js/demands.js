/*
 * Shows the fields that a choice asks for, hides the others and sends none of those.
 *
 * <select data-demands='{"denial_scope": ["denies"], …}'> names by field the words that
 * ask for it; data-needed='["denial_scope"]' which of them must then be filled. A field is what has data-field="name" or Django's class field-name, in the
 * same row, or else in the same form. A hidden field keeps what was typed into it, so
 * that a slip of the choice loses nothing; it is not sent while it is hidden.
 */

const HOLDERS = "[data-row], .inline-related, form";

function fieldOf(select, name) {
  const holder = select.closest(HOLDERS);
  return holder?.querySelector(`[data-field="${name}"], .form-row.field-${name}`);
}

// What the choice makes necessary is marked like any required field, and says why.
function need(field, select, isNeeded) {
  field.querySelector("legend, .label, label")?.toggleAttribute("data-required", isNeeded);
  const inputs = field.querySelectorAll("select, input:not([type=hidden]), textarea");
  for (const input of inputs) {
    if (["checkbox", "radio"].includes(input.type)) continue;
    if (isNeeded) input.setAttribute("aria-required", "true");
    else input.removeAttribute("aria-required");
  }
  let note = field.querySelector(":scope > [data-needed-note]");
  if (isNeeded && !note) {
    note = document.createElement("span");
    note.className = "help";
    note.dataset.neededNote = "";
    field.append(note);
  }
  const words = select.selectedOptions[0]?.textContent.trim() ?? "";
  if (note) note.textContent = isNeeded ? `Needed with “${words}”.` : "";
}

function apply(select) {
  const demands = JSON.parse(select.dataset.demands);
  const needed = JSON.parse(select.dataset.needed ?? "[]");
  for (const [name, words] of Object.entries(demands)) {
    const field = fieldOf(select, name);
    if (!field) continue;
    const isAsked = words.includes(select.value);
    field.hidden = !isAsked;
    if (needed.includes(name)) need(field, select, isAsked);
    for (const input of field.querySelectorAll("input, select, textarea")) {
      input.disabled = !isAsked;
    }
  }
}

function applyAll(root) {
  for (const select of root.querySelectorAll("select[data-demands]")) apply(select);
}

applyAll(document);
document.addEventListener("change", (event) => {
  if (event.target.matches?.("select[data-demands]")) apply(event.target);
});
document.addEventListener("formset:added", (event) => applyAll(event.target));

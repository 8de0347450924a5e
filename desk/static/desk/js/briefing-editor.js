/*
 * The editor of a briefing: rows of judgements, notes put into the text, and beside it
 * what comes of it, with what to see to.
 */

import { list, preview, put } from "./briefing-paper.js";
import "./section-order.js";

const form = document.querySelector("[data-briefing]");
const paper = document.querySelector("[data-paper]");
const status = document.querySelector("[data-preview-status]");
const PAUSE = 700; // milliseconds without a keystroke

/* -- What comes of it -------------------------------------------------------------- */

function isBegun() {
  return form.elements.title.value.trim() && form.elements.marking.value &&
    form.elements.about.selectedOptions.length;
}

function show(told) {
  // What is missing from a form just begun is no problem yet.
  list(document.querySelector("[data-problems]"), isBegun() ? told.problems ?? [] : []);
  if (told.html) put(paper, told);
  const cautions = told.cautions ?? [];
  const of = (place) => cautions.filter((each) => each.place === place)
    .map((each) => each.words);
  if (told.problems) return;
  list(document.querySelector("[data-cautions-of-all]"), of(0));
  let number = 0;
  for (const row of rows()) {
    const isMeant = row.querySelector("textarea").value.trim();
    list(row.querySelector("[data-cautions-of]"), isMeant ? of(++number) : []);
  }
  const count = cautions.length;
  status.textContent = count ? `${count} to see to` : "up to date";
}

/* -- Rows of judgements ------------------------------------------------------------- */

const holder = form.querySelector("[data-rows]");
const total = form.querySelector(`[name="${holder.dataset.rows}-TOTAL_FORMS"]`);

function rows() {
  return [...holder.querySelectorAll("[data-row-list] > [data-row]")];
}

function renumber() {
  let number = 0;
  for (const row of rows()) {
    if (!row.hidden) row.querySelector("[data-row-number]").textContent = ++number;
  }
}

function add() {
  const count = Number(total.value);
  if (count >= Number(holder.dataset.most)) return;
  const template = holder.querySelector("[data-row-template]");
  const made = document.createElement("div");
  made.innerHTML = template.innerHTML.replaceAll("__prefix__", String(count));
  const row = made.firstElementChild;
  holder.querySelector("[data-row-list]").append(row);
  total.value = count + 1;
  renumber();
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  row.querySelector("textarea").focus();
}

// A removed row stays in the form, empty, so that the others keep their numbers.
function remove(row) {
  for (const field of row.querySelectorAll("textarea, select")) {
    if (field.multiple) field.replaceChildren();
    else field.value = "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  row.hidden = true;
  renumber();
  holder.querySelector("[data-add-row]").focus();
}

/* -- Notes in the text ------------------------------------------------------------------ */

const insert = form.querySelector("[data-insert]");
const $ = window.django.jQuery;
let box = form.elements.summary;

form.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-note-box]")) box = event.target;
});

// In a judgement the record is what it rests on, too.
function restsOn(key, name) {
  const select = box.closest("[data-row]")?.querySelector("select[multiple]");
  if (!select || [...select.options].some((each) => each.value === key && each.selected)) {
    return;
  }
  select.append(new Option(name, key, true, true));
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function putNote({ id, text, kind }) {
  const before = box.value.slice(0, box.selectionEnd).replace(/@$/, "");
  const after = box.value.slice(box.selectionEnd);
  const gap = before && !/\s$/.test(before) ? " " : "";
  const end = /^[\s.,;:!?)]/.test(after) ? "" : " ";
  const told = `${before}${gap}@${id}${end}`;
  box.value = told + after;
  if (kind !== "incident") restsOn(id, text);
  box.focus();
  box.setSelectionRange(told.length, told.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// Only what the briefing tells can be noted; without a marking it tells nothing yet.
function among() {
  const { about, marking, as_of: day } = form.elements;
  const chosen = [...about.selectedOptions].map(({ value }) => ["about", value]);
  if (!chosen.length || !marking.value) return "";
  const told = [...chosen, ["marking", marking.value], ["as_of", day.value]];
  return new URLSearchParams(told).toString();
}

$(insert).on("select2:opening", () => { insert.dataset.among = among(); });
$(insert).on("select2:select", (event) => {
  const chosen = event.params.data;
  $(insert).val(null).trigger("change");
  // Select2 takes the focus back once it has closed.
  window.setTimeout(() => putNote(chosen), 0);
});

form.addEventListener("input", (event) => {
  const typed = event.target;
  if (event.data !== "@" || !typed.matches("[data-note-box]")) return;
  const before = typed.value.slice(0, typed.selectionEnd - 1);
  if (!before || /\s$/.test(before)) $(insert).select2("open");
});

/* -- Words of likelihood ------------------------------------------------------------------ */

// Those of the yardstick that is chosen; another word that was chosen stays, and is told.
function offerWords() {
  const { selectedOptions: [chosen] } = form.elements.yardstick;
  for (const select of form.querySelectorAll("select[name$='-likelihood']")) {
    for (const group of select.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = group.label !== chosen.textContent;
    }
    const word = select.value;
    const same = [...select.querySelectorAll("optgroup:not([disabled]) option")]
      .find((each) => each.value === word);
    if (same) same.selected = true;
  }
}

form.elements.yardstick.addEventListener("change", offerWords);
form.addEventListener("formset:added", offerWords);
offerWords();

/* -- Hooks ------------------------------------------------------------------------------- */

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button]");
  if (!button) return;
  if (button.matches("[data-add-row]")) add();
  else if (button.matches("[data-remove-row]")) remove(button.closest("[data-row]"));
});
const { ask, later } = preview(form, form.dataset.briefing, PAUSE, show);
$(form).on("change", "select", later);
// The note's own choice is nothing that is kept.
insert.removeAttribute("name");
if (isBegun()) ask();

/*
 * Forms: names for what scripts of others build, and the way from an error to its field.
 */

/* Select2 builds boxes of its own beside a select; they are named by the select's label. */
function nameOf(select) {
  const label = select.labels?.[0];
  if (label) {
    label.id ||= `${select.id}_label`;
    return label;
  }
  return null;
}

function nameBox(box) {
  const container = box.closest(".select2-container");
  const select = container?.previousElementSibling;
  if (!(select instanceof HTMLSelectElement)) return;
  const label = nameOf(select);
  const shown = box.querySelector(".select2-selection__rendered");
  if (label) {
    const parts = shown?.id ? `${label.id} ${shown.id}` : label.id;
    if (box.getAttribute("aria-labelledby") !== parts) {
      box.setAttribute("aria-labelledby", parts);
    }
    shown?.setAttribute("aria-labelledby", label.id);
  }
  const words = label?.textContent.trim() ?? select.getAttribute("aria-label") ?? "";
  const field = box.querySelector(".select2-search__field");
  if (field && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", words);
  const described = select.getAttribute("aria-describedby");
  if (described) box.setAttribute("aria-describedby", described);
  if (select.getAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");
}

function nameAll(root) {
  for (const box of root.querySelectorAll(".select2-selection")) nameBox(box);
  for (const field of root.querySelectorAll(
    ".select2-search--dropdown .select2-search__field:not([aria-label])",
  )) {
    field.setAttribute("aria-label", "Find");
  }
  for (const list of root.querySelectorAll(
    ".select2-results__options[role=listbox]:not([aria-label])",
  )) {
    list.setAttribute("aria-label", "Found");
  }
}

nameAll(document);
new MutationObserver((changes) => {
  if (changes.some((each) => each.addedNodes.length)) nameAll(document);
}).observe(document.body, { childList: true, subtree: true });

/* A new owned row is a group that its own heading names. */
function nameRow(row) {
  const heading = row.querySelector(":scope > h3");
  if (heading?.id) row.setAttribute("aria-labelledby", heading.id);
}

document.addEventListener("formset:added", (event) => {
  nameRow(event.target);
  event.target.querySelector("select, input:not([type=hidden]), textarea")?.focus();
});

/* From the summary of errors to the field, also where Select2 hides the real one. */
function goTo(id) {
  const field = document.getElementById(id);
  if (!field) return false;
  field.closest("details:not([open])")?.setAttribute("open", "");
  const box = field.nextElementSibling?.querySelector?.(".select2-selection");
  const first = field.matches("input, select, textarea, button, a")
    ? field
    : field.querySelector("input, select, textarea");
  const target = field.classList.contains("select2-hidden-accessible") ? box : first;
  (target ?? field).scrollIntoView({ block: "center" });
  (target ?? field).focus();
  return true;
}

for (const link of document.querySelectorAll(".errornote a[href^='#']")) {
  link.addEventListener("click", (event) => {
    if (goTo(link.hash.slice(1))) event.preventDefault();
  });
}
document.querySelector("[data-focus]")?.focus();

/*
 * Tables on narrow screens, and for keyboards.
 *
 * A box that scrolls sideways can be reached by Tab. In a table with data-stack each
 * cell learns the words of its column, which the style shows where rows become cards.
 */

function reach(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (scrolls && !box.hasAttribute("tabindex")) {
    const title = box.querySelector("caption")?.textContent.trim();
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "region");
    if (!box.hasAttribute("aria-label") && !box.hasAttribute("aria-labelledby")) {
      box.setAttribute("aria-label", title || "Table, scrolls sideways");
    }
  } else if (!scrolls && box.dataset.reached) {
    for (const name of ["tabindex", "role"]) box.removeAttribute(name);
  }
  box.dataset.reached = scrolls ? "yes" : "";
}

const watched = new ResizeObserver((entries) => {
  for (const entry of entries) reach(entry.target);
});
for (const box of document.querySelectorAll(".scroll, .results")) watched.observe(box);

function wordsOf(cell) {
  const copy = (cell.querySelector(".text") ?? cell).cloneNode(true);
  for (const sign of copy.querySelectorAll("[aria-hidden], input")) sign.remove();
  return copy.textContent.trim();
}

for (const table of document.querySelectorAll("table[data-stack], #result_list")) {
  const words = [...table.querySelectorAll("thead tr:last-child > *")].map(wordsOf);
  for (const line of table.querySelectorAll("tbody tr")) {
    [...line.children].forEach((cell, at) => {
      const isSaid = cell.textContent.trim().startsWith(words[at]);
      if (words[at] && !isSaid) cell.dataset.label = words[at];
    });
  }
}

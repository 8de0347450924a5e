// The matrix can be filtered by words and sorted by its columns. Without this script it
// is the same table, in full.
"use strict";

(() => {
  const matrices = Array.from(document.querySelectorAll(".briefing table.matrix"));
  if (!matrices.length) return;
  const rowsOf = (table) => Array.from(table.tBodies[0].rows);

  // Parts of one matrix have the same rows; each remembers its number.
  const groups = new Map();
  for (const table of matrices) {
    rowsOf(table).forEach((row, number) => (row.number = number));
    const name = table.id.replace(/-\d+$/, "");
    const key = groups.has(name) ? name : table.id;
    groups.set(key, [...(groups.get(key) || []), table]);
  }

  for (const tables of groups.values()) {
    const first = tables[0];
    const label = document.createElement("label");
    label.className = "filter";
    const box = document.createElement("input");
    box.type = "search";
    label.append(first.dataset.filter + " ", box);
    first.parentElement.before(label);
    box.addEventListener("input", () => filter(tables, box.value));
    for (const table of tables) {
      Array.from(table.tHead.rows[0].cells).forEach((head, column) =>
        makeSortable(tables, table, head, column)
      );
    }
  }

  function filter(tables, words) {
    const wanted = words.trim().toLowerCase();
    const found = new Set();
    for (const table of tables) {
      for (const row of rowsOf(table)) {
        if (row.textContent.toLowerCase().includes(wanted)) found.add(row.number);
      }
    }
    for (const table of tables) {
      for (const row of rowsOf(table)) row.hidden = !found.has(row.number);
    }
  }

  function makeSortable(tables, table, head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.title = table.dataset.sort;
    const words = Array.from(head.childNodes);
    button.append(...words);
    head.append(button);
    // A head that comes again on the next page of paper has no buttons in it.
    addEventListener("beforeprint", () => head.prepend(...words));
    addEventListener("afterprint", () => button.append(...words));
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const each of tables) {
        for (const other of each.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      }
      head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      const sorted = rowsOf(table).sort(
        (one, other) =>
          direction *
          one.cells[column].textContent.localeCompare(
            other.cells[column].textContent, document.documentElement.lang, { numeric: true }
          )
      );
      const order = sorted.map((row) => row.number);
      for (const each of tables) {
        const byNumber = new Map(rowsOf(each).map((row) => [row.number, row]));
        each.tBodies[0].append(...order.map((number) => byNumber.get(number)));
      }
    });
  }
})();

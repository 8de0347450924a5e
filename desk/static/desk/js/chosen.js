/* The filters' form: the address holds only what was chosen, not the empty boxes. */

for (const form of document.querySelectorAll("[data-filter-form]")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input, select")) {
      const unchosen = field.tagName === "SELECT" && !field.multiple &&
        field.selectedIndex <= 0;
      if (!field.value || unchosen) field.disabled = true;
    }
  });
  // The browser's way back shows the page as it was left: with boxes switched off.
  window.addEventListener("pageshow", () => {
    for (const field of form.querySelectorAll("[disabled]")) field.disabled = false;
  });
}

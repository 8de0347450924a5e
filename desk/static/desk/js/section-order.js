/*
 * A list of sections that is put in order by the buttons of its rows.
 */

const list = document.querySelector("[data-sections]");

function move(button) {
  const item = button.closest("li");
  const isUp = button.dataset.move === "-1";
  const other = isUp ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (isUp) other.before(item);
  else other.after(item);
  button.focus();
  list.closest("form").dispatchEvent(new Event("change", { bubbles: true }));
}

list?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (button) move(button);
});

/*
 * A comparison in the browser: printing it, and going from change to change by j and k.
 * data-print  the button that prints; hidden where there is no script
 */

const areOff = document.documentElement.dataset.shortcuts === "off";
const FIELDS = "input, textarea, select, [contenteditable]";
const changes = [...document.querySelectorAll(".diff > .diff-line, .diff-card")];

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function step(by) {
  const here = changes.indexOf(document.activeElement.closest(".diff-line, .diff-card"));
  const next = here < 0 && by < 0 ? changes.length - 1 : here + by;
  const change = changes[Math.max(0, Math.min(changes.length - 1, next))];
  if (!change) return;
  change.tabIndex = -1;
  change.focus();
  change.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (areOff || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  if (event.altKey || event.target.closest?.(FIELDS) || !changes.length) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});

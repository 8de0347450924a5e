/* The filters beside a list: folded and unfolded where there is room, a sheet where not. */

const list = document.getElementById("changelist");
const button = document.querySelector("[data-filters]");
const isWide = matchMedia("(min-width: 100.01rem)");
const YEAR = 60 * 60 * 24 * 365;

function tell() {
  if (!button) return;
  if (isWide.matches) {
    button.setAttribute("aria-expanded", String(!list.classList.contains("folded")));
  } else {
    button.removeAttribute("aria-expanded");
  }
}

button?.addEventListener("click", (event) => {
  if (!isWide.matches) return;
  event.preventDefault();
  const isFolded = list.classList.toggle("folded");
  // The server reads it, so that the next page is laid out right at once.
  document.cookie = `desk_filters=${isFolded ? "folded" : ""};path=/admin/;` +
    `max-age=${YEAR};samesite=lax`;
  tell();
});
isWide.addEventListener("change", tell);
tell();

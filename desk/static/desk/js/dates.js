/*
 * A date box says at once how it is understood. There is one reader of dates, in the
 * server; this asks it. <input data-date="address"> is followed by [data-date-read],
 * whose words screen readers are told.
 */

const PAUSE = 250; // milliseconds without a key
const pauses = new WeakMap();
const lastAsked = new WeakMap();

function say(input, words, isWrong) {
  const place = input.nextElementSibling;
  if (!place?.matches("[data-date-read]")) return;
  place.textContent = words;
  place.classList.toggle("is-wrong", isWrong);
  if (isWrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

async function ask(input) {
  const text = input.value.trim();
  lastAsked.set(input, text);
  if (!text) {
    say(input, "", false);
    return;
  }
  try {
    const query = new URLSearchParams({ text });
    const answer = await fetch(`${input.dataset.date}?${query}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const read = await answer.json();
    if (lastAsked.get(input) !== text) return;
    say(input, read.error ?? read.words, Boolean(read.error));
  } catch {
    say(input, "The server does not answer; the date is read when you save.", false);
  }
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("input[data-date]")) return;
  clearTimeout(pauses.get(input));
  pauses.set(input, setTimeout(() => ask(input), PAUSE));
});

document.addEventListener("focusin", (event) => {
  const input = event.target;
  if (!input.matches?.("input[data-date]")) return;
  const place = input.nextElementSibling;
  if (!place?.id) return;
  const known = (input.getAttribute("aria-describedby") ?? "").split(" ");
  if (known.includes(place.id)) return;
  const described = [...known, place.id].filter(Boolean).join(" ");
  input.setAttribute("aria-describedby", described);
});

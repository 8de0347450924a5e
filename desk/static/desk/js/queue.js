/*
 * The review by keyboard, and who else looks at what.
 *
 * In the queue j and k go from request to request, Enter opens the one that has the
 * focus, a and r open it to approve or to return. In a request j and k go from record
 * to record; a asks once more before it approves, r goes to the comment, Ctrl+Enter
 * there returns. All of it is done by links and buttons as well.
 */

const areOff = document.documentElement.dataset.shortcuts === "off";
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const EVERY = 45_000; // milliseconds between two words to the server

function isFree(event) {
  if (areOff || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest?.(FIELDS) && !document.querySelector("dialog[open]");
}

function step(stops, by) {
  const here = stops.findIndex((each) => each.contains(document.activeElement));
  const next = here < 0 && by < 0 ? stops.length - 1 : here + by;
  const stop = stops[Math.max(0, Math.min(stops.length - 1, next))];
  stop?.focus();
  stop?.scrollIntoView({ block: "nearest" });
}

/* -- The queue ---------------------------------------------------------------------- */

const links = [...document.querySelectorAll("[data-queue-link]")];
const entries = [...document.querySelectorAll("[data-entry]")];

function open(link, end) {
  if (link) window.location.assign(`${link.href}${end}`);
}

function inQueue(key) {
  const link = document.activeElement.closest?.("[data-queue-item]")
    ?.querySelector("[data-queue-link]");
  if (key === "a") open(link, "#approve");
  else if (key === "r") open(link, "#return");
}

document.addEventListener("keydown", (event) => {
  const stops = links.length ? links : entries;
  if (!stops.length || !isFree(event)) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    step(stops, event.key === "j" ? 1 : -1);
  } else if (links.length) {
    inQueue(event.key);
  }
});

/* -- One request ---------------------------------------------------------------------- */

const form = document.querySelector("[data-decision]");
const sure = document.querySelector("[data-sure]");
const comment = form?.querySelector("textarea");
const ticks = [...document.querySelectorAll("[data-tick]")];

function ask() {
  const button = form?.querySelector("[data-approve]");
  if (!button || !sure) return;
  sure.showModal();
  sure.querySelector("[data-sure-yes]").focus();
}

form?.querySelector("[data-approve]")?.addEventListener("click", (event) => {
  event.preventDefault();
  ask();
});
sure?.querySelector("[data-sure-no]").addEventListener("click", () => sure.close());

comment?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector("[data-return]")?.click();
  }
});

form?.addEventListener("submit", (event) => {
  const isReturn = event.submitter?.value === "return";
  comment?.toggleAttribute("required", isReturn);
  if (isReturn && !comment.value.trim()) {
    event.preventDefault();
    comment.value = "";
    comment.reportValidity();
  }
});

// What is offered follows the ticks: all of them, or only some.
function followTicks() {
  const all = form?.querySelector("[data-approve]");
  const some = form?.querySelector("[data-approve-ticked]");
  if (!all || !some || !ticks.length) return;
  const isAll = ticks.every((each) => each.checked);
  some.hidden = isAll;
  all.classList.toggle("primary", isAll);
  some.classList.toggle("primary", !isAll);
}
for (const tick of ticks) tick.addEventListener("change", followTicks);
followTicks();

if (window.location.hash === "#approve") ask();
if (window.location.hash === "#return") comment?.focus();

/* -- Who looks at it --------------------------------------------------------------------- */

function words(names) {
  if (!names.length) return "";
  return `◉ ${names.join(", ")} ${names.length === 1 ? "looks" : "look"} at it now`;
}

function csrf() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// The pages poll by the clock, which must not keep an idle session alive.
async function told(address, method, byClock) {
  const headers = byClock ? { "X-Asked-By-Clock": "1" } : {};
  if (method === "POST") headers["X-CSRFToken"] = csrf();
  const answer = await fetch(address, { method, headers, redirect: "error" });
  return answer.ok ? (await answer.json()).lookers : null;
}

function show(place, names) {
  const text = words(names ?? []);
  if (place && place.textContent.trim() !== text) place.textContent = text;
}

const looking = document.querySelector("[data-sight]");
const queue = document.querySelector("[data-sights]");

async function look(byClock) {
  if (document.hidden) return;
  try {
    if (looking) show(looking, await told(looking.dataset.sight, "POST", byClock));
    if (queue) {
      const seen = await told(queue.dataset.sights, "GET", byClock);
      for (const item of seen ? queue.querySelectorAll("[data-queue-item]") : []) {
        show(item.querySelector("[data-lookers]"), seen[item.dataset.queueItem]);
      }
    }
  } catch {
    // The next time will do; nothing on the page depends on it.
  }
}

if (looking || queue) {
  if (looking) look(false);
  setInterval(() => look(true), EVERY);
  document.addEventListener("visibilitychange", () => look(false));
}

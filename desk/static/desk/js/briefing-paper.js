/*
 * A briefing on a page of the desk, as it will look on paper: in a tree of its own, so
 * that neither's style touches the other. The desk's policy allows no inline style;
 * the template's colours and letters are set as properties.
 */

export function put(place, told) {
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const at = place.scrollTop;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = place.dataset.style;
  const parsed = new DOMParser().parseFromString(told.html, "text/html");
  const briefing = parsed.querySelector(".briefing");
  // The page has a main part, a head and a foot; these are none of the page.
  for (const part of briefing.querySelectorAll("main, header, footer")) {
    part.setAttribute("role", "presentation");
  }
  for (const [name, value] of Object.entries(told.look)) {
    briefing.style.setProperty(name, value);
  }
  const old = root.querySelector("link");
  root.replaceChildren(old ?? sheet, document.adoptNode(briefing));
  place.scrollTop = at;
  root.onclick = follow;
}

// Links within the text: the page's address knows nothing of what is in here.
function follow(event) {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const target = event.currentTarget.getElementById(link.hash.slice(1));
  target?.scrollIntoView({ block: "start" });
}

export function list(place, lines) {
  place.replaceChildren(...lines.map((words) => {
    const line = document.createElement("li");
    line.textContent = words;
    return line;
  }));
}

// Ask an address what comes of a form whenever it has been left alone for so many
// milliseconds after a change, and have the answer shown. Returns how to ask at once,
// and how to ask after a change of which no event tells.
export function preview(form, address, pause, show) {
  const paper = document.querySelector("[data-paper]");
  const status = document.querySelector("[data-preview-status]");
  let waiting = 0;
  let asked = 0;

  function later() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, pause);
  }

  async function ask() {
    const number = ++asked;
    paper.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, {
        method: "POST", body: new FormData(form), redirect: "error",
      });
      // An answer that another has overtaken is of no use.
      if (number !== asked) return;
      status.textContent = answer.ok ? "" : "The preview cannot be made now.";
      if (answer.ok) show(await answer.json());
    } catch {
      if (number === asked) status.textContent = "The desk does not answer.";
    } finally {
      if (number === asked) paper.removeAttribute("aria-busy");
    }
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  return { ask, later };
}

async function load(place) {
  place.setAttribute("aria-busy", "true");
  const problems = document.querySelector("[data-problems]");
  try {
    const answer = await fetch(place.dataset.paper);
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.html) put(place, told);
    const see = (told.cautions ?? []).map(({ place: at, words }) =>
      at ? `Judgement ${at}: ${words}` : words);
    list(problems, told.problems ?? see);
  } finally {
    place.removeAttribute("aria-busy");
  }
}

for (const place of document.querySelectorAll("[data-paper]")) {
  if (place.dataset.paper) load(place);
}

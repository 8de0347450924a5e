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

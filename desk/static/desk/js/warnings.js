/*
 * What the rules find, live beside a form: asked half a second after the last letter,
 * put into the list without moving what somebody is reading or typing in. Also goes
 * to the input that a finding is about, and ticks without leaving the page.
 */

const WAIT = 500;
const FOCUSABLE = "input:not([type=hidden]), select, textarea, button, a[href]";

/* -- To the input -------------------------------------------------------------- */

function inputOf(name) {
  const byName = `[name="${CSS.escape(name)}"], [name^="${CSS.escape(name)}_"]`;
  return (
    document.getElementById(`id_${name}`) ||
    document.querySelector(`.record-form :is(${byName})`) ||
    document.getElementById(`${name}-group`)
  );
}

function shownPartOf(input) {
  const widget = input.nextElementSibling?.matches?.(".select2")
    ? input.nextElementSibling.querySelector(".select2-selection")
    : null;
  if (widget) return widget;
  if (input.matches(FOCUSABLE) && input.offsetParent) return input;
  return [...input.querySelectorAll(FOCUSABLE)].find((each) => each.offsetParent);
}

function goTo(name) {
  const input = inputOf(name);
  if (!input) return false;
  for (let up = input; up; up = up.parentElement) {
    if (up.matches("details")) up.open = true;
  }
  const target = shownPartOf(input) || input;
  if (!target.matches(FOCUSABLE) && !target.hasAttribute("tabindex")) {
    target.tabIndex = -1;
  }
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
  return true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-show]");
  if (!link || link.pathname !== location.pathname) return;
  if (goTo(link.dataset.show)) event.preventDefault();
});

/* Whoever comes from a list of warnings starts where the finding is. */
const from = /^#(?:id_(.+)|(.+)-group)$/.exec(decodeURIComponent(location.hash));
if (from) requestAnimationFrame(() => goTo(from[1] || from[2]));

/* -- The panel ----------------------------------------------------------------- */

function nodeOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

/* Keeps what is the same, so that an opened reason and the focus stay where they are. */
function lay(list, findings) {
  const there = new Map([...list.children].map((each) => [each.dataset.finding, each]));
  const kept = new Set();
  let place = null;
  for (const each of findings) {
    let node = there.get(each.id);
    const isUsed = node?.contains(document.activeElement);
    if (!node || (node.dataset.state !== each.state && !isUsed)) {
      const fresh = nodeOf(each.html);
      if (node) node.replaceWith(fresh);
      node = fresh;
    }
    const next = place ? place.nextElementSibling : list.firstElementChild;
    if (node !== next) list.insertBefore(node, next);
    kept.add(node);
    place = node;
  }
  for (const node of [...list.children]) {
    if (!kept.has(node) && !node.contains(document.activeElement)) node.remove();
  }
}

function watch(panel) {
  const { live, form: id } = panel.dataset;
  const form = document.getElementById(id);
  const list = panel.querySelector("[data-findings]");
  const summary = panel.querySelector("[data-summary]");
  let timer = 0;
  let asked = new AbortController();

  const say = (words) => {
    if (summary.textContent !== words) summary.textContent = words;
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const typed = new FormData(form);
    typed.set("here", location.pathname + location.search);
    try {
      const answer = await fetch(live, {
        method: "POST",
        body: typed,
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const { summary: words, findings } = await answer.json();
      lay(list, findings);
      say(words);
    } catch (error) {
      if (error.name !== "AbortError") say("Not checked just now.");
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  if (live && form) {
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    // select2 tells only jQuery of what was chosen.
    window.django?.jQuery?.(form).on("select2:select select2:unselect", soon);
    document.addEventListener("formset:added", soon);
    document.addEventListener("formset:removed", soon);
    ask();
  }
  return live && form ? ask : () => location.reload();
}

for (const panel of document.querySelectorAll("[data-warnings]")) {
  if (panel.dataset.watched) continue;
  panel.dataset.watched = "yes";
  const again = watch(panel);
  panel.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-tick]");
    if (!form) return;
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
    });
    const { said } = answer.ok || answer.status === 409 ? await answer.json() : {};
    if (answer.ok) {
      const finding = form.closest("[data-finding]");
      finding.dataset.state = "";
      panel.querySelector("[data-summary]").textContent = said;
      document.activeElement?.blur();
      finding.tabIndex = -1;
      await again();
      panel.querySelector(`[data-finding="${finding.dataset.finding}"] a`)?.focus();
      return;
    }
    let words = form.querySelector(".finding-said");
    if (!words) {
      words = document.createElement("p");
      words.className = "finding-said";
      words.setAttribute("role", "alert");
      form.append(words);
    }
    words.textContent = said || "It could not be ticked. Try again.";
  });
}

/* -- Lists --------------------------------------------------------------------- */

for (const all of document.querySelectorAll("input[data-all]")) {
  const boxes = () => all.closest("form").querySelectorAll("input[name=finding]");
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
}

/* How much is open at an incident is counted after the page is there. */
for (const place of document.querySelectorAll("[data-warnings-of]")) {
  fetch(place.dataset.warningsOf, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found) => {
      if (found) place.querySelector("a").textContent = found.summary;
    })
    .catch(() => {});
}

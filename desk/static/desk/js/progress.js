/*
 * What is made in the background: its note ([data-waits], seconds) is fetched anew until the
 * page has it no longer. Then the page is shown whole, unless somebody is at work on it.
 */

const note = () => document.querySelector("[data-waits]");

async function look() {
  const answer = await fetch(location.href, { headers: { "X-Asked-By-Clock": "1" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const later = page.querySelector("[data-waits]");
  if (later) {
    note().replaceWith(document.adoptNode(later));
    start();
  } else if (document.activeElement === document.body) {
    location.reload();
  } else {
    note().querySelector("progress")?.remove();
    note().querySelector("a").textContent = "It is made: show it";
  }
}

function start() {
  if (note()) setTimeout(() => look().catch(() => {}), Number(note().dataset.waits) * 1000);
}

start();

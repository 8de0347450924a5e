/*
 * The form of a template: beside it a made-up briefing that looks as it says.
 */

import { list, put } from "./briefing-paper.js";

const form = document.querySelector("[data-look]");
const paper = document.querySelector("[data-paper]");
const problems = document.querySelector("[data-problems]");
const status = document.querySelector("[data-preview-status]");
const PAUSE = 400; // milliseconds without a change

let waiting = 0;
let asked = 0;

async function ask() {
  const number = ++asked;
  paper.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.look, {
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

function show(told) {
  list(problems, told.problems ?? []);
  if (!told.html) return;
  put(paper, told);
  status.textContent = "up to date";
}

function later() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(ask, PAUSE);
}

form.addEventListener("input", later);
form.addEventListener("change", later);
ask();

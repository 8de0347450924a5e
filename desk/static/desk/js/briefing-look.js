/*
 * The form of a template: beside it a made-up briefing that looks as it says.
 */

import { list, preview, put } from "./briefing-paper.js";
import "./section-order.js";

const form = document.querySelector("[data-look]");
const paper = document.querySelector("[data-paper]");
const problems = document.querySelector("[data-problems]");
const status = document.querySelector("[data-preview-status]");
const PAUSE = 400; // milliseconds without a change

function show(told) {
  list(problems, told.problems ?? []);
  if (!told.html) return;
  put(paper, told);
  status.textContent = "up to date";
}

preview(form, form.dataset.look, PAUSE, show).ask();

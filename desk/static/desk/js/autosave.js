// Keeps what is typed into a form at the server every ten seconds, apart from its
// versions, and offers it again after a crash. A mark in the form says where.
const EVERY = 10_000;

for (const mark of document.querySelectorAll("[data-autosave]")) {
  const form = mark.closest("form");
  const status = mark.querySelector("[data-autosave-status]");
  const address = addressOf(form, mark);
  let last = serialised(form);
  // Other scripts arrange the form first; only a person makes it unfinished work.
  let touched = false;
  let leaving = false;

  const say = (words) => {
    if (status) status.textContent = words;
  };

  const keep = async () => {
    const values = serialised(form);
    if (leaving || !touched || values === last) return;
    try {
      const answer = await fetch(mark.dataset.autosave, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(form) },
        body: JSON.stringify({
          page: address,
          // What was refused last is none of what the work is called.
          title: document.title.replace(/^Error: /, ""),
          base: form.elements.base?.value || 0,
          values: JSON.parse(values),
        }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      last = values;
      // In UTC, like every time on the desk.
      const at = new Date().toISOString().slice(11, 16);
      say(`Kept at ${at} UTC, not saved`);
    } catch {
      say("Not kept: the server does not answer. Go on typing; it tries again.");
    }
  };

  form.addEventListener("focusin", () => {
    if (!touched) last = serialised(form);
  });
  for (const sign of ["keydown", "pointerdown", "input"]) {
    form.addEventListener(sign, (event) => {
      touched ||= event.isTrusted;
    });
  }
  const timer = setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearInterval(timer);
  });
}

// Two forms for new records are open at one path, so each has a mark of its own.
function addressOf(form, mark) {
  const field = form.elements.autosave_address;
  if (field?.value) return field.value;
  const isNew = mark.dataset.autosaveNew !== undefined;
  const address = location.pathname + (isNew ? `#${crypto.randomUUID()}` : "");
  if (field) field.value = address;
  return address;
}

function serialised(form) {
  const skipped = new Set(["csrfmiddlewaretoken", "autosave_address"]);
  const pairs = [...new FormData(form)].filter(
    ([name, value]) =>
      typeof value === "string" &&
      !skipped.has(name) &&
      !name.startsWith("_") &&
      !name.includes("__prefix__"),
  );
  return JSON.stringify(pairs);
}

function token(form) {
  return form.elements.csrfmiddlewaretoken.value;
}

for (const button of document.querySelectorAll("[data-autosave-discard]")) {
  button.addEventListener("click", async () => {
    const mark = button.closest("[data-autosave]");
    const form = mark.closest("form");
    await fetch(mark.dataset.autosave, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(form) },
      body: JSON.stringify({ page: button.dataset.autosaveDiscard, values: [], discard: true }),
    });
    button.closest("[data-autosave-offer]").remove();
  });
}

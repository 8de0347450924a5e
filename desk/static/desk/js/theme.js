/* The switch of the colours: shown at once, kept in the settings, without a reload. */

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.value) return;
    event.preventDefault();
    document.documentElement.dataset.theme = button.value;
    for (const each of form.querySelectorAll("button[name=theme]")) {
      each.setAttribute("aria-pressed", String(each === button));
    }
    const kept = await fetch(form.action, {
      method: "POST",
      body: new FormData(form, button),
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (!kept?.ok) form.submit();
  });
}

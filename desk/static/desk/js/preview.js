/* Fetches a part of a page that takes a while, once the rest of it is there. */

for (const place of document.querySelectorAll("[data-fetch]")) {
  place.setAttribute("aria-busy", "true");
  fetch(place.dataset.fetch)
    .then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    })
    .then((html) => {
      place.innerHTML = html;
    })
    .catch(() => {}) // the link to the page of its own stays
    .finally(() => place.removeAttribute("aria-busy"));
}

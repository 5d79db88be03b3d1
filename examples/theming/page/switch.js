// @ts-check
// A theme is an attribute of the page: the style sheets do the rest, and the dashboard is not told.

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));

function choose() {
  for (const [name, value] of new FormData(form)) document.documentElement.dataset[name] = String(value);
}

form.addEventListener('change', choose);
// A browser may have kept what was chosen before a reload.
choose();

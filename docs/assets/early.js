// Runs before the page is drawn: keeps the reader's choice of light or dark, and lets `/` search.
(() => {
  // What the theme's own script expects to find. Each site on a host keeps its own choices.
  const scope = new URL("..", document.currentScript.src);
  const get = (key, storage = localStorage, base = scope) =>
    JSON.parse(storage.getItem(`${base.pathname}.${key}`));
  const set = (key, value, storage = localStorage, base = scope) => {
    try { storage.setItem(`${base.pathname}.${key}`, JSON.stringify(value)); } catch { /* private mode */ }
  };
  const hash = (text) => [...text].reduce((sum, one) => (sum << 5) - sum + one.charCodeAt(0), 0);
  Object.assign(window, { __md_scope: scope, __md_get: get, __md_set: set, __md_hash: hash });

  let palette = null;
  try { palette = get("__palette"); } catch { /* no storage here */ }
  if (palette?.color) {
    if (palette.color.media === "(prefers-color-scheme)") {
      const light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${light})"]`);
      for (const name of ["media", "scheme", "primary", "accent"]) {
        palette.color[name] = input.getAttribute(`data-md-color-${name}`);
      }
    }
    for (const [name, value] of Object.entries(palette.color)) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const boxes = [...document.querySelectorAll("#search-query, .tracker-search input")];
    const box = boxes.find((one) => one.offsetParent !== null);
    const link = document.querySelector(".tracker-search-link");
    event.preventDefault();
    if (box) box.focus(); else link?.click();
  });
})();

// What a page can do beyond being read: tables that sort, charts that answer, entities compared.
// Everything is readable without this file; it loads each part only where the page has it.
(() => {
  const here = document.currentScript.src;
  const load = (name) => import(new URL(name, here).href);

  const charts = () => {
    for (const figure of document.querySelectorAll("figure.figure:not([data-ready])")) {
      if (!figure.querySelector("svg.lines") || !figure.querySelector("a[data-json]")) continue;
      figure.dataset.ready = "";
      const wake = () => {
        for (const name of events) figure.removeEventListener(name, wake);
        load("chart.js").then((part) => part.mount(figure));
      };
      const events = ["pointerenter", "focusin", "touchstart"];
      for (const name of events) figure.addEventListener(name, wake, { passive: true });
    }
  };

  const start = () => {
    if (document.querySelector("table.data")) load("tables.js").then((part) => part.start());
    if (document.querySelector("[data-compare]")) load("compare.js").then((part) => part.start());
    if (document.querySelector("pre > code")) load("copy.js").then((part) => part.start());
    charts();
  };

  // A figure alone has no theme around it: it follows the reader's own light or dark.
  if (document.documentElement.classList.contains("alone")) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
    follow();
    dark.addEventListener("change", follow);
    if (self !== top) document.documentElement.classList.add("framed");
  }

  // Material announces every page it swaps in; without it the page is loaded once.
  start();
  window.document$?.subscribe(start);
})();

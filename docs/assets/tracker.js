// Tables sort by a click on a header and filter by words. Without this file they are read as they are.
(() => {
  const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

  const valueOf = (row, index, kind) => {
    const cell = row.cells[index];
    const text = cell.dataset.v ?? cell.textContent.trim();
    return kind === "number" ? (text === "" ? NaN : Number(text)) : text;
  };

  // Unknown stays last whichever way the others go.
  const compare = (a, b, way) => {
    const [noA, noB] = [a, b].map((v) => v === "" || v !== v);
    if (noA || noB) return noA - noB;
    return way * (typeof a === "number" ? a - b : order.compare(a, b));
  };

  const sort = (table, header, index) => {
    const kind = header.dataset.kind;
    const now = header.getAttribute("aria-sort");
    const first = kind === "text" ? "ascending" : "descending";
    const other = kind === "text" ? "descending" : "ascending";
    const next = now === first ? other : first;
    for (const each of header.parentNode.cells) each.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", next);
    const way = next === "ascending" ? 1 : -1;
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [valueOf(row, index, kind), row]);
    rows.sort((a, b) => compare(a[0], b[0], way));
    body.append(...rows.map(([, row]) => row));
  };

  const sortable = (table) => {
    if ("fixed" in table.dataset) return;
    [...table.tHead.rows[0].cells].forEach((header, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, header, index));
    });
  };

  // A column that offers its values gets a list to choose one from.
  const facets = (table, rows) =>
    [...table.tHead.rows[0].cells].flatMap((header, index) => {
      if (!("facet" in header.dataset)) return [];
      const label = document.createElement("label");
      const select = document.createElement("select");
      const values = new Set(rows.map((row) => row.cells[index].textContent.trim()));
      select.append(new Option("all", ""), ...[...values].sort(order.compare).map((v) => new Option(v, v)));
      label.className = "table-facet";
      label.append(header.dataset.facet, select);
      return [{ label, select, index }];
    });

  const filterable = (table) => {
    const rows = [...table.tBodies[0].rows];
    const box = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    const choices = facets(table, rows);
    box.className = "table-filter";
    input.type = "search";
    box.append("Filter rows", input, count);
    const show = () => {
      const wanted = input.value.toLowerCase().split(/\s+/);
      const chosen = choices.filter(({ select }) => select.value !== "");
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        const fits = chosen.every(({ select, index }) => row.cells[index].textContent.trim() === select.value);
        row.hidden = !(fits && wanted.every((word) => text.includes(word)));
      }
      const filtered = input.value.trim() || chosen.length;
      count.value = filtered ? `${rows.filter((r) => !r.hidden).length} of ${rows.length} rows` : "";
    };
    input.addEventListener("input", show);
    for (const { select } of choices) select.addEventListener("change", show);
    table.closest(".table-block").prepend(box, ...choices.map(({ label }) => label));
  };

  const start = () => {
    for (const table of document.querySelectorAll("table.data:not([data-ready])")) {
      table.dataset.ready = "";
      sortable(table);
      if ("filter" in table.dataset) filterable(table);
    }
  };

  // Material announces every page it swaps in; without it the page is loaded once.
  start();
  window.document$?.subscribe(start);
})();

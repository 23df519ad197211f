// Tables sort, filter, hide columns and give what is shown as a file; their state is in the address.
import { make, onBack, read, save, say, write } from "./state.js";

const language = document.documentElement.lang || "en";
const order = new Intl.Collator(language, { numeric: true });
const MANY = 8;

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

const ready = (table) => {
  const headers = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows];
  const own = table.id.replace(/-rows$/, "");
  const keys = { sort: `${own}.sort`, filter: `${own}.q`, hide: `${own}.hide` };
  const block = table.closest(".table-block");
  const fixed = "fixed" in table.dataset;
  const first = (header) => (header.dataset.kind === "text" ? "ascending" : "descending");

  const sort = (index, way) => {
    for (const each of headers) each.removeAttribute("aria-sort");
    let sorted = rows;
    if (index >= 0) {
      headers[index].setAttribute("aria-sort", way);
      const kind = headers[index].dataset.kind;
      const sign = way === "ascending" ? 1 : -1;
      sorted = rows
        .map((row) => [valueOf(row, index, kind), row])
        .sort((a, b) => compare(a[0], b[0], sign))
        .map(([, row]) => row);
    }
    table.tBodies[0].append(...sorted);
  };

  const count = make("output", { className: "table-count" });
  // A column that offers its values gets a list to choose one from.
  const told = (row, index) => row.cells[index].textContent.trim();
  const facets = headers.flatMap((header, index) => {
    if (!("facet" in header.dataset)) return [];
    const values = [...new Set(rows.map((row) => told(row, index)))].sort(order.compare);
    const select = make("select", {}, new Option(say("all"), ""), ...values.map((one) => new Option(one, one)));
    select.addEventListener("change", () => {
      filter(input.value);
      write({ [`${own}.of${index}`]: select.value });
    });
    return [{ select, index, key: `${own}.of${index}`, label: make("label", { className: "table-facet" }, header.dataset.facet, select) }];
  });

  const filter = (text) => {
    const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const words = row.textContent.toLowerCase();
      const fits = facets.every(({ select, index }) => !select.value || told(row, index) === select.value);
      row.hidden = !(fits && wanted.every((word) => words.includes(word)));
      shown += !row.hidden;
    }
    count.value = say(shown === rows.length ? "{all} rows" : "{shown} of {all} rows", { shown, all: rows.length });
  };

  const hide = (names) => {
    headers.forEach((header, index) => {
      const hidden = index > 0 && names.includes(String(index));
      for (const row of [table.tHead.rows[0], ...rows]) row.cells[index].hidden = hidden;
    });
  };

  if (!fixed) {
    headers.forEach((header, index) => {
      const button = make("button", { type: "button" }, ...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const now = header.getAttribute("aria-sort");
        const other = first(header) === "ascending" ? "descending" : "ascending";
        const next = now === first(header) ? other : first(header);
        sort(index, next);
        write({ [keys.sort]: `${index}${next === "descending" ? "-" : ""}` });
      });
    });
  }

  const tools = make("div", { className: "table-tools" });
  const input = make("input", { type: "search", autocomplete: "off" });
  if ("filter" in table.dataset || rows.length > MANY) {
    tools.append(make("label", { className: "table-filter" }, say("Filter rows"), input));
    input.addEventListener("input", () => {
      filter(input.value);
      write({ [keys.filter]: input.value.trim() }, { replace: true });
    });
  }
  tools.append(...facets.map(({ label }) => label));
  const boxes = headers.slice(1).map((header, index) =>
    make("input", { type: "checkbox", checked: true, value: String(index + 1) }));
  if (headers.length > 3 && rows.length > 1) {
    const names = boxes.map((box, index) => {
      box.addEventListener("change", () => {
        const hidden = boxes.filter((each) => !each.checked).map((each) => each.value);
        hide(hidden);
        write({ [keys.hide]: hidden.join("_") });
      });
      return make("label", {}, box, headers[index + 1].innerText.replace(/\s+/g, " ").replace(/[↑↓↕]/g, "").trim());
    });
    tools.append(make("details", { className: "table-columns" }, make("summary", { textContent: say("Columns") }), make("div", {}, ...names)));
  }
  if (!fixed && rows.length > 1) {
    const take = make("button", { type: "button", className: "table-take", textContent: say("CSV of what is shown") });
    take.addEventListener("click", () => save(`${own}.csv`, csv(table), "text/csv"));
    tools.append(take);
  }
  if (tools.childElementCount) {
    tools.append(count);
    block.prepend(tools);
  }

  const apply = () => {
    const now = read();
    const [, index, down] = /^(\d+)(-?)$/.exec(now.get(keys.sort) ?? "") ?? [];
    const known = index !== undefined && Number(index) < headers.length && !fixed;
    sort(known ? Number(index) : -1, down ? "descending" : "ascending");
    input.value = now.get(keys.filter) ?? "";
    for (const { select, key } of facets) {
      const wanted = now.get(key) ?? "";
      select.value = [...select.options].some((one) => one.value === wanted) ? wanted : "";
    }
    filter(input.value);
    const hidden = (now.get(keys.hide) ?? "").split("_").filter(Boolean);
    for (const box of boxes) box.checked = !hidden.includes(box.value);
    hide(hidden);
  };
  apply();
  onBack(apply);
};

// What is shown: visible rows and columns, as the site's own files write them.
const csv = (table) => {
  const cell = (text) => {
    const told = /^[=+\-@＝＋－＠\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\n]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
  };
  const line = (row, head) =>
    [...row.cells]
      .filter((one) => !one.hidden)
      .map((one) => {
        if (head) return cell(one.innerText.replace(/[↑↓↕]/g, "").replace(/\s+/g, " ").trim());
        return cell(one.classList.contains("number") && one.dataset.v !== undefined ? one.dataset.v : one.textContent.trim());
      })
      .join(",");
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  return `${[line(table.tHead.rows[0], true), ...rows.map((row) => line(row, false))].join("\n")}\n`;
};

export const start = () => {
  for (const table of document.querySelectorAll("table.data:not([data-ready])")) {
    table.dataset.ready = "";
    ready(table);
  }
};

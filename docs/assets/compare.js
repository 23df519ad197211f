// Two to five entities side by side, from the site's own API. The choice is in the address.
import { make, onBack, read, say, write } from "./state.js";

const KINDS = ["countries", "organizations", "families", "models"];
const MOST = 5;
const language = document.documentElement.lang || "en";
const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });

// What a language calls a country is known to every browser; the API has English names.
const regions = language === "en" ? null : new Intl.DisplayNames([language], { type: "region", fallback: "none" });
const regionOf = (id) => (/^[a-z]{2}$/.test(id) ? regions?.of(id.toUpperCase()) : undefined);
const named = (one, kind) => (kind === "countries" && regionOf(one.id)) || one.name;

const get = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  return answer.json();
};

// The stretches of one scope that can be drawn: of a group its share, of a model each repository.
const lines = (entity, scope, slot) => {
  if (!entity.series) return [];
  const chosen = entity.kind === "models" ? entity.series.stretches : entity.series.stretches.filter((one) => one.scope === scope);
  const value = entity.kind === "models" ? "downloads_30d" : "share_pct";
  const segments = chosen.map((one) => {
    const at = one.columns.indexOf(value);
    return { late: one.backfilled, points: one.points.map((point) => [point[0], point[at]]) };
  });
  return segments.length ? [{ label: entity.name, slot, segments }] : [];
};

const newest = (entity, scope, column) => {
  const found = (entity.series?.stretches ?? [])
    .filter((one) => entity.kind === "models" || one.scope === scope)
    .map((one) => [one.points.at(-1)[0], one.points.at(-1)[one.columns.indexOf(column)], entity.series.sources.find((own) => own.id === one.source)?.name ?? one.source])
    .sort((a, b) => (a[0] < b[0] ? 1 : -1));
  return found[0];
};

const flat = (facts, path = "") =>
  Object.entries(facts).flatMap(([key, value]) => {
    const name = path ? `${path} ${key}` : key;
    if (["id", "name", "names", "source", "note", "url"].includes(key)) return [];
    if (Array.isArray(value)) return !value.length || typeof value[0] === "object" ? [] : [[name, value.join(", ")]];
    return value && typeof value === "object" ? flat(value, name) : [[name, String(value)]];
  });

export const start = () => {
  const place = document.querySelector("[data-compare]:not([data-ready])");
  if (!place) return;
  place.dataset.ready = "";
  const api = new URL(place.dataset.compare, location.href).href;
  const known = new Map();
  const input = make("input", { type: "search", autocomplete: "off", id: "compare-add" });
  input.setAttribute("list", "compare-names");
  const list = make("datalist", { id: "compare-names" });
  const scope = make("select", {}, ...[...place.querySelectorAll("[data-scope]")].map((one) =>
    make("option", { value: one.dataset.scope, textContent: one.textContent })));
  const chosen = make("ul", { className: "compare-chosen" });
  const shown = make("div", { className: "compare-shown" });
  shown.setAttribute("aria-live", "polite");
  const form = make("form", { className: "compare-form" },
    make("label", {}, say("Add one"), input), list, make("label", {}, say("Of"), scope), chosen);
  form.addEventListener("submit", (event) => event.preventDefault());

  const names = () => (read().get("of") ?? "").split(",").filter((name) => /^[a-z]+\/[a-z0-9-]+$/.test(name)).slice(0, MOST);
  const choose = (wanted) => {
    write({ of: wanted.slice(0, MOST).join(",") });
    show();
  };

  const load = async (name) => {
    if (!known.has(name)) {
      const facts = await get(`${api}entities/${name}.json`);
      const series = facts.series ? await get(`${api}series/${name}.json`) : null;
      const ratings = facts.ratings ? await get(`${api}ratings/${name}.json`) : null;
      const page = facts.page && `../${name}/`; // beside this page, so in its language
      known.set(name, { ...facts, page, name: named(facts, name.split("/")[0]), series, ratings });
    }
    return known.get(name);
  };

  const table = (entities) => {
    const rows = new Map();
    const add = (fact, index, ...told) => rows.set(fact, Object.assign(rows.get(fact) ?? entities.map(() => []), { [index]: told }));
    entities.forEach((entity, index) => {
      const counted = entity.kind === "models" ? [] : [["share_pct", "%"], ["rank", ""]];
      for (const [column, unit] of [...counted, ["downloads_30d", ""]]) {
        const found = newest(entity, scope.value, column);
        if (found && found[1] !== null) {
          add(place.dataset[column.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())] ?? column, index,
            `${numbers.format(found[1])} ${unit} `, make("small", { textContent: `${found[0]}, ${found[2]}` }));
        }
      }
      for (const [fact, told] of flat(entity.facts)) add(fact.replaceAll("_", " "), index, told);
    });
    const head = make("tr", {}, make("th", { scope: "col", textContent: say("Fact") }), ...entities.map((one) =>
      make("th", { scope: "col" }, one.page ? make("a", { href: one.page, textContent: one.name }) : one.name)));
    const body = [...rows].map(([fact, told]) =>
      make("tr", {}, make("th", { scope: "row", textContent: fact }), ...told.map((parts) => make("td", {}, ...(parts?.length ? parts : ["–"])))));
    const drawn = make("table", { className: "data" }, make("thead", {}, head), make("tbody", {}, ...body));
    drawn.dataset.ready = "";
    const scroll = make("div", { className: "table-scroll", tabIndex: 0 }, drawn);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", entities.map((one) => one.name).join(", "));
    return make("div", { className: "table-block" }, scroll);
  };

  const show = async () => {
    const wanted = names();
    scope.value = read().get("scope") ?? scope.options[0].value;
    let entities;
    try {
      entities = await Promise.all(wanted.map(load));
    } catch {
      shown.replaceChildren(make("p", { className: "nothing", textContent: say("Nothing could be loaded.") }));
      return;
    }
    if (wanted.join() !== names().join()) return;
    chosen.replaceChildren(...entities.map((one, index) => {
      const button = make("button", { type: "button", textContent: "×" });
      button.setAttribute("aria-label", say("Remove {name}", { name: one.name }));
      button.addEventListener("click", () => choose(wanted.filter((name) => name !== wanted[index])));
      return make("li", {}, one.name, " ", button);
    }));
    if (entities.length < 2) {
      shown.replaceChildren(make("p", { className: "nothing", textContent: say("Two to five, of one kind or of several") }));
      return;
    }
    const parts = [];
    for (const models of [false, true]) {
      const drawn = entities.flatMap((one, index) => ((one.kind === "models") === models ? lines(one, scope.value, index + 1) : []));
      if (drawn.length) parts.push([drawn, models]);
    }
    const { live } = await import("./chart.js");
    const rated = entities.map((one) => one.ratings ?? (["models", "families"].includes(one.kind) ? { ...one, benchmarks: [] } : null));
    const pairs = rated.flatMap((first, at) => rated.slice(at + 1).map((second) => [first, second]))
      .filter(([first, second]) => first && second && first.kind === second.kind && first.benchmarks.length + second.benchmarks.length);
    const { section } = pairs.length ? await import("./head-to-head.js") : {};
    shown.replaceChildren(...pairs.map((pair) => section(...pair)));
    for (const [drawn, models] of parts) {
      const box = make("figure", { className: "figure" });
      box.append(make("figcaption", {}, make("p", { className: "figure-title", textContent: models ? place.dataset.downloads30d : place.dataset.sharePct })));
      shown.append(box);
      await live(box, { title: box.textContent, lines: drawn, zero: true, marks: [] });
    }
    shown.append(table(entities));
  };

  input.addEventListener("change", () => {
    const option = [...list.options].find((one) => one.value === input.value);
    if (!option) return;
    input.value = "";
    choose([...new Set([...names(), option.dataset.name])]);
  });
  scope.addEventListener("change", () => {
    write({ scope: scope.selectedIndex ? scope.value : "" });
    show();
  });
  Promise.all(KINDS.map((kind) => get(`${api}entities/${kind}.json`).catch(() => ({ entities: [] })))).then((answers) =>
    answers.forEach((answer, index) =>
      list.append(...answer.entities.map((one) =>
        make("option", { value: index === 0 ? named(one, KINDS[0]) : `${one.name} (${say(KINDS[index])})`, dataset: { name: `${KINDS[index]}/${one.id}` } })))));
  place.replaceChildren(form, shown);
  show();
  onBack(show);
};

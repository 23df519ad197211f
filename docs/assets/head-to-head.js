// Two models, or two families, on the boards that rate them both: what `head_to_head.py` says of a
// declared pair, for any pair. A test holds the two to the same numbers.
import { make, speaking } from "./state.js";
import words from "./words-of-boards.js";

const say = speaking(words);
const language = document.documentElement.lang || "en";
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const wholes = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const RANK = ["best", "same", "one", "differ"];

// The rows of a benchmark as objects, by board (day and source). The newest comes first, and of
// one board the best.
const boards = ({ columns, rows }) => {
  const found = new Map();
  for (const row of rows) {
    const one = Object.fromEntries(columns.map((name, at) => [name, row[at]]));
    const board = `${one.day} ${one.source}`;
    found.set(board, [...(found.get(board) ?? []), one]);
  }
  return found;
};

const state = (first, second, kind) => {
  if (kind === "families") return "best";
  if (first.setting === second.setting) return "same";
  return first.setting && second.setting ? "differ" : "one";
};

// First less second, turned so that more is better for the first; without intervals the rest is null.
const apart = (first, second, better) => {
  const [up, down] = better === "higher" ? [first, second] : [second, first];
  const gap = up.rating - down.rating;
  if ([up, down].some((one) => one.low === null || one.high === null)) return { gap, low: null, high: null, separable: null };
  return {
    gap,
    low: gap - Math.hypot(up.rating - up.low, down.high - down.rating),
    high: gap + Math.hypot(up.high - up.rating, down.rating - down.low),
    separable: up.low > down.high || down.low > up.high,
  };
};

// How two stand on every benchmark that rates one of them: on the newest board that rates both
// under settings that can be compared.
export const meetings = (first, second) => {
  const on = (one) => new Map(one.benchmarks.map((own) => [own.id, own]));
  const [here, there] = [on(first), on(second)];
  return [...new Set([...here.keys(), ...there.keys()])].sort().map((id) => {
    const benchmark = here.get(id) ?? there.get(id);
    if (!here.has(id) || !there.has(id)) return { benchmark, state: here.has(id) ? "only-first" : "only-second" };
    const rivals = boards(there.get(id));
    let met = { benchmark, state: "apart" };
    for (const [board, rows] of boards(here.get(id))) {
      const pairs = rows.flatMap((a) => (rivals.get(board) ?? []).map((b) => ({ benchmark, a, b, state: state(a, b, first.kind) })));
      // The rows of a board have the best first, and sorting keeps that order among equals.
      const [best] = pairs.sort((x, y) => RANK.indexOf(x.state) - RANK.indexOf(y.state));
      if (best && best.state !== "differ") return { ...best, ...apart(best.a, best.b, benchmark.better) };
      if (best) met = { benchmark, state: "differ" };
    }
    return met;
  });
};

const written = (format, value) => format.format(value).replace("-", "−");
const points = (value) => written(Number.isInteger(value) ? wholes : tenths, value);
const count = (value) => (value === null ? say("unknown") : wholes.format(value));
const interval = (low, high) =>
  low === null || high === null ? say("no interval told") : say("{low} to {high}", { low: written(tenths, low), high: written(tenths, high) });
const rated = (one) => say("{rating} ({interval}), as {entity}", { rating: points(one.rating), interval: interval(one.low, one.high), entity: one.name });

const inWords = ({ gap, low, high, separable }, names) => {
  const higher = gap > 0 ? names.first : names.second;
  if (separable === null) return say("{higher} has the higher value; nobody tells how sure it is", { higher });
  if (separable) return say("{higher} stands higher", { higher });
  if (low > 0 || high < 0) return say("not separable: the intervals overlap, though the difference leaves out 0 ({higher})", { higher });
  return say("not separable");
};

const WHY = {
  differ: "{benchmark}: each is rated under another setting.",
  "only-first": "{benchmark}: {first} is rated, {second} is not.",
  "only-second": "{benchmark}: {second} is rated, {first} is not.",
  apart: "{benchmark}: both were rated, but never on one board.",
};

const table = (met, names, title) => {
  const heads = ["Benchmark", "In words", "Difference", "95 % interval of the difference"].map((one) => say(one));
  const head = [...heads, names.first, names.second, say("Board of"), say("Votes or tasks")];
  const unit = make("span", { className: "unit", textContent: say("points, first less second") });
  const body = met.map((one) => make("tr", {},
    make("th", { scope: "row" }, make("a", { href: `../benchmarks/${one.benchmark.id}/`, textContent: one.benchmark.name })),
    ...[inWords(one, names), written(tenths, one.gap), interval(one.low, one.high), rated(one.a), rated(one.b), one.a.day,
      say("{first} and {second}", { first: count(one.a.votes), second: count(one.b.votes) })]
      .map((textContent) => make("td", { textContent }))));
  const drawn = make("table", { className: "data" },
    make("thead", {}, make("tr", {}, ...head.map((one, at) => make("th", { scope: "col", className: at === 1 ? "wide" : "" }, one, ...(at === 2 ? [unit] : []))))),
    make("tbody", {}, ...body));
  drawn.dataset.ready = "";
  const scroll = make("div", { className: "table-scroll", tabIndex: 0 }, drawn);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", title);
  return make("div", { className: "table-block" }, scroll);
};

// A section for two that boards rate: where both stand, and where they cannot be compared.
export const section = (first, second) => {
  const names = { first: first.name, second: second.name };
  const title = say("{first} and {second}, board by board", names);
  const found = meetings(first, second);
  const met = found.filter((one) => one.a);
  const missing = found.filter((one) => !one.a).map((one) =>
    make("li", { textContent: say(WHY[one.state], { benchmark: one.benchmark.name, ...names }) }));
  return make("section", { className: "compare-boards" },
    make("h2", { textContent: title }),
    met.length ? table(met, names, title) : make("p", { className: "nothing", textContent: say("No board rates both {first} and {second}, so nothing is compared.", names) }),
    ...(missing.length ? [make("p", { textContent: say("What is not compared") }), make("ul", {}, ...missing)] : []));
};

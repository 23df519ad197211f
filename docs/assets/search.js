// Finds pages in the index that the build made. Nothing is asked of anybody but this site.
const place = document.querySelector(".search-form");
const words = place.dataset;
const told = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const PAGE = 8;
const FACETS = ["kind", "country"];
let turn = 0;

const element = (name, attributes, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

const box = element("input", { type: "search", id: "search-query", name: "q", autocomplete: "off", spellcheck: false });
const facets = element("div", { className: "search-facets" });
const form = element("form", { role: "search" },
  element("label", { htmlFor: box.id, textContent: words.box }), box, facets);
place.append(form);

// An excerpt marks what was found and is otherwise text.
const excerpt = (html) => {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", { textContent: node.textContent }) : node.textContent);
};

const chosen = () => Object.fromEntries(
  FACETS.map((name) => [name, form.elements[name]?.value]).filter(([, value]) => value));

const remember = () => {
  const state = new URLSearchParams({ q: box.value.trim(), ...chosen() });
  history.replaceState(null, "", box.value.trim() ? `?${state}` : location.pathname);
};

const row = (page) => element("li", {},
  element("a", { href: page.url, textContent: page.meta.title }),
  element("small", { textContent: FACETS.flatMap((name) => page.filters[name] ?? []).join(" · ") }),
  element("p", {}, ...excerpt(page.excerpt)));

const show = async (results, from, mine) => {
  const pages = await Promise.all(results.slice(from, from + PAGE).map((one) => one.data()));
  if (mine !== turn) return;
  list.append(...pages.map(row));
  const next = from + PAGE;
  if (next >= results.length) return;
  const more = element("button", { type: "button", textContent: words.more });
  const item = element("li", { className: "search-more" }, more);
  more.addEventListener("click", () => { item.remove(); show(results, next, mine); });
  list.append(item);
};

const choice = (name, counts) => {
  const options = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)).map(([value]) =>
    element("option", { value, textContent: value }));
  const select = element("select", { name }, element("option", { value: "", textContent: "–" }), ...options);
  select.addEventListener("change", search);
  return element("label", {}, words[name], " ", select);
};

async function search() {
  const mine = ++turn;
  const index = await loaded(); // makes the lists to narrow by, which the address is written from
  if (mine !== turn) return;
  remember();
  const query = box.value.trim();
  const filters = chosen();
  const found = query || Object.keys(filters).length
    ? await index.search(query || null, { filters }) : { results: null };
  if (mine !== turn) return;
  list.replaceChildren();
  if (!found.results) { told.textContent = ""; return; }
  const count = found.results.length;
  const sentence = count === 0 ? words.none : count === 1 ? words.one : words.many;
  told.textContent = sentence.replace("{query}", query).replace("{count}", count);
  await show(found.results, 0, mine);
}

let index;
const loaded = () => (index ??= (async () => {
  const found = await import(new URL("../pagefind/pagefind.js", import.meta.url));
  await found.options({ excerptLength: 24 });
  const filters = await found.filters();
  const asked = new URLSearchParams(location.search);
  facets.replaceChildren(...FACETS.filter((name) => filters[name]).map((name) => choice(name, filters[name])));
  for (const name of FACETS) if (form.elements[name]) form.elements[name].value = asked.get(name) ?? "";
  return found;
})());

let pause;
form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
box.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(run, 150); });
const run = () => search().catch(() => { told.textContent = words.failed; });
box.value = new URLSearchParams(location.search).get("q") ?? "";
box.focus();
box.addEventListener("focus", () => loaded().catch(() => {}), { once: true });
if (location.search) run(); else loaded().catch(() => { told.textContent = words.failed; });

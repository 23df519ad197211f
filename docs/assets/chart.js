// A line chart that answers: values under the cursor, lines to switch off, days to zoom into.
// It takes the place of the drawing when a reader first touches, hovers or focuses the figure, and
// reads the numbers from the file that is linked under it. The drawing stays for everybody else.
import { make, say } from "./state.js";

const language = document.documentElement.lang || "en";
const HINT = "Arrow keys move along the days, drag to zoom, Escape shows all days.";
const numbers = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
const short = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });

const brief = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" });

let library;
const uPlot = () =>
  (library ??= new Promise((done, failed) => {
    if (window.uPlot) return done(window.uPlot);
    const script = make("script", { src: new URL("vendor/uplot-1.6.32.min.js", import.meta.url).href });
    script.onload = () => done(window.uPlot);
    script.onerror = failed;
    document.head.append(script);
  }));

const seconds = (day) => Date.parse(`${day}T00:00:00Z`) / 1000;
const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

// One series a stretch: stretches of one line share its name and colour and are never joined.
const aligned = (lines) => {
  const stretches = lines.flatMap((line, index) => line.segments.map((part) => ({ line, index, part })));
  const x = [...new Set(stretches.flatMap((one) => one.part.points.map(([day]) => seconds(day))))].sort((a, b) => a - b);
  const data = stretches.map(({ part }) => {
    const known = new Map(part.points.map(([day, value]) => [seconds(day), value]));
    return x.map((day) => (known.has(day) ? known.get(day) : undefined));
  });
  return { stretches, data: [x, ...data] };
};

const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [4, 2], [1, 3], [10, 2, 2, 2]];

const draw = (Plot, place, told, { stretches, data }, react) => {
  const ink = colour("--tracker-soft");
  const rule = colour("--tracker-line");
  const axis = { stroke: ink, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule }, font: "12px system-ui, sans-serif" };
  const marks = (u) => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = ink;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const mark of told.marks ?? []) {
      const x = u.valToPos(seconds(mark.day), "x", true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
  return new Plot(
    {
      width: place.clientWidth,
      height: 300,
      tzDate: (time) => Plot.tzDate(new Date(time * 1000), "Etc/UTC"),
      legend: { show: false },
      cursor: { focus: { prox: 24 } },
      scales: { y: { range: (_, low, high) => Plot.rangeNum(told.zero ? Math.min(0, low) : low, high, 0.1, true) } },
      axes: [{ ...axis, space: 90, values: (_, ticks) => ticks.map((tick) => brief.format(new Date(tick * 1000))) }, { ...axis, size: 64, values: (_, ticks) => ticks.map((tick) => short.format(tick)) }],
      series: [
        {},
        ...stretches.map(({ line, index, part }) => ({
          label: line.label,
          stroke: colour(`--chart-${line.slot}`),
          width: 2,
          dash: part.late ? [5, 4] : DASHES[index % DASHES.length],
          points: { show: part.points.length < 40, size: 5 },
          spanGaps: false,
        })),
      ],
      hooks: { setCursor: [react], draw: [marks] },
    },
    data,
    place,
  );
};

// Draws `told` (lines with their stretches, marks, a title) before `next`, or at the end of `place`.
export const live = async (parent, told, next = null) => {
  const Plot = await uPlot();
  const set = aligned(told.lines);
  const off = new Set();
  const readout = make("p", { className: "live-readout" });
  readout.setAttribute("aria-live", "polite");
  const place = make("div", { className: "live-plot", tabIndex: 0 });
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", `${told.title}. ${say(HINT)}`);
  const names = make("div", { className: "live-names" });
  const all = make("div", { className: "live" }, readout, place, names);
  let plot;

  const tell = (index) => {
    if (index === null || index === undefined) {
      readout.textContent = say(HINT);
      return;
    }
    const values = told.lines
      .map((line, order) => {
        if (off.has(order)) return null;
        const column = set.stretches.findIndex((one, at) => one.index === order && set.data[at + 1][index] != null);
        return column < 0 ? null : `${line.label} ${numbers.format(set.data[column + 1][index])}`;
      })
      .filter(Boolean);
    const day = days.format(new Date(set.data[0][index] * 1000));
    readout.textContent = `${day}: ${values.join(" · ") || say("no value")}`;
  };
  const whole = () => plot.setScale("x", { min: set.data[0][0], max: set.data[0].at(-1) });
  const redraw = () => {
    plot?.destroy();
    plot = draw(Plot, place, told, set, (u) => tell(u.cursor.idx));
    for (const order of off) toggle(order, false);
  };
  const toggle = (order, show) =>
    set.stretches.forEach((one, at) => one.index === order && plot.setSeries(at + 1, { show }));

  told.lines.forEach((line, order) => {
    const swatch = make("span", { className: `live-swatch k${line.slot}` });
    const button = make("button", { type: "button" }, swatch, line.label);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const show = off.delete(order) || (off.add(order), false);
      button.setAttribute("aria-pressed", String(show));
      toggle(order, show);
    });
    names.append(button);
  });
  const reset = make("button", { type: "button", className: "live-reset", textContent: say("All days") });
  reset.addEventListener("click", whole);
  names.append(reset);

  place.addEventListener("keydown", (event) => {
    const last = set.data[0].length - 1;
    const at = plot.cursor.idx ?? last;
    const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") whole();
    if (goal === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(last, goal));
    plot.setCursor({ left: plot.valToPos(set.data[0][index], "x"), top: plot.bbox.height / devicePixelRatio / 2 });
  });

  parent.insertBefore(all, next);
  redraw();
  tell(null);
  new ResizeObserver(() => place.clientWidth && plot.setSize({ width: place.clientWidth, height: 300 })).observe(place);
  new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  return place;
};

export const mount = async (figure) => {
  const link = figure.querySelector("a[data-json]");
  const box = figure.querySelector("svg.lines")?.closest(".chart-plot");
  if (!link || !box || figure.querySelector(".live")) return;
  const answer = await fetch(link.href);
  if (!answer.ok) return;
  const told = await answer.json();
  if (!told.lines?.length) return;
  const hadFocus = box.contains(document.activeElement);
  const place = await live(box.parentElement, told, box);
  box.hidden = true;
  const legend = figure.querySelector(".legend.narrow");
  if (legend) legend.hidden = true;
  if (hadFocus) place.focus();
};

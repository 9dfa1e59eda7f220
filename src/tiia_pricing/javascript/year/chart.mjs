/** The months of a year as bars: what each costs without packs, and with the plan. */

/** @import { YearWords } from "../types.d.ts" */

import { grouped, yuan } from "../sentences/amounts.mjs";
import { all, byId, el } from "../page-parts/dom.mjs";

const HEIGHT = 250;
const EDGE = { top: 26, right: 6, bottom: 50, left: 70 };
const BAR = 0.36; // of the width of a month
const TICKS = 4;
const HATCH = "ty-hatch";

/**
 * Of one month in cents: pay-as-you-go without packs, and with the plan; packs bought in it.
 *
 * @typedef {{month: string, without: bigint, paid: bigint, packs: bigint}} Bar
 */

/**
 * The chart with its key and, below, the amounts of the month that is pointed at. It is drawn as
 * wide as its place is, and again when that changes.
 *
 * @param {Bar[]} bars
 * @param {YearWords} words
 */
export function yearChart(bars, words) {
  const told = el("output", { class: "ty-told" }, words.year.point);
  const place = el("div", { class: "ty-place" });
  const tell = (bar) => { told.textContent = words.year.told(amounts(bar)); };
  const draw = () => {
    const width = Math.round(place.clientWidth);
    if (width) place.replaceChildren(drawing(bars, width, words, tell));
  };
  new ResizeObserver(draw).observe(place);
  const keys = ["without", "packs", "paid"].map((kind) =>
    el("li", { class: `ty-key ty-key-${kind}` }, words.year.keys[kind]));
  return el("figure", { class: "ty-chart" },
    el("figcaption", {}, words.year.chart),
    el("ul", { class: "ty-keys" }, keys), place, told);
}

/** @param {Bar} bar */
const amounts = ({ month, without, paid, packs }) => ({
  month, without: yuan(without), plan: yuan(paid + packs), packs: yuan(packs), paid: yuan(paid),
});

/**
 * An element of a drawing; its name space is that of the empty drawing of the page.
 *
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {...(string|Node)} children
 */
function shape(tag, attributes, ...children) {
  const made = document.createElementNS(byId("ty-drawing").namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {Bar[]} bars
 * @param {number} width
 * @param {YearWords} words
 * @param {(bar: Bar) => void} tell
 */
function drawing(bars, width, words, tell) {
  const most = bars.map(({ without, paid, packs }) =>
    (without > paid + packs ? without : paid + packs)).reduce((a, b) => (a > b ? a : b), 1n);
  const step = roundStep(most);
  const top = step * ((most + step - 1n) / step);
  const area = {
    x: EDGE.left, y: EDGE.top,
    width: width - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom,
  };
  const y = (cents) => area.y + area.height * (1 - Number(cents) / Number(top));
  const svg = shape("svg", {
    class: "ty-svg", role: "img", width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`,
    "aria-label": words.year.chartLabel(bars.map(amounts)),
  }, hatching(), ...scale(step, top, area, y, words));
  const band = area.width / bars.length;
  bars.forEach((bar, index) => {
    svg.append(...group(bar, area.x + index * band, band, y));
  });
  svg.append(...months(bars, area, band, words), ...targets(bars, area, band, svg, tell));
  return svg;
}

/** A stripe of the hatched bars; in the page's colour, as its class says. */
const hatching = () => shape("defs", {}, shape("pattern", {
  id: HATCH, width: 5, height: 5, patternUnits: "userSpaceOnUse",
  patternTransform: "rotate(45)",
}, shape("rect", { class: "ty-ground", width: 5, height: 5 }),
shape("rect", { class: "ty-stripe", width: 2, height: 5 })));

/**
 * A step of 1, 2 or 5 and zeros, in cents, of which a few lead to `most`.
 *
 * @param {bigint} most
 */
function roundStep(most) {
  const least = most / BigInt(TICKS) + 1n;
  let unit = 100n;
  while (unit * 10n <= least) unit *= 10n;
  return [unit, 2n * unit, 5n * unit, 10n * unit].find((step) => step >= least) ?? least;
}

/** The lines of the amounts, with their labels and the axis's title. */
function scale(step, top, area, y, words) {
  const shapes = [shape("text", { x: 2, y: 12, class: "ty-title" }, words.year.yAxis)];
  for (let cents = 0n; cents <= top; cents += step) {
    const at = y(cents);
    shapes.push(
      shape("line", { x1: area.x, x2: area.x + area.width, y1: at, y2: at, class: "ty-line" }),
      shape("text", { x: area.x - 6, y: at + 3.5, "text-anchor": "end" }, grouped(cents / 100n)));
  }
  return shapes;
}

/** The two bars of a month. */
function group({ without, paid, packs }, left, band, y) {
  const wide = band * BAR;
  const bar = (kind, x, from, to) => shape("rect", {
    class: `ty-bar ty-bar-${kind}`, x: x.toFixed(1), width: wide.toFixed(1),
    y: y(to).toFixed(1), height: (y(from) - y(to)).toFixed(1),
    ...(kind === "packs" ? { fill: `url(#${HATCH})` } : {}),
  });
  const [one, other] = [left + band / 2 - wide - 0.5, left + band / 2 + 0.5];
  const bars = [
    without ? bar("without", one, 0n, without) : null,
    paid ? bar("paid", other, 0n, paid) : null,
    packs ? bar("packs", other, paid, paid + packs) : null,
  ];
  return bars.filter((shown) => shown !== null);
}

/** The months below the bars, the year where one begins, and the axis's title. */
function months(bars, area, band, words) {
  const below = area.y + area.height;
  const labels = bars.flatMap(({ month }, index) => {
    const [year, number] = month.split("-");
    const x = area.x + (index + 0.5) * band;
    const named = index === 0 || number === "01";
    return [
      shape("text", { x, y: below + 14, "text-anchor": "middle" }, number),
      ...(named ? [shape("text", { x, y: below + 27, "text-anchor": "middle" }, year)] : []),
    ];
  });
  const title = { x: area.x + area.width / 2, y: HEIGHT - 4, "text-anchor": "middle" };
  return [...labels, shape("text", { ...title, class: "ty-title" }, words.year.xAxis)];
}

/** What of each month reacts to a pointer or a finger. */
function targets(bars, area, band, svg, tell) {
  return bars.map((bar, index) => {
    const target = shape("rect", {
      class: "ty-target", x: area.x + index * band, y: area.y, width: band, height: area.height,
    });
    const choose = () => {
      for (const one of all(svg, ".ty-chosen")) one.classList.remove("ty-chosen");
      target.classList.add("ty-chosen");
      tell(bar);
    };
    target.addEventListener("pointerenter", choose);
    target.addEventListener("click", choose);
    return target;
  });
}

/** A plan as elements: what to buy, what it saves, what is left, and the months. */

/**
 * @import { FirstPlan, OpenBook, YearWords, PlannedPack } from "../types.d.ts"
 * @import { Bar } from "./chart.mjs"
 */

import { grouped, yuan } from "../sentences/amounts.mjs";
import { centsOf } from "../page-parts/amounts.mjs";
import { hrefOf } from "../page-parts/cited-cells.mjs";
import { el } from "../page-parts/dom.mjs";
import { yearChart } from "./chart.mjs";
import {
  alike, bestInWords, money, proofInWords, rangeInWords, sizeOf, whatToBuy,
} from "./text.mjs";

/**
 * The total of the best plan, what it is, and how sure that is.
 *
 * @param {OpenBook} book
 * @param {string} name
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export function planHeading(book, name, plan, words) {
  const { year } = words;
  const months = plan.months.map(({ month }) => month);
  const sold = book.packs.some((pack) => pack.interface === name);
  return el("header", { class: "tc-head" },
    el("h3", { class: "tc-name" }, year.title(name, months[0], months[months.length - 1])),
    el("p", { class: "tc-total" }, el("span", { class: "tc-word" }, year.best),
      el("output", { id: "ty-total" }, words.yuan(money(plan.total)))),
    el("p", { class: "ty-best" }, sold ? bestInWords(book, plan, words) : year.notSold(name)),
    el("p", { class: "ty-proof" }, sold ? proofInWords(plan, words) : ""),
    el("p", { class: "tc-range" }, rangeInWords(plan, words)));
}

/**
 * Doing nothing, the best purchase of one pack, and the plan, side by side.
 *
 * @param {OpenBook} book
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export function choices(book, plan, words) {
  const { year } = words;
  const without = centsOf(plan.without.total);
  /** @type {[string, string, bigint, bigint][]} */
  const rows = [[year.nothing, "–", 0n, without]];
  if (plan.single) {
    const { price, saves } = plan.single;
    rows.push([year.single, whatToBuy(book, [plan.single], words),
      centsOf(price), without - centsOf(saves)]);
  }
  if (plan.purchases.length) {
    rows.push([year.plan, whatToBuy(book, plan.purchases, words),
      centsOf(plan.packs), centsOf(plan.total)]);
  }
  const cells = rows.map(([title, what, packs, total]) =>
    [title, what, yuan(packs), yuan(total - packs), yuan(total), yuan(without - total)]);
  return section(year.compared, table(year.compared, year.comparedColumns, cells, 2));
}

/**
 * Each purchase with its price, what it saves beside the others, and what it leaves over.
 *
 * @param {OpenBook} book
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export function purchases(book, plan, { year }) {
  if (!plan.purchases.length) return null;
  const rows = alike(plan.purchases).map((one) => [
    el("span", {}, one.count > 1 ? `${one.count} × ` : "", packOf(book, one)), one.on,
    yuan(centsOf(one.price) * BigInt(one.count)), money(one.saves), leftOf(plan, one),
  ]);
  return section(year.bought, table(year.bought, year.boughtColumns, rows, 2));
}

/**
 * The size of a pack, which leads to its price on the page.
 *
 * @param {OpenBook} book
 * @param {PlannedPack} one
 */
function packOf(book, one) {
  const pack = book.packs.find(({ interface: name, calls }) =>
    name === one.interface && calls === one.calls);
  const size = sizeOf(book, one);
  return pack ? el("a", { class: "tp-src", href: hrefOf(pack.source) }, size) : size;
}

/**
 * @param {FirstPlan} plan
 * @param {PlannedPack} one
 */
function leftOf({ left_over: left }, one) {
  const own = left.filter((pack) =>
    pack.purchased_on === one.on && pack.interface === one.interface && pack.calls === one.calls);
  return grouped(own.reduce((sum, pack) => sum + pack.left * (pack.quantity ?? 1n), 0n));
}

/**
 * The chart of the months, and the same as a table, with what is paid until then.
 *
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export function monthsOf(plan, words) {
  const { year } = words;
  const bars = plan.months.map(({ month, total, without }) => ({
    month,
    without: centsOf(without),
    paid: centsOf(total),
    packs: plan.purchases.filter(({ on }) => on.startsWith(month))
      .reduce((sum, one) => sum + centsOf(one.price), 0n),
  }));
  const sums = summed(bars);
  const rows = bars.map(({ month, without, paid, packs }, index) =>
    [month, ...[without, packs, paid, ...sums[index]].map(yuan)]);
  const folded = el("details", { class: "tc-why ty-table" },
    el("summary", {}, year.asTable), table(year.months, year.monthColumns, rows, 1));
  return section(year.months, yearChart(bars, words), paysOff(bars, sums, words), folded);
}

/**
 * What is paid until each month, in cents: buying nothing, and with the plan.
 *
 * @param {Bar[]} bars
 */
function summed(bars) {
  let [apart, planned] = [0n, 0n];
  return bars.map(({ without, paid, packs }) => {
    [apart, planned] = [apart + without, planned + paid + packs];
    return [apart, planned];
  });
}

/**
 * From which month on the plan has cost no more than buying nothing.
 *
 * @param {Bar[]} bars
 * @param {bigint[][]} sums
 * @param {YearWords} words
 */
function paysOff(bars, sums, { year }) {
  if (bars.every(({ packs }) => !packs)) return null;
  const dearer = sums.findLastIndex(([apart, planned]) => planned > apart);
  const month = bars[dearer + 1]?.month;
  return month ? el("p", { class: "ty-pays" }, year.paysOff(month)) : null;
}

/** @param {...(string|Node|null)} parts */
export function section(title, ...parts) {
  return el("section", { class: "ty-part" }, el("h4", {}, title), parts);
}

/**
 * A table that is a list of cards on a phone, and that the keyboard can scroll where it is wide;
 * the first `texts` columns are text.
 *
 * @param {string} title
 * @param {Record<string, string>} columns
 * @param {(string|Node)[][]} rows
 * @param {number} texts
 */
export function table(title, columns, rows, texts) {
  const labels = Object.values(columns);
  const kind = (index) => (index < texts ? null : "tp-num");
  const scrolled = { class: "tc-scroll", role: "region", tabindex: 0, "aria-label": title };
  return el("div", scrolled, el("table", { class: "tc-lines", role: "table" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, labels.map((text, index) =>
      el("th", { scope: "col", role: "columnheader", class: kind(index) }, text)))),
    el("tbody", { role: "rowgroup" }, rows.map(([head, ...cells]) =>
      el("tr", { role: "row", class: "tc-line" },
        el("th", { scope: "row", role: "rowheader" }, head),
        cells.map((shown, index) => el("td",
          { role: "cell", class: kind(index + 1), "data-label": labels[index + 1] }, shown)))))));
}

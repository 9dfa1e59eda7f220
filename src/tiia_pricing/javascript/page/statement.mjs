/** The statement as elements: total, range, lines with their reasons, packs, notes. */

/**
 * @import {
 *   Cited, Line, Month, Range, Reason, Showing, Source, Statement
 * } from "../types.d.ts"
 */

import { grouped, yuan } from "../sentences/amounts.mjs";
import { centsOf, yuanOf } from "../page-parts/amounts.mjs";
import { hrefOf } from "../page-parts/cited-cells.mjs";
import { leftUntold, packFigures } from "../page-parts/copies.mjs";
import { el } from "../page-parts/dom.mjs";

/**
 * The total and the range that the open readings leave.
 *
 * @param {Statement<unknown>} statement
 * @param {Showing} showing
 */
export function heading({ total, months, packs, range, warnings }, showing) {
  const { words } = showing;
  const spent = packs.reduce((sum, pack) => sum + centsOf(pack.price) * (pack.quantity ?? 1n), 0n);
  return el("header", { class: "tc-head" },
    el("h2", { class: "tc-name" }, words.statement(months.map(({ month }) => month).join(", "))),
    el("p", { class: "tc-total" }, el("span", { class: "tc-word" }, words.total),
      el("output", { id: "tc-total" }, words.yuan(yuanOf(total)))),
    spent ? el("p", { class: "tc-quiet" }, words.packsAside(yuan(spent))) : null,
    rangeOf(range, leftUntold(warnings), showing));
}

/**
 * @param {Range} range
 * @param {boolean} used  whether packs may have been used before
 * @param {Showing} showing
 */
function rangeOf({ low, high, low_readings: least, high_readings: most }, used, showing) {
  const { words } = showing;
  if (low === high) return el("p", { class: "tc-range" }, words.certain);
  return el("div", { class: "tc-range" },
    el("p", {}, words.range(yuanOf(low), yuanOf(high), used)),
    el("ul", {}, ends([[low, least], [high, most]], showing)));
}

/**
 * Both ends of the range, each with the readings in which it differs from those chosen.
 *
 * @param {[string, Record<string, string>][]} both
 * @param {Showing} showing
 */
function ends(both, { words, chosen, label, link }) {
  return both.map(([amount, readings]) => {
    const other = Object.entries(readings).filter(([name, value]) => chosen[name] !== value);
    const said = other.map(([name, value]) => el("span", { class: "tc-choice-said" },
      el("a", { href: `readings.html#${name}` }, name), ": ", label(name, value)));
    const text = words.rangeEnd(yuanOf(amount));
    const way = el("a", { href: `#${link(Object.fromEntries(other))}` }, text);
    return el("li", {}, other.length ? way : text, " ",
      said.length ? said.flatMap((one, index) => (index ? ["; ", one] : [one])) : words.asChosen);
  });
}

/**
 * The lines of a month as a table, each followed by its reasons, folded.
 *
 * @param {Month<Cited>} month
 * @param {Showing} showing
 */
export function lines({ month, lines: all }, showing) {
  const { columns } = showing.words;
  const head = Object.entries(columns).map(([id, text]) => el("th",
    { scope: "col", role: "columnheader", class: id === "interface" ? null : "tp-num" }, text));
  return el("div", { class: "tc-scroll" },
    el("table", { class: "tc-lines", role: "table" },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
      el("tbody", { role: "rowgroup" }, all.flatMap((line) => [
        lineRow(line, showing), reasonRow(month, line, showing)]))));
}

/**
 * @param {Line<Cited>} line
 * @param {Showing} showing
 */
function lineRow(line, { words }) {
  const cited = (say, position = 0) =>
    line.because.find(({ text }) => text.say === say)?.text.cells[position];
  const price = line.unit_price === null
    ? (line.parts ? words.byTier : "–") : words.unit(line.unit_price, line.per_calls);
  const cells = {
    calls: grouped(line.calls),
    free: toCell(cited("free") ?? cited("usedUp"), grouped(line.free)),
    pack: toCell(cited("pack"), grouped(line.pack)),
    paid: grouped(line.pay_as_you_go),
    price: toCell(cited("reached", 1), price),
    amount: yuanOf(line.amount),
  };
  return el("tr", { role: "row", class: "tc-line", "data-line": line.interface },
    el("th", { scope: "row", role: "rowheader", lang: "zh-Hans" }, line.interface),
    Object.entries(cells).map(([id, shown]) => el("td",
      { role: "cell", class: `tp-num tc-col-${id}`, "data-label": words.columns[id] }, shown)));
}

/**
 * Text that leads to a cell of the page, where there is one.
 *
 * @param {Source|undefined} source
 * @param {string} text
 */
function toCell(source, text) {
  if (!source) return text;
  return el("a", { class: "tp-src", href: hrefOf(source), title: source.text }, text);
}

/**
 * @param {string} month
 * @param {Line<Cited>} line
 * @param {Showing} showing
 */
function reasonRow(month, { interface: name, because }, { words, rules, opened }) {
  const key = `${month} ${name}`;
  const toggled = ({ target }) => (target.open ? opened.add(key) : opened.delete(key));
  const folded = el("details", { class: "tc-why", open: opened.has(key), ontoggle: toggled },
    el("summary", { "aria-label": words.whyOf(name) }, words.why),
    el("ol", {}, because.map((reason) => el("li", {}, reasonOf(reason, words, rules)))));
  return el("tr", { role: "row", class: "tc-reasons" },
    el("td", { role: "cell", colspan: 7 }, folded));
}

/**
 * @param {Reason<Cited>} reason
 * @param {Showing["words"]} words
 * @param {Showing["rules"]} rules
 */
function reasonOf({ rule, text: { text, cells } }, words, rules) {
  const name = el("code", {}, rule);
  const chips = cells.map((source) => el("a",
    { class: "tc-chip", href: hrefOf(source), title: words.cell(source.text), lang: "zh-Hans" },
    source.text.replaceAll(/\s+/g, " ")));
  return [rules[rule] ? el("a", { href: rules[rule] }, name) : name, " ", text, " ", chips];
}

/**
 * What was bought, and what is left of it.
 *
 * @param {Statement<unknown>} statement
 * @param {Showing} showing
 */
export function bought({ packs }, { words }) {
  if (!packs.length) return null;
  return el("section", { class: "tc-bought" }, el("h3", {}, words.bought),
    el("ul", {}, packs.map((pack) => el("li", {}, words.boughtLine(packFigures(pack))))));
}

/**
 * Doubts that the account leaves, and the price book.
 *
 * @param {Pick<Statement<unknown>, "warnings">} statement
 * @param {Pick<Showing, "words">} showing
 */
export function notes({ warnings }, { words }) {
  return warnings.map(({ text }) =>
    el("p", { class: "tc-note" }, el("b", {}, words.warning), " ", text));
}

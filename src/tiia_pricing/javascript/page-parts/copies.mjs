/** A statement as text, CSV and JSON, to be copied. */

/** @import { Month, PageWords, Range, Statement, UsedPack } from "../types.d.ts" */

import { toJSON } from "../billing/statement/json.mjs";
import { grouped } from "../sentences/amounts.mjs";
import { yuanOf } from "./amounts.mjs";
import { cell as textCell, jsonText, line as oneLine } from "../pricebook/untrusted-text.mjs";

const COLUMNS = [
  "month", "interface", "calls", "free", "pack", "pay_as_you_go", "unit_price", "per_calls",
  "amount",
];

/**
 * A statement whose reasons are plain text, as `tiia-pricing bill` prints it.
 *
 * @param {Statement} statement
 * @param {PageWords} words
 */
export function asText({ total, months, packs, range, warnings }, { text: words }) {
  return [
    ...months.flatMap((month) => [...monthText(month, words), ""]),
    ...packs.map((pack) => words.pack(packFigures(pack))),
    words.total(yuanOf(total)),
    ...rangeText(range, warnings, words),
    ...warnings.map(({ text }) => words.warning(text)),
    "",
  ].map(oneLine).join("\n");
}

/**
 * @param {Month} month
 * @param {PageWords["text"]} words
 */
function monthText({ month, total, lines }, words) {
  return [words.month(month, yuanOf(total)), ...lines.flatMap((line) => [
    words.line({
      name: line.interface,
      calls: grouped(line.calls),
      free: grouped(line.free),
      packs: grouped(line.pack),
      paid: grouped(line.pay_as_you_go),
      amount: yuanOf(line.amount),
    }),
    ...line.because.map(({ rule, text }) => words.reason(rule, text)),
  ])];
}

/**
 * The figures of a pack as people read them.
 *
 * @param {UsedPack} pack
 */
export function packFigures({ interface: name, purchased_on: day, expires_on: end, ...pack }) {
  const [calls, price, used, left] = [pack.calls, pack.price, pack.used, pack.left].map(grouped);
  const { quantity: count = 1n, left_before: before = null } = pack;
  return { name, day, end, calls, price, before, used, left, count };
}

/**
 * @param {Range} range
 * @param {Statement["warnings"]} warnings
 * @param {PageWords["text"]} words
 */
function rangeText({ low, high, readings }, warnings, words) {
  if (low === high) return [words.certain];
  const moved = readings.map(({ name, value, total }) => words.moved(name, value, yuanOf(total)));
  return [words.range(yuanOf(low), yuanOf(high), leftUntold(warnings)), ...moved];
}

/**
 * Whether packs may have been used before, so that the range is not that of the readings alone.
 *
 * @param {Statement<unknown>["warnings"]} warnings
 */
export const leftUntold = (warnings) => warnings.some(({ id }) => id === "pack-left-untold");

/**
 * The lines of a statement as `tiia-pricing bill --format csv` writes them, without formulas.
 *
 * @param {Statement<unknown>} statement
 */
export function asCSV({ months }) {
  const rows = months.flatMap(({ month, lines }) =>
    lines.map((line) => {
      /** @type {Record<string, unknown>} */
      const row = { month, ...line, interface: textCell(line.interface) };
      return COLUMNS.map((column) => cell(row[column]));
    }));
  return [COLUMNS, ...rows].map((row) => `${row.join(",")}\n`).join("");
}

/** @param {unknown} value */
function cell(value) {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A statement as the JSON of `tiia-pricing bill --format json`.
 *
 * @param {Statement} statement
 */
export const asJSON = (statement) => `${jsonText(toJSON(statement))}\n`;

/** The bill by month and API: its rows added up, reversals put to what they reverse. */

/** @import { Billed, Fraction, UseRow } from "../types.d.ts" */

import { same, total } from "../exact.mjs";
import { textOf } from "./rows.mjs";

/** What a line of a bill is known by. @type {(month: string, name: string) => string} */
export const keyOf = (month, name) => `${month} ${name}`;

/**
 * Add up the rows of each month and API; amounts are shown to the digits of the longest.
 *
 * @param {UseRow[]} rows
 * @returns {Map<string, Billed>}  by key, in rising order
 */
export function billedLines(rows) {
  const digits = Math.max(2, ...new Set(rows.map((row) => row.total.digits)));
  /** @type {Map<string, UseRow[]>} */
  const lines = new Map();
  for (const row of paired(rows)) put(lines, keyOf(row.month, row.interface), row);
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([key, own]) => [key, lineOf(own, digits)]));
}

/** @type {(groups: Map<string, UseRow[]>, key: string, row: UseRow) => void} */
function put(groups, key, row) {
  const own = groups.get(key);
  if (own) own.push(row);
  else groups.set(key, [row]);
}

/** The rows, each reversal in the month and under the API of what it reverses. */
function paired(rows) {
  /** @type {Map<string, UseRow[]>} */
  const charged = new Map();
  for (const row of rows) {
    const transaction = textOf(row.row, "transaction");
    if (row.reversal || !transaction) continue;
    put(charged, transaction, row);
  }
  return rows.map((row) => {
    const meant = row.reversal ? charged.get(textOf(row.row, "associated")) ?? [] : [];
    const other = meant.find((one) => one.interface === row.interface) ?? meant[0];
    if (!other) return row;
    return { ...row, month: other.month, interface: other.interface, named: other.named };
  });
}

/**
 * @param {UseRow[]} rows
 * @param {number} digits
 * @returns {Billed}
 */
function lineOf(rows, digits) {
  const charged = rows.filter((row) => !row.reversal);
  const all = (field) => charged.map(({ figures }) => figures[field]).filter((it) => it !== null);
  const shown = (amounts) => ({ value: total(amounts), digits });
  const [calls, deducted, costs] = [all("calls"), all("deducted"), all("list_cost")];
  const [{ month, interface: name, named }] = rows;
  return {
    month, interface: name, named, rows: charged,
    reversals: rows.filter((row) => row.reversal),
    total: shown(rows.map((row) => row.total.value)),
    beforeReversals: shown(charged.map((row) => row.total.value)),
    calls: calls.length ? total(calls) : null,
    deducted: deducted.length ? total(deducted) : null,
    discounts: distinct(all("discount")),
    listCost: costs.length && costs.length === charged.length
      ? shown(costs.map(({ value }) => value)) : null,
  };
}

/** @type {(some: {value: Fraction, text: string}[]) => {value: Fraction, text: string}[]} */
const distinct = (some) =>
  some.filter((one, at) => some.findIndex(({ value }) => same(value, one.value)) === at);

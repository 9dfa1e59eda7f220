/** What the calls of a month cost that no pack covers, as a function of how many they are. */

/** @import { MonthCost, OpenTable } from "../types.d.ts" */

import { charge, modeOf } from "../billing/settlement/tier-pricing.mjs";

/**
 * An interface's month of which `paid` calls are left after free quota and the packs owned.
 *
 * @param {{day: string, table: OpenTable|undefined, calls: bigint, paid: bigint}} month
 *   `table` has the prices of its last day, on which all its calls count
 * @param {Record<string, string>} choices
 * @returns {MonthCost}
 */
export function monthCost({ day, table, calls, paid }, choices) {
  if (!table) return freeMonth(day, paid);
  const priced = (count) => charge([[table, count]], calls, count, choices);
  return {
    day,
    paid,
    divisor: table.divisor,
    amount: (count) => (count ? priced(count).amount : 0n),
    cents: (count) => (count ? priced(count).cents : 0n),
    rounded: (amount) => rounded(amount, table.divisor, choices.rounding),
    even: (step) => isEven(table, step, choices),
    rising: choices["partial-thousand"] === "pro-rata" || !cutAbove(table, choices),
    lowest: lowestOf(table, calls),
    pieces: piecesOf(table.tiers, paid),
    dearest: dearestOf(table, paid),
  };
}

/**
 * A month without a price on its last day.
 *
 * @param {string} day
 * @param {bigint} paid
 * @returns {MonthCost}
 */
function freeMonth(day, paid) {
  const nothing = () => 0n;
  return {
    day, paid, divisor: 1n, amount: nothing, cents: nothing, rounded: (amount) => amount,
    even: () => true, rising: true, lowest: 0n, pieces: piecesOf([], paid), dearest: 0n,
  };
}

/**
 * The prices of a month's last day, or those that the reading `price-change` takes.
 *
 * @param {{table?: OpenTable, turns: OpenTable[]}} line
 * @param {string} last  the month's last day
 * @param {Record<string, string>} choices
 */
export function pricesOf({ table, turns }, last, choices) {
  if (!turns.length) return table;
  if (choices["price-change"] === "whole-month-old") return turns[0];
  if (choices["price-change"] === "whole-month-new") return turns.at(-1);
  return turns.find(({ from, to }) => (from ?? "") <= last && (to == null || last < to));
}

/**
 * Whether within a piece every further `step` calls cost the same more.
 *
 * @param {OpenTable} table
 * @param {bigint} step
 * @param {Record<string, string>} choices
 */
function isEven(table, step, choices) {
  const whole = choices["partial-thousand"] === "pro-rata" || step % table.per === 0n;
  return whole && !cutAbove(table, choices);
}

/** Whether the calls to pay lie in the tiers above those that are free or covered. */
const cutAbove = (table, choices) =>
  choices["tier-basis"] === "gross" && modeOf(table, choices) === "progressive";

/** No call of the month costs less, in parts of a cent. */
function lowestOf({ tiers }, calls) {
  const count = tiers.filter(({ from }) => from <= calls).length;
  return tiers.slice(0, count || 1).map(({ cents }) => cents).reduce((a, b) => (a < b ? a : b));
}

/**
 * The stretches `[from, to)` of paid calls on which no bound of a tier lies.
 *
 * @param {OpenTable["tiers"]} tiers
 * @param {bigint} paid
 * @returns {[bigint, bigint][]}
 */
function piecesOf(tiers, paid) {
  const both = tiers.flatMap(({ from, bound_in: side }) =>
    (side === "upper" ? [from, from + 1n] : [from]));
  const bounds = [...new Set([0n, 1n, paid + 1n, ...both])].filter((bound) => bound <= paid + 1n);
  bounds.sort((a, b) => (a < b ? -1 : 1));
  return bounds.slice(1).map((end, index) => [bounds[index], end]);
}

/**
 * More than any number of its paid calls costs, in parts of a cent.
 *
 * @param {OpenTable} table
 * @param {bigint} paid
 */
function dearestOf(table, paid) {
  const price = table.tiers.reduce((most, { cents }) => (cents > most ? cents : most), 0n);
  return (paid + table.per) * price;
}

/**
 * Parts of a cent as whole cents, as the reading `rounding` has it.
 *
 * @param {bigint} amount
 * @param {bigint} divisor
 * @param {string} rounding
 */
function rounded(amount, divisor, rounding) {
  return (2n * amount + (rounding === "half-up" ? divisor : 0n)) / (2n * divisor);
}

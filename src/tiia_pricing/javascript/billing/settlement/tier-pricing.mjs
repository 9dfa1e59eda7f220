/** Pricing what is left to pay (后付费). */

/** @import { OpenTable } from "../../types.d.ts" */

import { holds } from "../../pricebook/calendar.mjs";
import { add, divisorOf, greatest, least, sum } from "../../pricebook/counting.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";

/**
 * What a line leaves to pay: its `shares`, each the parts that one table prices, the amount times
 * `divisor`, and whole cents.
 */
export function price(line, month, choices) {
  const { name, table, turns, calls, paid } = line;
  if (!paid) return { shares: [], amount: 0n, divisor: 1n, cents: 0n };
  if (!table) throw new Refusal("price-missing", { name, month });
  return charge(turns.length ? inTurns(line, choices) : [[table, paid]], calls, paid, choices);
}

/**
 * The paid calls of a month by the tables that price them; under `by-day` that of each day.
 *
 * @returns {[OpenTable, bigint][]}
 */
function inTurns({ name, turns, days, rest, paid }, choices) {
  const reading = choices["price-change"];
  if (reading !== "by-day") return [[turns.at(reading === "whole-month-new" ? -1 : 0), paid]];
  const counts = new Map(turns.map((table) => [table, 0n]));
  days.forEach(([day], index) => {
    if (rest[index]) add(counts, tableOn(day, turns, name), rest[index]);
  });
  return [...counts].filter(([, count]) => count);
}

function tableOn(day, turns, name) {
  const table = turns.find((one) => holds(one, day));
  if (!table) throw new Refusal("price-missing", { name, day, spans: turns }, "noPriceOnDay");
  return table;
}

/**
 * All paid calls choose each table's tier; rounded, and filled up, is once over all tables.
 *
 * @param {[OpenTable, bigint][]} counts
 * @param {bigint} calls
 * @param {bigint} paid
 * @param {Record<string, string>} choices
 */
export function charge(counts, calls, paid, choices) {
  const gross = choices["tier-basis"] === "gross";
  let below = gross ? calls - paid : 0n;
  const byNumber = choices["progressive-bound"] === "by-number";
  const shares = counts.map(([table, count]) => {
    below += count;
    return modeOf(table, choices) === "reached"
      ? { table, parts: [{ tier: reached(table, gross ? calls : paid), calls: count }] }
      : { table, parts: cut(table, below - count, count, byNumber) };
  });
  if (choices["partial-thousand"] === "round-up") {
    const { table: { per }, parts } = shares[shares.length - 1];
    parts.at(-1).calls += (per - (paid % per)) % per;
  }
  const divisor = shares.map(({ table }) => table.divisor).reduce(multipleOf);
  const amount = sum(shares.map(({ table, parts }) =>
    sum(parts.map((part) => part.calls * part.tier.cents)) * (divisor / table.divisor)));
  const half = choices.rounding === "half-up" ? divisor : 0n;
  return { shares, amount, divisor, cents: (2n * amount + half) / (2n * divisor) };
}

/** How tiers price calls: as the book says; where it only assumes, as `tier-mode` decides. */
export const modeOf = (table, choices) =>
  (table.mode_certainty === "assumed" ? choices["tier-mode"] : table.mode);

const reached = ({ tiers }, calls) => tiers.findLast(({ from }) => from <= calls);

/**
 * Progressive tiers: `paid` calls, on top of `below` others, cut at every bound. By number a tier
 * holds the calls numbered from its bound on; by measure a bound that is in the upper tier (不含)
 * is the number of the last call of the tier below.
 */
function cut({ tiers }, below, paid, byNumber) {
  const past = below + paid + 1n;
  const firsts = tiers.map(({ from, bound_in: side }, index) =>
    from + (index && side === "upper" && !byNumber ? 1n : 0n));
  const parts = tiers.map((tier, index) => {
    const end = least(firsts[index + 1] ?? past, past);
    return { tier, calls: end - greatest(firsts[index], below + 1n) };
  });
  return parts.filter(({ calls }) => calls > 0n);
}

/** @type {(a: bigint, b: bigint) => bigint} */
const multipleOf = (a, b) => (a / divisorOf(a, b)) * b;

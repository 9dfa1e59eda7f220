/** The right calls and prices, reckoned wrongly: rounded too early, or a unit taken for another. */

/** @import { OpenTable } from "../../types.d.ts" */
/** @import { Billed, Candidate, Fraction, Rebilled } from "../types.d.ts" */

import { charge, modeOf } from "../../billing/settlement/tier-pricing.mjs";
import { grouped } from "../../sentences/amounts.mjs";
import { discountOf, fits, ofAmount } from "./candidates.mjs";
import {
  NOTHING, centsOf, decimals, down, fraction, halfUp, isWhole, less, over, plus, same, times, total,
  written,
} from "../exact.mjs";
import { partsOf, tableOf } from "./rebilling.mjs";

const FACTORS = [["1,000", fraction(1000n)], ["1/1,000", fraction(1n, 1000n)]];

/**
 * The amounts of all these causes for one line; `byDay` says that the usage has its days.
 *
 * @param {Rebilled} ours
 * @param {boolean} byDay
 * @param {Billed} billed
 * @returns {Candidate[]}
 */
export function arithmeticCandidates(ours, byDay, billed) {
  if (!ours.paid) return [];
  return [
    ofAmount("rounded-down", down(ours.exact)),
    ...dayByDay(ours, byDay, billed),
    ...FACTORS.flatMap(([name, factor]) => thousandfold(ours, name, factor)),
    ...roundedPrices(ours, billed),
  ];
}

/** Less than a cent would explain any line that costs nothing. */
function thousandfold(ours, name, factor) {
  const said = { factor: name };
  const anew = tierAnew(ours, factor);
  return [times(ours.exact, factor), ...anew]
    .map((exact) => ofAmount("unit-thousandfold", exact, said)).filter(({ cents }) => cents);
}

/** The price of one call. @type {(table: OpenTable, tier: {cents: bigint}) => Fraction} */
const priceIn = (table, tier) => fraction(tier.cents, table.divisor * 100n);

/** The tier that so many calls reach. @type {(table: OpenTable, calls: Fraction) => any} */
const reachedBy = ({ tiers }, calls) => tiers.findLast(({ from }) => !less(calls, fraction(from)));

/** A thousandfold amount whose tier is that of the thousandfold calls. */
function tierAnew(ours, factor) {
  const table = tableOf(ours);
  if (!table || modeOf(table, ours.choices) !== "reached") return [];
  const gross = ours.choices["tier-basis"] === "gross";
  const reaching = times(fraction(gross ? ours.line.calls : ours.paid), factor);
  const price = priceIn(table, reachedBy(table, reaching));
  return [times(times(price, fraction(ours.paid)), factor)];
}

/** By the days of the usage and by the rows of the bill. */
function dayByDay(ours, byDay, billed) {
  const days = byDay ? ours.line.rest.filter(Boolean).map((calls) => fraction(calls)) : [];
  const rows = billed.rows.map(({ figures }) => figures.calls).filter((calls) => calls !== null);
  return [days, rows]
    .filter((counts) => counts.length > 1 && same(total(counts), fraction(ours.paid)))
    .flatMap((counts) => [...rounded(ours, counts), ...running(ours, counts)]);
}

/** The price of one call, where all have the same. */
function singlePrice(ours) {
  const parts = partsOf(ours);
  return parts.length === 1 ? over(ours.exact, fraction(parts[0].calls)) : null;
}

const daysOf = (counts) => ({ days: grouped(counts.length) });

function rounded(ours, counts) {
  const price = singlePrice(ours);
  if (!price) return [];
  const amounts = counts.map((count) => times(count, price));
  const nearest = total(amounts.map((amount) => fraction(centsOf(amount), 100n)));
  return [nearest, total(amounts.map(down))]
    .map((amount) => ofAmount("rounded-per-day", amount, daysOf(counts)));
}

/** Each day's calls at the price of the tier that the calls till then reach. */
function running(ours, counts) {
  const table = tableOf(ours);
  if (!table || modeOf(table, ours.choices) !== "reached") return [];
  let [reaching, amount] = [NOTHING, NOTHING];
  for (const count of counts) {
    reaching = plus(reaching, count);
    amount = plus(amount, times(count, priceIn(table, reachedBy(table, reaching))));
  }
  return [ofAmount("tier-running", amount, daysOf(counts))];
}

/** The calls by a price that was rounded, to as many decimals as the bill shows, or others. */
function roundedPrices(ours, billed) {
  const single = singlePrice(ours);
  if (!single) return [];
  const discount = discountOf(billed);
  const price = discount?.value.n ? times(single, discount.value) : single;
  const shown = billed.rows.map(({ figures }) => figures.unit_price).filter((one) => one !== null);
  const places = new Set([2, 3, 4, 5, 6, 7, 8, ...shown.map((one) => one.places)]);
  const digits = [...places].sort((a, b) => a - b);
  return [1n, 1000n, 10_000n].flatMap((per) => digits.flatMap((count) => {
    const exact = times(price, fraction(per));
    const near = halfUp(exact, count);
    if (!near.n || same(near, exact)) return [];
    const said = { price: digitsOf(near, count), per: grouped(per) };
    const amount = times(over(near, fraction(per)), fraction(ours.paid));
    return [ofAmount("unit-price-rounded", amount, said)];
  }));
}

const digitsOf = (price, places) =>
  written(BigInt(decimals(price, places).replace(".", "")), places);

/**
 * The calls that the bill charges, at our prices; null where that is not what it bills.
 *
 * It is asked where nothing else explains a line: other calls are no rule.
 *
 * @param {Rebilled} ours
 * @param {Billed} theirs
 * @returns {Candidate|null}
 */
export function byTheirCalls(ours, theirs) {
  const table = tableOf(ours);
  if (!table || !theirs.calls || !isWhole(theirs.calls) || theirs.calls.n < 0n) return null;
  const paid = theirs.calls.n;
  const others = ours.line.calls - ours.paid + paid;
  const found = paid
    ? charge([[table, paid]], paid > others ? paid : others, paid, ours.choices)
    : { amount: 0n, divisor: 1n, cents: 0n };
  const exact = fraction(found.amount, found.divisor * 100n);
  if (paid === ours.paid || !fits(theirs.total, { exact, cents: found.cents })) return null;
  const said = { theirs: grouped(paid), ours: grouped(ours.paid) };
  return { ...ofAmount("calls-differ", exact, said), cents: found.cents, paid };
}

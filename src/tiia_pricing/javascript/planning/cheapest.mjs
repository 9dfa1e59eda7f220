/**
 * The purchases under which the months of one interface cost least.
 *
 * Packs on sale at the same prices all the time are best bought when they are first needed: in a
 * month that finds too few calls in those at hand. So the months fall into stretches: packs are
 * bought in the first month of each, cover every month but the last whole, and are used up in the
 * last, which pays for the rest; only after the last month of all, or where they expire, something
 * may be left. Each stretch is tried with each number of calls that can be used up.
 *
 * @import { Counting, Found, MonthCost, Offer, OverYears, Stretch } from "../types.d.ts"
 */

import { PackCosts, neverOf } from "./pack-costs.mjs";

/**
 * The best purchases, `offers` being what is on sale on the first of each month.
 *
 * The lower bound is the cost itself where nothing can be better.
 *
 * @param {MonthCost[]} months
 * @param {Offer[][]} offers
 * @param {OverYears} overYears  better purchases where packs end on the way
 * @returns {Found}
 * @throws {Refusal} where there are more calls than can be looked through
 */
export function cheapest(months, offers, overYears) {
  const search = new Search(months, offers);
  /** @type {{cents: bigint, stretch: Stretch|null}[]} */
  const best = [{ cents: 0n, stretch: null }];
  for (let last = 0; last < months.length; last += 1) {
    const every = Array.from({ length: last + 1 }, (_, first) => search.stretch(first, last));
    best.push(every.filter((one) => one !== null)
      .map((one) => ({ cents: best[one.first].cents + one.cents, stretch: one }))
      .reduce((a, b) => (b.cents < a.cents ? b : a)));
  }
  const { cents } = best[months.length];
  const purchases = walk(best).flatMap(({ first, bought }) =>
    bought.map((calls) => ({ month: first, calls })));
  if (search.complete) return { purchases, cents, lowerBound: cents, complete: true };
  const bound = atLeast(months, offers, search.before);
  const lowerBound = bound < cents ? bound : cents;
  return overYears(search, { purchases, cents, lowerBound, complete: false });
}

/** What was found, where nobody looks for better. @type {OverYears} */
export const asFound = (_, found) => found;

/** @param {{stretch: Stretch|null}[]} best */
function walk(best) {
  const stretches = [];
  for (let { stretch } = best[best.length - 1]; stretch; { stretch } = best[stretch.first]) {
    stretches.unshift(stretch);
  }
  return stretches;
}

/** The cost of each stretch, of months with what is on sale. */
export class Search {
  /**
   * @param {MonthCost[]} months
   * @param {Offer[][]} offers
   */
  constructor(months, offers) {
    this.months = months;
    this.offers = offers;
    this.before = [0n];
    for (const { paid } of months) this.before.push(this.before[this.before.length - 1] + paid);
    const kinds = new Set(offers.map((some) =>
      some.map((one) => `${one.calls}:${one.cents}`).join()));
    const outlasting = offers.every((some, first) =>
      some.every((one) => first + one.months >= months.length));
    this.complete = outlasting && kinds.size <= 1;
    /** @type {Counting} */
    this.number = exactNumber(months, offers.flat(), this.before[months.length]);
    /** @type {Map<string, PackCosts>} */
    this.known = new Map();
  }

  /**
   * The cheapest stretch of these months; null where packs do not last so long.
   *
   * @param {number} first
   * @param {number} last
   * @returns {Stretch|null}
   */
  stretch(first, last) {
    const options = [this.usedUp(first, last), this.leftOver(first, last)];
    if (first === last) {
      const { cents, paid } = this.months[last];
      options.push({ first, cents: cents(paid), bought: [] });
    }
    return options.reduce((a, b) => (!a || (b && b.cents < a.cents) ? b : a), null);
  }

  usedUp(first, last) {
    const lasting = last - first + 1;
    const costs = this.costsOf(this.offers[first].filter((one) => one.months >= lasting));
    if (!costs) return null;
    const month = this.months[last];
    const wanted = this.before[last + 1] - this.before[first];
    const never = neverOf(this.number);
    let [least, units] = [never, 0];
    for (const piece of month.pieces) {
      const found = leastOf(month, costs, wanted, piece, this.number);
      if (found && (found[0] < least || (found[0] === least && found[1] < units))) {
        [least, units] = found;
      }
    }
    if (least >= never) return null;
    return { first, cents: month.rounded(BigInt(least)), bought: costs.packs(units) };
  }

  /** Packs of which something may be left: the last month is their last, or that of all. */
  leftOver(first, last) {
    const count = last - first + 1;
    const ends = last + 1 === this.months.length;
    const costs = this.costsOf(this.offers[first].filter((one) =>
      one.months === count || (ends && one.months > count)));
    if (!costs) return null;
    const { cents, units } = costs.holding(this.before[last + 1] - this.before[first]);
    return { first, cents: BigInt(cents), bought: costs.packs(units) };
  }

  /** @param {Offer[]} offers */
  costsOf(offers) {
    if (!offers.length) return null;
    const key = offers.map((one) => `${one.calls}:${one.cents}`).join();
    const total = this.before[this.months.length];
    const costs = this.known.get(key) ?? new PackCosts(offers, total, this.number);
    this.known.set(key, costs);
    return costs;
  }
}

/**
 * Numbers where all amounts fit into them exactly, which is quicker, else BigInt.
 *
 * @param {MonthCost[]} months
 * @param {Offer[]} offers
 * @param {bigint} calls
 * @returns {Counting}
 */
function exactNumber(months, offers, calls) {
  const greatest = (some) => some.reduce((a, b) => (a > b ? a : b), 0n);
  const largest = greatest(offers.map((one) => one.calls));
  const packs = greatest(offers.map((one) =>
    ((calls + 2n * largest) / one.calls + 1n) * one.cents));
  const most = packs * greatest(months.map(({ divisor }) => divisor))
    + greatest(months.map(({ dearest }) => dearest));
  return most < 2n ** 53n ? Number : /** @type {Counting} */ (/** @type {unknown} */ (BigInt));
}

/**
 * The least amount, in parts of a cent, where the last month pays for `start` to `end` calls, and
 * the units of calls bought; null where no whole number of units leaves so many.
 *
 * @param {MonthCost} month
 * @param {PackCosts} costs
 * @param {bigint} wanted  calls that packs cover or, in this last month, are paid for
 * @param {[bigint, bigint]} piece
 * @param {Counting} number
 * @returns {[number, number]|null}
 */
function leastOf(month, costs, wanted, [start, end], number) {
  const { unit, of } = costs;
  const most = Number((wanted - start) / unit);
  let fewest = Number((wanted - end + unit) / unit);
  if (most < fewest) return null;
  const left = (units) => number(month.amount(wanted - BigInt(units) * unit));
  const divisor = number(month.divisor);
  let amount = left;
  if (month.even(unit) && most > fewest) {
    const lowest = left(most);
    const step = left(most - 1) - lowest;
    fewest = Math.max(fewest, most - worth(costs, step, divisor, number) + 1);
    amount = (units) => lowest + step * number(most - units);
  }
  let [least, best] = [of[fewest] * divisor + amount(fewest), fewest];
  for (let units = fewest + 1; units <= most; units += 1) {
    const total = of[units] * divisor + amount(units);
    if (total < least) [least, best] = [total, units];
  }
  return [least, best];
}

/** The units of the smallest pack that costs no more than to pay for as many at `step`. */
function worth({ sizes, of }, step, divisor, number) {
  const good = sizes.filter(({ size, cents }) => cents * divisor <= step * number(size));
  return good.length ? good[good.length - 1].size : of.length;
}

/**
 * A cost that no purchases are below: each covered call costs its share of the best pack, which
 * covers no more calls than the months have in which it holds.
 *
 * @param {MonthCost[]} months
 * @param {Offer[][]} offers
 * @param {bigint[]} before  the calls before each month
 */
function atLeast(months, offers, before) {
  const shares = offers.flatMap((some, first) => some.map((one) => {
    const coverable = before[first + one.months] - before[first];
    const calls = one.calls < coverable ? one.calls : coverable;
    return { cents: one.cents, calls: calls > 1n ? calls : 1n };
  }));
  if (!shares.length) return months.reduce((sum, month) => sum + month.cents(month.paid), 0n);
  const best = shares.reduce((a, b) => (b.cents * a.calls < a.cents * b.calls ? b : a));
  return months.reduce((sum, month) => sum + leastOfMonth(month, best), 0n);
}

/**
 * @param {MonthCost} month
 * @param {{cents: bigint, calls: bigint}} share
 */
function leastOfMonth(month, share) {
  if (!month.even(1n)) return 0n;
  const totals = month.pieces.flatMap(([start, end]) => [start, end - 1n]).map((paid) =>
    month.cents(paid) + ((month.paid - paid) * share.cents) / share.calls);
  const least = totals.reduce((a, b) => (a < b ? a : b)) - 1n; // what rounding hides
  return least > 0n ? least : 0n;
}

/**
 * Purchases made better, one pack at a time, where the best ones cannot be had in time.
 *
 * A pack more, a pack less, or another one in its place: as long as one of these changes costs
 * less, it is made. What remains is no worse than all that are one change away; it may not be the
 * best.
 *
 * @import { MonthPurchase } from "../types.d.ts"
 * @import { Search } from "./cheapest.mjs"
 */

import { by, sum } from "../pricebook/counting.mjs";

const IN_ORDER = by(({ month }) => month, ({ calls }) => calls);

/** What purchases and paid calls cost together, where the packs that end first go first. */
export class UsedUp {
  /**
   * @param {Search} search  of months in which the same packs are on sale
   * @param {number[]} ends  up to where packs hold that are bought in each month, exclusive
   */
  constructor({ months, offers: [offers] }, ends) {
    this.months = months;
    this.ends = ends;
    this.prices = new Map(offers.map((one) => [one.calls, one.cents]));
    /** @type {MonthPurchase[]} */
    this.packs = months.flatMap((_, month) => offers.map(({ calls }) => ({ month, calls })));
    /** @type {Map<bigint, bigint>[]} */
    this.known = months.map(() => new Map());
  }

  /**
   * The cost in cents.
   *
   * @param {MonthPurchase[]} purchases
   */
  cents(purchases) {
    let total = sum(purchases.map(({ calls }) => this.#price(calls)));
    const held = this.months.map(() => 0n);
    for (const { month, calls } of purchases) held[month] += calls;
    let begins = 0;
    for (const [at, { paid }] of this.months.entries()) {
      while (this.ends[begins] <= at) begins += 1;
      let rest = paid;
      for (let first = begins; first <= at; first += 1) {
        const taken = rest < held[first] ? rest : held[first];
        held[first] -= taken;
        rest -= taken;
      }
      total += this.#paid(at, rest);
    }
    return total;
  }

  #price(calls) {
    const cents = this.prices.get(calls);
    if (cents === undefined) throw new RangeError(`no pack of ${calls} calls is on sale`);
    return cents;
  }

  #paid(at, calls) {
    const cents = this.known[at].get(calls) ?? this.months[at].cents(calls);
    this.known[at].set(calls, cents);
    return cents;
  }
}

/**
 * The cheapest purchases that some others lead to.
 *
 * @param {UsedUp} costs
 * @param {MonthPurchase[][]} starts
 * @returns {{purchases: MonthPurchase[], cents: bigint}}
 */
export const improved = (costs, starts) =>
  cheapestOf(starts.map((start) => improvedOne(costs, [...start].sort(IN_ORDER))));

/** The first of those that cost least. */
export const cheapestOf = (some) => some.reduce((a, b) => (b.cents < a.cents ? b : a));

function improvedOne(costs, start) {
  const costing = (purchases) => ({ purchases, cents: costs.cents(purchases) });
  for (let found = costing(start);;) {
    let better = cheapestOf(moreOrLess(costs, found.purchases).map(costing));
    if (better.cents >= found.cents) better = firstBetter(costs, found, costing) ?? found;
    if (better.cents >= found.cents) return found;
    found = better;
  }
}

/** The purchases with one pack more, and with one less. */
const moreOrLess = ({ packs }, purchases) =>
  [...packs.map((pack) => [...purchases, pack].sort(IN_ORDER)), ...without(purchases)];

/** The first that costs less with one pack in the place of another. */
function firstBetter({ packs }, { purchases, cents }, costing) {
  for (const others of without(purchases)) {
    for (const pack of packs) {
      const one = costing([...others, pack].sort(IN_ORDER));
      if (one.cents < cents) return one;
    }
  }
  return null;
}

/** The purchases without each of them, once for those that are alike. */
const without = (purchases) => purchases
  .filter((pack, place) => !place || IN_ORDER(purchases[place - 1], pack) !== 0)
  .map((pack) => purchases.filter((_, place) => place !== purchases.indexOf(pack)));

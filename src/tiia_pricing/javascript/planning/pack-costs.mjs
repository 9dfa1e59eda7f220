/** The least that packs cost which hold so many calls together. */

/** @import { Counting, Offer } from "../types.d.ts" */

import { divisorOf } from "../pricebook/counting.mjs";
import { Refusal } from "../pricebook/refusal.mjs";

const MOST_UNITS = 4_000_000;

/**
 * What numbers of calls cost that packs hold, in units: each size is a whole number of them.
 *
 * `of[units]` is the least cost in cents of packs that hold just as many: a number, or a BigInt
 * where a number is not exact any more.
 */
export class PackCosts {
  /**
   * Raises a `Refusal` for more calls than can be looked through.
   *
   * @param {Offer[]} offers
   * @param {bigint} calls  those that packs may have to hold
   * @param {Counting} number  in what amounts are counted
   */
  constructor(offers, calls, number) {
    this.unit = offers.map((one) => one.calls).reduce(divisorOf);
    this.sizes = offers.map((one) => ({
      size: Number(one.calls / this.unit), cents: number(one.cents),
    })).sort((a, b) => b.size - a.size || Number(b.cents - a.cents));
    const most = Number((calls + this.unit - 1n) / this.unit) + this.sizes[0].size;
    if (most > MOST_UNITS) {
      const figures = { calls, unit: this.unit, most: BigInt(MOST_UNITS) * this.unit };
      throw new Refusal("forecast-too-large", figures);
    }
    this.of = leastOf(this.sizes, most, number);
  }

  /**
   * The least cost in cents of packs that hold `calls` or more, and their units.
   *
   * @param {bigint} calls
   */
  holding(calls) {
    const from = Number((calls + this.unit - 1n) / this.unit);
    let units = from;
    const end = Math.min(from + this.sizes[0].size + 1, this.of.length);
    for (let at = from; at < end; at += 1) if (this.of[at] < this.of[units]) units = at;
    return { cents: this.of[units], units };
  }

  /**
   * The calls of each of the packs that hold just `units` at the least cost, the largest first.
   *
   * @param {number} units
   */
  packs(units) {
    const calls = [];
    for (let rest = units; rest;) {
      const last = this.sizes.find((one) => one.size <= rest
        && this.of[rest - one.size] + one.cents === this.of[rest]);
      if (!last) throw new RangeError(`no packs hold ${units} units`);
      calls.push(BigInt(last.size) * this.unit);
      rest -= last.size;
    }
    return calls;
  }
}

/**
 * The least costs of 0 to `most` units.
 *
 * @param {{size: number, cents: number}[]} sizes
 * @param {number} most
 * @param {Counting} number
 */
function leastOf(sizes, most, number) {
  const never = neverOf(number);
  const of = new Array(most + 1).fill(never);
  of[0] = number(0);
  for (let units = 1; units <= most; units += 1) {
    for (const { size, cents } of sizes) {
      if (size > units) continue;
      const cost = of[units - size] + cents;
      if (cost < of[units]) of[units] = cost;
    }
  }
  return of;
}

/**
 * Cents that no packs cost: those of numbers of calls that none hold.
 *
 * @param {Counting} number
 */
export const neverOf = (number) => (number === Number ? Infinity : 10n ** 60n);

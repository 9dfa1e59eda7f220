/**
 * The least that purchases can cost where packs end before the forecast does.
 *
 * One freedom is added that nobody has: calls may be thrown away at any time. Then packs are best
 * bought in a month that finds too few calls in those at hand, and what is covered so far says all
 * that the months to come need to know. Of two ways to the same month the one that covers no fewer
 * calls and costs no more is the better, and ways that cannot end below a limit are left. The limit
 * rises until there is a way. Where the cheapest throws nothing away, nothing is cheaper.
 *
 * @import { MonthPurchase, OverYears } from "../types.d.ts"
 * @import { Search } from "./cheapest.mjs"
 */

import { Heap } from "./heap.mjs";
import { UsedUp, cheapestOf, improved } from "./improving.mjs";
import { Bounds, Paying } from "./renewal-bounds.mjs";

/** Cents; calls covered so far and of the last pack, both below zero; the step that led there. */
/** @typedef {[bigint, bigint, bigint, number]} Way */

const ANY = -(10n ** 18n);
const MOST_STEPS = 40_000;
const HALVINGS = 6;

/** More steps than are taken. */
class TooLong extends Error {}

/**
 * The better purchases where packs end on the way, and a bound that is closer.
 *
 * @type {OverYears}
 */
export function overYears(search, found) {
  const ends = endsOf(search);
  if (!ends) return found;
  const freed = renewed(search, ends, found.cents);
  const costs = new UsedUp(search, ends);
  const known = [freed.purchases, found.purchases].filter((one) => one !== null);
  let best = cheapestOf(known.map((purchases) => ({ purchases, cents: costs.cents(purchases) })));
  if (best.cents > freed.cents) best = improved(costs, [...known, []]);
  return { ...found, ...best, lowerBound: freed.cents };
}

/**
 * Where packs end that are bought in each month; null where they are not alike all the time.
 *
 * @param {Search} search
 */
function endsOf({ months, offers }) {
  const kinds = new Set(offers.map((some) =>
    some.map((one) => `${one.calls}:${one.cents}`).join()));
  const lasts = offers.map((some) => [...new Set(some.map((one) => one.months))]);
  if (kinds.size > 1 || months.some(({ rising }) => !rising)) return null;
  if (lasts.some((one) => one.length !== 1 || one[0] === 0)) return null;
  return lasts.map(([count], first) => first + count);
}

/**
 * The cheapest purchases of the same packs in all months, if calls may be thrown away; without
 * purchases none was found within the steps that are taken.
 *
 * @param {Search} search
 * @param {number[]} ends
 * @param {bigint} known  what some purchases cost, in cents
 * @returns {{purchases: MonthPurchase[]|null, cents: bigint}}
 */
function renewed(search, ends, known) {
  const bounds = new Bounds(search, ends);
  const ways = new Ways(search, ends, bounds);
  const below = known < bounds.least ? known : bounds.least;
  for (let halving = HALVINGS; halving >= 0; halving -= 1) {
    const limit = below + ((known - below) >> BigInt(halving));
    const found = ways.tried(limit);
    if (found === "too long") break;
    if (found) return found;
    bounds.least = limit + 1n;
  }
  return { purchases: null, cents: known < bounds.least ? known : bounds.least };
}

/** The ways through the months, each with packs bought and calls paid for. */
class Ways {
  #limit = 0n;
  #taken = 0;
  /** @type {{before: number, month: number, calls: bigint}[]} */
  #steps = [];
  /** @type {Way[][]} */
  #ways = [];

  /** @type {(search: Search, ends: number[], bounds: Bounds) => void} */
  constructor({ months, offers, before }, ends, bounds) {
    this.packs = offers[0];
    this.ends = ends;
    this.before = before;
    this.paying = months.map((month) => new Paying(month));
    this.bounds = bounds;
  }

  /** As `within`; told apart where it took too long. @param {bigint} limit */
  tried(limit) {
    try {
      return this.within(limit);
    } catch (error) {
      if (error instanceof TooLong) return "too long";
      throw error;
    }
  }

  /**
   * The cheapest purchases; null where none cost no more than `limit`.
   *
   * @param {bigint} limit
   * @returns {{purchases: MonthPurchase[], cents: bigint}|null}
   */
  within(limit) {
    this.#limit = limit;
    this.#steps = [{ before: -1, month: -1, calls: 0n }];
    this.#ways = this.before.map(() => []);
    this.#ways[0].push([0n, 0n, ANY, 0]);
    for (const month of this.paying.keys()) this.#leave(month);
    const last = new Heap(this.#ways[this.paying.length]).pop();
    return last ? { purchases: this.#purchases(last[3]), cents: last[0] } : null;
  }

  #purchases(last) {
    /** @type {MonthPurchase[]} */
    const found = [];
    for (let at = last; at; at = this.#steps[at].before) {
      const { month, calls } = this.#steps[at];
      if (calls) found.unshift({ month, calls });
    }
    return found;
  }

  /** Go on from all ways to a month: with packs bought, or with what is left paid for. */
  #leave(month) {
    const ways = new Heap(this.#ways[month]);
    this.#ways[month] = [];
    /** @type {[bigint, number]|null} */
    let paid = null;
    let furthest = -1n;
    for (let way = ways.pop(); way; way = ways.pop()) {
      const [cents, below, size, step] = way;
      const covered = -below;
      if (covered <= furthest) continue;
      furthest = covered;
      const at = size === ANY ? step : this.#step(step, month, -size);
      if (covered < this.before[month + 1]) {
        const cost = cents + this.paying[month].cents(covered - this.before[month]);
        if (!paid || cost < paid[0] || (cost === paid[0] && at < paid[1])) paid = [cost, at];
      } else if (covered >= this.before[this.ends[month]]) {
        this.#arrive(this.ends[month], cents, this.before[this.ends[month]], at);
        break;
      } else this.#arrive(lastAt(this.before, covered), cents, covered, at);
      this.#buy(ways, { cents, covered, size, at });
    }
    if (!paid) return;
    this.#arrive(month + 1, paid[0], this.before[month + 1], this.#step(paid[1], month, 0n));
  }

  /** With each pack more; the larger before the smaller, so that no way is gone twice. */
  #buy(ways, { cents, covered, size, at }) {
    for (const { calls, cents: price } of this.packs) {
      if (calls > -size || !this.#promises(cents + price, covered + calls)) continue;
      ways.push([cents + price, -(covered + calls), -calls, at]);
    }
  }

  /** @type {(month: number, cents: bigint, covered: bigint, at: number) => void} */
  #arrive(month, cents, covered, at) {
    if (this.#promises(cents, covered)) this.#ways[month].push([cents, -covered, ANY, at]);
  }

  /** @type {(cents: bigint, covered: bigint) => boolean} */
  #promises(cents, covered) {
    return cents + this.bounds.rest(covered) <= this.#limit;
  }

  /** @type {(before: number, month: number, calls: bigint) => number} */
  #step(before, month, calls) {
    this.#taken += 1;
    if (this.#taken > MOST_STEPS) throw new TooLong();
    this.#steps.push({ before, month, calls });
    return this.#steps.length - 1;
  }
}

/**
 * The last index at which a sorted list is no more than a value.
 *
 * @type {(sorted: bigint[], value: bigint) => number}
 */
const lastAt = (sorted, value) => sorted.findLastIndex((one) => one <= value);

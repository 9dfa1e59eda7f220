/** What the months to come cost at least, and what a month costs that throws calls away. */

/** @import { MonthCost } from "../types.d.ts" */
/** @import { PackCosts } from "./pack-costs.mjs" */
/** @import { Search } from "./cheapest.mjs" */

import { greatest } from "../pricebook/counting.mjs";

/** What each of so many calls costs its part of. @typedef {{cents: bigint, calls: bigint}} Share */

/**
 * Costs in cents that no purchases are below.
 *
 * Two of them are known, and the higher one counts. All calls to come are covered by packs, each in
 * one of them, or paid for at the lowest price of any month. And each month covers its calls at the
 * share of the pack whose calls cost least, or pays for them at its own prices; a pack covers no
 * more calls than the months have in which it holds.
 */
export class Bounds {
  /** @type {(search: Search, ends: number[]) => void} */
  constructor(search, ends) {
    const { months, offers: [offers], before } = search;
    this.before = before;
    const costs = /** @type {PackCosts} */ (search.costsOf(offers));
    this.unit = costs.unit;
    this.floors = floorsOf(months, costs, search.number);
    const most = ends.map((end, first) => before[end] - before[first]).reduce(greatest);
    this.share = offers.map(({ cents, calls }) => ({ cents, calls: calls < most ? calls : most }))
      .reduce((a, b) => (b.cents * a.calls < a.cents * b.calls ? b : a));
    this.lines = linesOf(months, before, this.share);
    this.least = this.rest(0n);
  }

  /**
   * What is left costs at least, where so many calls from the first on are covered.
   *
   * @param {bigint} covered
   */
  rest(covered) {
    const { before, share } = this;
    const left = before[before.length - 1] - covered;
    if (left <= 0n) return 0n;
    const month = before.findLastIndex((one) => one <= covered);
    const line = (this.lines[month] - share.cents * covered) / share.calls;
    return greatest(greatest(line, BigInt(this.floors[Number(left / this.unit)])), 0n);
  }
}

/**
 * The least cost of so many units of calls.
 *
 * @param {MonthCost[]} months
 * @param {PackCosts} costs
 * @param {Search["number"]} number
 */
function floorsOf(months, { of, unit }, number) {
  const lowest = months.map(({ lowest: n, divisor: d }) => ({ n, d }))
    .reduce((a, b) => (b.n * a.d < a.n * b.d ? b : a));
  const step = number((lowest.n * unit) / lowest.d);
  const slack = number(months.length); // a cent for what each month rounds off
  const floors = [...of];
  for (let at = floors.length - 2; at >= 0; at -= 1) {
    if (floors[at + 1] < floors[at]) floors[at] = floors[at + 1];
  }
  let cents = number(0);
  for (const [units, held] of floors.entries()) {
    cents = held < cents + step ? held : cents + step;
    floors[units] = cents > slack ? cents - slack : number(0);
  }
  return floors;
}

/**
 * What is left from each month on, and the calls before it, at the share: times its calls.
 *
 * @type {(months: MonthCost[], before: bigint[], share: Share) => bigint[]}
 */
function linesOf(months, before, share) {
  const lines = [0n];
  for (const month of [...months].reverse()) lines.unshift(lines[0] + leastOf(month, share));
  return lines.map((line, month) => line + before[month] * share.cents);
}

/**
 * A cost that a month is not below whose covered calls cost their share: times its calls.
 *
 * @type {(month: MonthCost, share: Share) => bigint}
 */
function leastOf(month, { cents, calls }) {
  if (!month.even(1n)) return 0n;
  const totals = month.pieces.flatMap(([start, end]) => [start, end - 1n]).map((paid) =>
    month.cents(paid) * calls + (month.paid - paid) * cents);
  // A cent for what rounding hides between the ends.
  return totals.reduce((a, b) => (a < b ? a : b)) - calls;
}

/** What a month costs that throws away what it likes of the calls at hand. */
export class Paying {
  /** @param {MonthCost} month */
  constructor(month) {
    this.month = month;
    this.starts = month.pieces.map(([start]) => start);
    /** @type {bigint[]} */
    this.leastFrom = [];
    for (const start of [...this.starts].reverse()) {
      const cents = month.cents(start);
      const [least = cents] = this.leastFrom;
      this.leastFrom.unshift(cents < least ? cents : least);
    }
  }

  /** The cost in cents where so many calls are at hand. @param {bigint} held */
  cents(held) {
    const paid = this.month.paid - held;
    const cents = this.month.cents(paid);
    const piece = this.starts.findIndex((start) => start > paid);
    return piece >= 0 && this.leastFrom[piece] < cents ? this.leastFrom[piece] : cents;
  }
}

/** The best purchase of one pack. */

/**
 * @import { MonthCost, OpenBook, ToBuy } from "../types.d.ts"
 * @import { deductions } from "../billing/bill.mjs"
 */

import { holds } from "../pricebook/calendar.mjs";
import { coveredFrom } from "./best-purchases.mjs";

/**
 * The one pack that saves most, the earliest of those that save as much; null where none saves.
 *
 * @param {OpenBook} book
 * @param {ReturnType<typeof deductions>} before
 * @param {Map<string, MonthCost[]>|null} costs  where a pack serves whatever calls come first
 * @param {(one: ToBuy) => bigint} billed  what a pack saves by the bill, where it does not
 */
export function singlePack(book, before, costs, billed) {
  /** @type {{pack: ToBuy, saves: bigint}|null} */
  let best = null;
  for (const pack of onSale(book, before)) {
    const saves = costs ? saving(pack, costs.get(pack.interface) ?? []) : billed(pack);
    if (saves > (best ? best.saves : 0n)) best = { pack, saves };
  }
  return best;
}

/**
 * @param {ReturnType<typeof onSale> extends Generator<infer One> ? One : never} pack
 * @param {MonthCost[]} months
 */
function saving({ covers, calls, cents }, months) {
  let [left, saved] = [calls, -cents];
  for (const month of months) {
    if (!left || !covers(month.day)) continue;
    const taken = left < month.paid ? left : month.paid;
    left -= taken;
    saved += month.cents(month.paid) - month.cents(month.paid - taken);
  }
  return saved;
}

/**
 * What can be bought for interfaces with usage on the first of a month.
 *
 * @param {OpenBook} book
 * @param {ReturnType<typeof deductions>} before
 * @returns {Generator<ToBuy & {covers: (first: string) => boolean}>}
 */
function* onSale(book, { months }) {
  const called = new Set(months.flatMap(({ lines }) => lines.map(({ name }) => name)));
  for (const { first } of months) {
    for (const pack of book.packs) {
      if (!called.has(pack.interface) || !holds(pack, first)) continue;
      const { interface: name, calls, price, cents } = pack;
      yield { on: first, interface: name, calls, price, cents, covers: coveredFrom(pack, first) };
    }
  }
}

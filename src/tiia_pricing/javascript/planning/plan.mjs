/** A forecast, and the packs to buy under which it costs least. */

/**
 * @import {
 *   Account, Book, OpenBook, Plan, PlannedPack, Sentences, Statement, ToBuy, UsedPack
 * } from "../types.d.ts"
 */

import {
  ENGLISH, Refusal, bill, deductions, inWords, lastOf, prepare, total,
} from "../tiia-pricing.mjs";
import { bestPurchases, isPlain, servable } from "./best-purchases.mjs";
import { singlePack } from "./single-pack.mjs";

const MOST_MONTHS = 36;

/**
 * The purchases of packs on sale under which an account's usage to come costs least.
 *
 * Packs are bought on the first of a month of the forecast; a month's calls count on its last day,
 * and what is left after the last is worth nothing. The account's packs are owned before.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]  of warnings and refusals
 * @returns {Plan}  money in strings, calls as BigInt
 * @throws {Refusal} for what cannot be billed, more than 36 months, and packs owned later
 */
export function plan(book, account, words = ENGLISH) {
  const opened = prepare(book, words);
  return inWords(words, () => planned(opened, forecast(account), words));
}

/** @type {(account: Account) => Account & {packs: Account["packs"]}} */
function forecast({ usage, packs = [], ...rest }) {
  const months = [...new Set(usage.map(({ date }) => date.slice(0, 7)))].sort();
  if (!months.length || months.length > MOST_MONTHS) {
    throw new Refusal("forecast-months", { count: months.length, most: MOST_MONTHS });
  }
  for (const { purchased_on: day } of packs) {
    const begins = `${months[0]}-01`;
    if (day > begins) throw new Refusal("pack-after-begin", { day, begins });
  }
  const dated = usage.map((row) => {
    const known = /^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/.test(row.date);
    return { ...row, date: known ? lastOf(row.date.slice(0, 7)) : row.date };
  });
  return { usage: dated, packs, ...rest };
}

/**
 * @param {OpenBook} book
 * @param {Account} account
 * @param {Sentences<unknown>} words
 * @returns {Plan}
 */
function planned(book, account, words) {
  const withPacks = (some) => ({ ...account, packs: [...(account.packs ?? []), ...some.map(row)] });
  const without = bill(book, account, words);
  const before = deductions(book, account, words);
  const [served, plain] = [servable(book, before), isPlain(book, before.months)];
  const best = bestPurchases(book, served, plain);
  const saving = best.cents < centsOf(without.total);
  const purchases = saving ? best.purchases : [];
  const statement = purchases.length ? bill(book, withPacks(purchases), words) : without;
  const packs = purchases.reduce((sum, one) => sum + one.cents, 0n);
  const cents = packs + centsOf(statement.total);
  const costOf = (some) => total(book, withPacks(some), words)
    + some.reduce((sum, one) => sum + one.cents, 0n);
  const one = singlePack(book, before, plain ? served.costs : null, (pack) =>
    centsOf(without.total) - costOf([pack]));
  const bound = best.lowerBound < cents ? best.lowerBound : cents;
  return {
    currency: "CNY",
    purchases: withSavings(purchases, (others) => costOf(others) - cents),
    pay_as_you_go: statement.total,
    packs: money(packs),
    total: money(cents),
    without: { total: without.total },
    saved: money(centsOf(without.total) - cents),
    single: one && shown(one.pack, one.saves),
    left_over: statement.packs.filter(({ left }) => left).map(leftOver),
    range: rangeOf(statement, packs),
    proven: bound === cents,
    ...(bound === cents ? {} : { lower_bound: money(bound) }),
    months: statement.months.map(({ month, total: amount }, index) =>
      ({ month, total: amount, without: without.months[index].total })),
    warnings: statement.warnings,
  };
}

const row = ({ on, interface: name, calls }) => ({ purchased_on: on, interface: name, calls });
/** @type {(cents: bigint) => string} */
const money = (cents) => `${cents / 100n}.${`${cents % 100n}`.padStart(2, "0")}`;
/** @type {(amount: string) => bigint} */
const centsOf = (amount) => BigInt(amount.replace(".", ""));

/**
 * Each purchase, with what all would cost more without it.
 *
 * @param {ToBuy[]} purchases
 * @param {(others: ToBuy[]) => bigint} dearer
 * @returns {PlannedPack[]}
 */
function withSavings(purchases, dearer) {
  const saved = new Map();
  return purchases.map((one, index) => {
    const key = `${one.on} ${one.interface} ${one.calls}`;
    if (!saved.has(key)) saved.set(key, dearer(purchases.filter((_, place) => place !== index)));
    return shown(one, saved.get(key));
  });
}

/**
 * @param {ToBuy} purchase
 * @param {bigint} saves
 * @returns {PlannedPack}
 */
const shown = ({ on, interface: name, calls, price }, saves) =>
  ({ on, interface: name, calls, price, saves: saves < 0n ? `-${money(-saves)}` : money(saves) });

/** @param {UsedPack} pack */
const leftOver = ({ purchased_on, interface: name, calls, quantity, left, expires_on }) => ({
  purchased_on, interface: name, calls, ...(quantity ? { quantity } : {}), left, expires_on,
});

/**
 * @param {Statement<unknown>} statement
 * @param {bigint} packs
 */
const rangeOf = ({ range: { low, high } }, packs) =>
  ({ low: money(packs + centsOf(low)), high: money(packs + centsOf(high)) });

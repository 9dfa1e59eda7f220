/** A forecast with all that settles it: what it costs with some purchases, and the best of them. */

/**
 * @import {
 *   Account, BestPurchases, OpenBook, OverYears, Sentences, Statement, ToBuy
 * } from "../types.d.ts"
 * @import { deductions as settle } from "../billing/bill.mjs"
 */

import { bill, deductions, total } from "../billing/bill.mjs";
import { lastOf } from "../pricebook/calendar.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { bestPurchases, isPlain, servable } from "./best-purchases.mjs";

const MOST_MONTHS = 36;

/** The best purchases, with the months that packs serve and what they cost before. */
/**
 * @typedef {{before: ReturnType<typeof settle>, served: ReturnType<typeof servable>,
 *   plain: boolean, best: BestPurchases}} Searched
 */

/** Usage to come, with the packs owned before; every call counts on its month's last day. */
export class Forecast {
  /** @type {(b: OpenBook, a: Account, words: Sentences<unknown>, overYears: OverYears) => void} */
  constructor(book, account, words, overYears) {
    this.book = book;
    this.account = account;
    this.words = words;
    this.overYears = overYears;
  }

  /**
   * The forecast of an account.
   *
   * @param {OpenBook} book
   * @param {Account} account
   * @param {Sentences<unknown>} words
   * @param {OverYears} overYears
   * @throws {Refusal} for more than 36 months or none, and for packs that are owned later
   */
  static of(book, account, words, overYears) {
    return new Forecast(book, checked(account), words, overYears);
  }

  /** @type {(bought: ToBuy[]) => Statement<unknown>} */
  bill(bought) {
    return bill(this.book, this.#with(bought), this.words);
  }

  /** What packs to buy and paid calls cost together, in cents. @type {(b: ToBuy[]) => bigint} */
  cents(bought) {
    return total(this.book, this.#with(bought), this.words) + pricesOf(bought);
  }

  /** The cheapest purchases. @returns {Searched} */
  search() {
    const before = deductions(this.book, this.account, this.words);
    const served = servable(this.book, before);
    const plain = isPlain(this.book, before.months);
    const best = bestPurchases(this.book, served, plain, this.overYears);
    return { before, served, plain, best };
  }

  /** With so many per cent of each count of calls, rounded half up. @param {bigint} percent */
  scaled(percent) {
    const usage = this.account.usage.map((row) =>
      ({ ...row, calls: (BigInt(row.calls) * percent + 50n) / 100n }));
    return this.#of({ ...this.account, usage });
  }

  /** With another value of one reading. @type {(name: string, value: string) => Forecast} */
  reading(name, value) {
    const readings = { ...this.account.readings, [name]: value };
    return this.#of({ ...this.account, readings });
  }

  #of(account) {
    return new Forecast(this.book, account, this.words, this.overYears);
  }

  #with(bought) {
    const packs = bought.map(({ on, interface: name, calls }) =>
      ({ purchased_on: on, interface: name, calls }));
    return { ...this.account, packs: [...this.account.packs ?? [], ...packs] };
  }
}

/** What packs cost, in cents. @type {(bought: ToBuy[]) => bigint} */
export const pricesOf = (bought) => bought.reduce((sum, one) => sum + one.cents, 0n);

/** @type {(account: Account) => Account} */
function checked({ usage, packs = [], ...rest }) {
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

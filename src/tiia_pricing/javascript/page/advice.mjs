/**
 * What would cost less: a few more calls past a cliff, a pack, another reading.
 *
 * Every figure is the total of an account that is billed; nothing is computed beside the bill.
 */

/** @import { Account, Cliff, OpenBook, PackOffer, Statement, Verdict } from "../types.d.ts" */

import { total } from "../billing/bill.mjs";
import { firstOf } from "../pricebook/calendar.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { centsOf } from "../page-parts/amounts.mjs";
import { bounds, openReadings, packsOn } from "../page-parts/facts.mjs";

const YEAR = 12;

/**
 * For each line at a cliff: the count of calls, higher than its own, that would cost least.
 *
 * @param {OpenBook} book
 * @param {Account} account
 * @param {Statement<unknown>} statement  the bill of `account`, a single month
 * @returns {Cliff[]}
 */
export function cliffs(book, account, statement) {
  const now = centsOf(statement.total);
  const gross = statement.readings["tier-basis"] === "gross";
  return statement.months.flatMap(({ month, lines }) => lines.flatMap((line) => {
    const { interface: name, calls, pay_as_you_go: paid } = line;
    const reaching = gross ? calls : paid;
    const ahead = paid ? bounds(book, month, name).filter((from) => from > reaching) : [];
    const options = ahead.map((from) => {
      const instead = calls + from - reaching;
      const cents = total(book, withCalls(account, name, instead));
      return { name, calls, instead, total: cents, saving: now - cents };
    });
    const saving = options.filter((one) => one.saving > 0n);
    return saving.length ? [saving.reduce((a, b) => (a.saving >= b.saving ? a : b))] : [];
  }));
}

/**
 * @param {Account} account
 * @param {string} name
 * @param {bigint} calls
 */
function withCalls(account, name, calls) {
  const usage = account.usage.map((row) => (row.interface === name ? { ...row, calls } : row));
  return { ...account, usage };
}

/**
 * What a year of such months would cost with one more pack, bought on the 1st: one entry a pack on
 * sale of an interface that is used. A pack lasts longer than a month, and is used across them.
 *
 * @param {OpenBook} book
 * @param {Account} account
 * @param {Statement<unknown>} statement  the bill of `account`, a single month
 * @returns {{months: number, offers: PackOffer[]}}  `months` are fewer where the book has no more
 */
export function packAdvice(book, account, { months: [billed] }) {
  if (!billed) return { months: 0, offers: [] };
  const { month, lines } = billed;
  const used = new Set(lines.filter(({ calls }) => calls).map((line) => line.interface));
  const offered = packsOn(book, firstOf(month)).filter((pack) => used.has(pack.interface));
  const year = offered.length ? repeated(book, account, month) : { months: 0, account, now: 0n };
  const offers = offered.map((pack) => {
    const bought = { purchased_on: firstOf(month), interface: pack.interface, calls: pack.calls };
    const packs = [...(account.packs ?? []), bought];
    const cents = totalOrNone(book, { ...year.account, packs });
    if (cents === null) return [];
    const [price, change] = [centsOf(pack.price), cents - year.now];
    const net = change + price;
    return [{ pack, price, total: cents, change, net, verdict: verdict(change, net) }];
  });
  return { months: year.months, offers: offers.flat() };
}

/**
 * The account with the month's calls in each month of a year, or of as many as can be billed.
 *
 * @param {OpenBook} book
 * @param {Account} account
 * @param {string} month
 */
function repeated(book, account, month) {
  for (let months = YEAR; months > 1; months -= 1) {
    const usage = account.usage.flatMap((row) =>
      Array.from({ length: months }, (_, index) => ({ ...row, date: monthAfter(month, index) })));
    const longer = { ...account, usage };
    try {
      return { months, account: longer, now: total(book, longer) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { months: 1, account, now: total(book, account) };
}

/**
 * The month so many months later.
 *
 * @param {string} month
 * @param {number} count
 */
function monthAfter(month, count) {
  const [year, index] = month.split("-").map(Number);
  const all = year * YEAR + index - 1 + count;
  const text = (number, width) => String(number).padStart(width, "0");
  return `${text(Math.floor(all / YEAR), 4)}-${text((all % YEAR) + 1, 2)}`;
}

/**
 * @param {bigint} change
 * @param {bigint} net
 * @returns {Verdict}
 */
function verdict(change, net) {
  if (change >= 0n) return change ? "raises" : "nothing";
  return net < 0n ? "pays" : "partly";
}

/**
 * The total that each other value of each reading would give, where it is another one.
 *
 * The range of the statement tells it of the readings that are open; of one that was chosen,
 * its other values are billed.
 *
 * @param {OpenBook} book
 * @param {Account} account
 * @param {Statement<unknown>} statement
 * @returns {Map<string, bigint>}  cents by `name=value`
 */
export function moved(book, account, statement) {
  const now = centsOf(statement.total);
  const { readings: fixed = {} } = account;
  /** @type {[string, bigint|null][]} */
  const told = statement.range.readings.map(({ name, value, total: text }) =>
    [`${name}=${value}`, centsOf(text)]);
  const chosen = openReadings(book).filter(({ name }) => Object.hasOwn(fixed, name));
  /** @type {[string, bigint|null][]} */
  const billed = chosen.flatMap(({ name, values }) => values.map((value) => {
    const readings = { ...fixed, [name]: value };
    return [`${name}=${value}`, totalOrNone(book, { ...account, readings })];
  }));
  return new Map([...told, ...billed].flatMap(([key, cents]) =>
    (cents === null || cents === now ? [] : [[key, cents]])));
}

/**
 * The total, or null where calls have no price, as on a day before their price under `by-day`.
 *
 * @param {OpenBook} book
 * @param {Account} account
 */
function totalOrNone(book, account) {
  try {
    return total(book, account);
  } catch (error) {
    if (error instanceof Refusal && error.id === "price-missing") return null;
    throw error;
  }
}

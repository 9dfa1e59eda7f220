/** What a price book says of a month and of its packs. */

/** @import { Book, Dated, NamedPack, OpenBook, Pack, Page } from "../types.d.ts" */

import { firstOf, holds } from "../pricebook/calendar.mjs";

const BEIJING = 8 * 60 * 60 * 1000;

/** The month of a moment in Beijing, where the vendor counts its days. */
export const monthIn = (milliseconds) =>
  new Date(milliseconds + BEIJING).toISOString().slice(0, 7);

/**
 * Whether a fact holds on some day of a month; in text the 99th comes after its every day.
 *
 * @type {(fact: Dated, month: string) => boolean}
 */
const holdsWithin = ({ from, to }, month) =>
  (from ?? "") < `${month}-99` && (to == null || firstOf(month) < to);

/**
 * The page that tells a month's prices: one of the book's editions, or the book itself.
 *
 * @param {Book} book
 * @param {string} month
 * @returns {Page}
 */
function factsOf(book, month) {
  return (book.editions ?? []).find((edition) => holds(edition, firstOf(month))) ?? book;
}

/**
 * The names of the interfaces that have a price on some day of a month, in the book's order.
 *
 * @param {Book} book
 * @param {string} month
 */
export function pricedIn(book, month) {
  const { pay_as_you_go: tables } = factsOf(book, month);
  const priced = tables.filter((table) => holdsWithin(table, month));
  const names = new Set(priced.map((table) => table.interface));
  return book.interfaces.map(({ name }) => name).filter((name) => names.has(name));
}

/**
 * The calls at which the tiers of an interface begin, where all calls take the price reached: of
 * every table that holds in the month, in rising order.
 *
 * @param {Book} book
 * @param {string} month
 * @param {string} name
 */
export function bounds(book, month, name) {
  const tables = factsOf(book, month).pay_as_you_go.filter((table) =>
    table.interface === name && table.mode === "reached" && holdsWithin(table, month));
  const calls = tables.flatMap(({ tiers }) => tiers.map((tier) => BigInt(tier.from_calls)));
  return [...new Set(calls)].sort((a, b) => Number(a - b));
}

/**
 * The packs on sale on a day; `key` names each, in a link too: `10万次`.
 *
 * @param {OpenBook} book
 * @param {string} day
 */
export function packsOn(book, day) {
  return packs(book).filter((pack) => holds(pack, day));
}

/**
 * Every pack of the book that has a key: its size, after its interface where several sell.
 *
 * @param {OpenBook} book
 * @returns {NamedPack[]}
 */
export function packs(book) {
  const sellers = new Set(book.packs.map((pack) => pack.interface));
  /** @param {Pack<bigint>} pack */
  const key = (pack) => (sellers.size > 1 ? `${pack.interface}:` : "") + pack.size.text;
  return book.packs.map((pack) => ({ ...pack, key: key(pack) }));
}

/**
 * The readings that leave a choice, in the book's order.
 *
 * @param {Book} book
 */
export const openReadings = (book) => book.readings.filter(({ values }) => values.length > 1);

/**
 * A year in a link.
 *
 *   year=RecognizeCarPro&from=2026-01&every=1050000   the same calls in every month
 *   …&m2=3000000   others in the second month
 *   …&owned=100000&day=2025-12-01&count=2&left=70000   packs that are owned
 *
 * What links had before is read as well:
 *
 *   year=车辆识别（增强版）@2026-01:1050000~~3000000~~~~~~~~~~;10万次@2025-12-01:70000*2
 */

/** @import { EntryFaultId, LinkState, LinkYear, OpenBook, YearState } from "../types.d.ts" */

import { parseCalls } from "../page-parts/amounts.mjs";
import { MONTHS, emptyMonths } from "./year-state.mjs";
import { inLink, packFromLink, packPairs, wholeRow } from "./packs.mjs";

/**
 * A year as pairs of a link, calls as digits where they can be read.
 *
 * @param {YearState} year
 * @param {OpenBook} book
 */
export function yearPairs({ name, month, every, months, packs }, book) {
  const digits = (text) => String(parseCalls(text) ?? text);
  const pairs = [["year", inLink(book, name)], ["from", month]];
  if (every) pairs.push(["every", digits(every)]);
  for (const [index, text] of months.entries()) {
    if (text) pairs.push([`m${index + 1}`, digits(text)]);
  }
  return [...pairs, ...packs.flatMap((pack) => packPairs("owned", pack, book))];
}

/**
 * What each key of a year in a link does to a state; it gives the id of a fault, or null.
 *
 * @param {OpenBook} book
 * @param {(part: Record<string, unknown>, name: string, value: string) => EntryFaultId|null} once
 * @returns {[string, (state: LinkState, value: string) => EntryFaultId|null][]}
 */
export function yearKeys(book, once) {
  const parts = ["from", "every", ...Array.from({ length: MONTHS }, (_, at) => `m${at + 1}`)];
  return [
    ["year", (state, value) => {
      if (state.year) return "link-twice";
      state.row = null;
      const name = book.names.get(value);
      state.year = name ? { name, packs: [] } : formerYear(value, book);
      return state.year ? null : "link-value";
    }],
    ...parts.map((part) => /** @type {ReturnType<typeof yearKeys>[0]} */ ([part,
      ({ year }, value) => (year ? once(year, part, value) : "link-value")])),
  ];
}

/**
 * A year of all that a link says of it.
 *
 * @param {LinkYear} year
 * @returns {YearState}
 */
export const wholeYear = ({ name, packs, from = "", every = "", ...own }) => ({
  name, month: from, every, months: emptyMonths().map((_, index) => own[`m${index + 1}`] ?? ""),
  packs: packs.map(wholeRow),
});

/**
 * The year of a link's value as links once had it; null where it is none.
 *
 * @param {string} value
 * @param {OpenBook} book
 * @returns {LinkYear|null}
 */
function formerYear(value, book) {
  const [whole, ...owned] = value.split(";");
  const [match, given, from, counts] = /^(.+)@([^@:]*):([^@:]*)$/.exec(whole) ?? [];
  const name = match && book.names.get(given);
  const [every, ...months] = (counts ?? "").split("~");
  const packs = owned.flatMap((text) => packFromLink(text, book) ?? []);
  if (!name || ![0, MONTHS].includes(months.length) || packs.length !== owned.length) return null;
  const own = months.map((text, index) => [`m${index + 1}`, text]);
  return { name, from, every, packs, ...Object.fromEntries(own) };
}

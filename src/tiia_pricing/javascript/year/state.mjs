/**
 * The year that a person has entered, as text, and its two other forms: a part of the link, and
 * the account that is planned.
 *
 *   year=车辆识别（增强版）@2026-01:1050000          the same calls in every month
 *   year=车辆识别（增强版）@2026-01:1050000~~3000000~~~~~~~~~~   others in the second month
 *   year=车辆识别（增强版）@2026-01:1050000;10万次@2025-12-01:70000*2   packs that are owned
 */

/**
 * @import {
 *   Account, EntryFault, EntryFaultId, OpenBook, PackRow, State, YearState
 * } from "../types.d.ts"
 */

import { parseCalls } from "../page/amounts.mjs";
import { MOST_PACKS, packFromLink, packRows, packToLink } from "../page/pack-rows.mjs";

export const MONTHS = 12;

/** @type {(year: YearState|null) => boolean} */
export const isEntered = (year) =>
  year !== null && [year.every, ...year.months, ...year.packs].some(Boolean);

/** @type {(text: string) => string} */
const apart = (text) =>
  text.replace(/[%@:~;*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** @param {string} text */
function together(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The value of a year in a link, calls as digits where they can be read.
 *
 * @param {YearState} year
 */
export function yearToLink({ name, month, every, months, packs }) {
  const counts = [every, ...(months.some(Boolean) ? months : [])];
  const digits = counts.map((text) => apart(String(parseCalls(text) ?? text)));
  const owned = packs.map((pack) => `;${packToLink(pack, apart)}`);
  return `${name}@${apart(month)}:${digits.join("~")}${owned.join("")}`;
}

/**
 * The year of a link's value; null where it is none.
 *
 * @param {string} value
 * @param {OpenBook} book
 * @returns {YearState|null}
 */
export function yearFromLink(value, book) {
  const [whole, ...owned] = value.split(";");
  const [match, given, month, counts] = /^(.+)@([^@:]*):([^@:]*)$/.exec(whole) ?? [];
  const name = match && book.names.get(given);
  const [every, ...months] = (counts ?? "").split("~").map(together);
  const packs = owned.flatMap((text) => packFromLink(text, book, together) ?? []);
  if (!name || ![0, MONTHS].includes(months.length)) return null;
  if (packs.length !== owned.length || packs.length > MOST_PACKS) return null;
  return {
    name, month: together(month), every, months: months.length ? months : emptyMonths(), packs,
  };
}

/** A year of which nothing is entered but its first month. @type {(m: string) => YearState} */
export const emptyYear = (month) =>
  ({ name: "", month, every: "", months: emptyMonths(), packs: [] });

/** No calls of their own in any month. */
const emptyMonths = () => Array.from({ length: MONTHS }, () => "");

/**
 * The months of a year, the first one given; none where it is no month.
 *
 * @param {string} first
 * @returns {string[]}
 */
export function monthsFrom(first) {
  const [match, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(first) ?? [];
  if (!match) return [];
  return Array.from({ length: MONTHS }, (_, index) => {
    const count = Number(year) * MONTHS + Number(month) - 1 + index;
    const text = (number, width) => String(number).padStart(width, "0");
    return `${text(Math.floor(count / MONTHS), 4)}-${text((count % MONTHS) + 1, 2)}`;
  });
}

/**
 * The account of a state's year, under the state's readings, and what in it cannot be read.
 *
 * @param {YearState} year
 * @param {State} state
 * @param {OpenBook} book
 * @returns {{account: Account & {packs: PackRow[]}, faults: EntryFault[]}}
 */
export function toForecast({ name, month, every, months, packs }, state, book) {
  const { readings, activated } = state;
  /** @type {EntryFault[]} */
  const faults = [];
  /** @type {(field: string, id: EntryFaultId, text: string) => void} */
  const fault = (field, id, text) => faults.push({ field, id, text });
  const dates = monthsFrom(month);
  if (!dates.length) fault("month", "month-unreadable", month);
  const usual = every ? parseCalls(every) : 0n;
  if (usual === null) fault("every", "calls-unreadable", every);
  const calls = months.map((text, index) => {
    const own = text ? parseCalls(text) : usual;
    if (text && own === null) fault(String(index), "calls-unreadable", text);
    return own ?? 0n;
  });
  const usage = dates.map((date, index) => ({ date, interface: name, calls: calls[index] }));
  const active = activated ? { service: activated } : {};
  const owned = packRows(packs, book, fault);
  return { account: { usage, packs: owned, readings, activated: active }, faults };
}

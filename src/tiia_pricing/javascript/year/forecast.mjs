/** The account that a year, as a person has entered it, is planned for. */

/**
 * @import {
 *   Account, EntryFault, EntryFaultId, OpenBook, PackRow, State, YearState
 * } from "../types.d.ts"
 */

import { countOf } from "../page-parts/amounts.mjs";
import { packRows } from "../page-parts/pack-rows.mjs";
import { MONTHS } from "../links/year-state.mjs";

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
  const counted = (field, text) => countOf(text, (id, found) => fault(field, id, found)) ?? 0n;
  const usual = every ? counted("every", every) : 0n;
  const calls = months.map((text, index) => (text ? counted(String(index), text) : usual));
  const usage = dates.map((date, index) => ({ date, interface: name, calls: calls[index] }));
  const active = activated ? { service: activated } : {};
  const owned = packRows(packs, book, fault);
  return { account: { usage, packs: owned, readings, activated: active }, faults };
}

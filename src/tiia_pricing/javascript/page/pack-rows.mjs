/** Rows of packs in the form: as a part of a link, and as they are billed. */

/** @import { Bought, EntryFaultId, OpenBook, PackRow } from "../types.d.ts" */

import { parseCalls } from "./amounts.mjs";
import { packs as packsOf } from "./facts.mjs";

export const MOST_PACKS = 200; // rows that a link may fill in

/**
 * A row of packs in a link: `10万次@2025-12-01:70000*2`.
 *
 * @param {Bought} pack
 * @param {(text: string) => string} [safe]  what it does to each part but the size
 */
export function packToLink({ key, day, quantity, left }, safe = (part) => part) {
  const had = left ? `:${safe(String(parseCalls(left) ?? left))}` : "";
  return `${key}@${safe(day)}${had}${quantity === "1" ? "" : `*${safe(quantity)}`}`;
}

/**
 * The row of packs that a link has; null where it is none of a pack on sale.
 *
 * @param {string} text
 * @param {OpenBook} book
 * @param {(text: string) => string} [plain]  what it does to each part but the size
 * @returns {Bought|null}
 */
export function packFromLink(text, book, plain = (part) => part) {
  const [match, key, day, left = "", quantity = "1"] =
    /^([^@]+)@([^*:]*)(?::([^*]*))?(?:\*(.*))?$/.exec(text) ?? [];
  const known = match !== undefined && packsOf(book).some((pack) => pack.key === key);
  if (!known) return null;
  return { key, day: plain(day), quantity: plain(quantity), left: plain(left) };
}

/**
 * Rows of packs as they are billed; `fault` is told of what in them cannot be read.
 *
 * @param {Bought[]} packs
 * @param {OpenBook} book
 * @param {(field: string, id: EntryFaultId, text: string) => void} fault
 * @returns {PackRow[]}
 */
export function packRows(packs, book, fault) {
  const sold = Object.fromEntries(packsOf(book).map((pack) => [pack.key, pack]));
  return packs.map(({ key, day, quantity, left: text }, index) => {
    const left = text ? parseCalls(text) : null;
    if (text && left === null) fault(`pack:${index}:left`, "calls-unreadable", text);
    const { interface: name, calls: size } = sold[key];
    return { purchased_on: day, interface: name, calls: size, quantity, left };
  });
}

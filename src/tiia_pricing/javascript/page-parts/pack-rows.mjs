/** Rows of packs in the form, as they are billed. */

/** @import { Bought, EntryFaultId, NamedPack, OpenBook, PackRow } from "../types.d.ts" */

import { countOf } from "./amounts.mjs";
import { packs as packsOf } from "./facts.mjs";

/**
 * Rows of packs as they are billed; `fault` is told of what in them cannot be read.
 *
 * @param {Bought[]} packs
 * @param {OpenBook} book
 * @param {(field: string, id: EntryFaultId, text: string) => void} fault
 * @returns {PackRow[]}
 */
export function packRows(packs, book, fault) {
  const sold = new Map(packsOf(book).map((pack) => [pack.key, pack]));
  return packs.map(({ key, day, quantity, left: text }, index) => {
    const at = (id, given) => fault(`pack:${index}:left`, id, given);
    const left = text ? countOf(text, at) : null;
    const { interface: name, calls: size } = /** @type {NamedPack} */ (sold.get(key));
    return { purchased_on: day, interface: name, calls: size, quantity, left };
  });
}

/** Rows of packs in a link. */

/** @import { Bought, OpenBook } from "../types.d.ts" */

import { parseCalls } from "../page-parts/amounts.mjs";
import { packs as packsOf } from "../page-parts/facts.mjs";

/**
 * A row of packs as pairs of a link: `pack=100000&day=2025-12-01&count=2&left=70000`.
 *
 * @param {string} of  the key of its size
 * @param {Bought} pack
 * @param {OpenBook} book
 */
export function packPairs(of, { key, day, quantity, left }, book) {
  const pairs = [[of, sizes(book).find((one) => one.key === key)?.size ?? key]];
  if (day) pairs.push(["day", day]);
  if (quantity !== "1") pairs.push(["count", quantity]);
  if (left) pairs.push(["left", String(parseCalls(left) ?? left)]);
  return pairs;
}

/**
 * The row of packs that a link begins, of its calls or, as links once had it, of the key with all
 * the rest: `10万次@2025-12-01:70000*2`. Null where it is none of a pack on sale.
 *
 * @param {string} text
 * @param {OpenBook} book
 * @returns {Partial<Bought>|null}
 */
export function packFromLink(text, book) {
  const all = sizes(book);
  const known = all.find(({ size }) => size === text);
  if (known) return { key: known.key };
  const [, key, day, left = "", quantity = "1"] =
    /^([^@]+)@([^*:]*)(?::([^*]*))?(?:\*(.*))?$/.exec(text) ?? [];
  const former = all.some((one) => one.key === key);
  return former ? { key, day, quantity, left } : null;
}

/**
 * A row of packs of all that a link says of it.
 *
 * @param {Partial<Bought>} given
 * @returns {Bought}
 */
export const wholeRow = (given) => ({ key: "", day: "", quantity: "1", left: "", ...given });

/**
 * What a link calls each pack: its calls, after its interface where several sell.
 *
 * @param {OpenBook} book
 */
function sizes(book) {
  const packs = packsOf(book);
  const several = new Set(packs.map((pack) => pack.interface)).size > 1;
  return packs.map((pack) => ({ key: pack.key,
    size: (several ? `${inLink(book, pack.interface)}-` : "") + pack.calls }));
}

/**
 * What a link calls an interface: its API action, where that is its alone.
 *
 * @param {OpenBook} book
 * @param {string} name
 */
export function inLink(book, name) {
  const action = book.interfaces.find((one) => one.name === name)?.action;
  return action && book.names.get(action) === name ? action : name;
}

/** Which API a component of the bill is: the vendor's name or the action, alone or in a text. */

/** @import { OpenBook } from "../../types.d.ts" */

import { SPACE } from "../../account-files/plain-text.mjs";

const SIGNS = new RegExp(`${SPACE}|[()\\-—_·]`, "g");
/** @type {(name: string) => string} */
const fold = (name) => name.normalize("NFKC").replace(SIGNS, "").toLowerCase();

/**
 * Every price table of a book, those of its past too.
 *
 * @param {OpenBook} book
 */
const tablesOf = (book) =>
  [...book.pay_as_you_go, ...book.editions.flatMap((edition) => edition.pay_as_you_go)];

/**
 * The names and actions of the APIs that a book prices, looked up as bills write them.
 *
 * @typedef {{
 *   find: (text: string) => string|null, has: (text: string) => boolean
 * }} ApiNames  `find` gives the API that a text names: the longest name where it has several in
 *   it, or null; `has` says whether it is a name and nothing more
 */

/** @type {(book: OpenBook) => ApiNames} */
export function apiNames(book) {
  const priced = new Set(tablesOf(book).map((table) => table.interface));
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const { name, action } of book.interfaces) {
    if (!priced.has(name)) continue;
    for (const given of [name, action ?? ""].filter(Boolean)) {
      if (!known.has(fold(given))) known.set(fold(given), name);
    }
  }
  return {
    has: (text) => known.has(fold(text)),
    find: (text) => {
      const folded = fold(text);
      const within = [...known.keys()].filter((name) => folded.includes(name));
      const longest = within.reduce((a, b) => (b.length > a.length ? b : a), "");
      return known.get(folded) ?? known.get(longest) ?? null;
    },
  };
}

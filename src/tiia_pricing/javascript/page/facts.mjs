/** What a price book says of a month and of its packs. */

/** The first day of a month. */
export const firstOf = (month) => `${month}-01`;

const holds = ({ from, to }, day) => (from ?? "") <= day && (to == null || day < to);

/** The page that tells a month's prices: one of the book's editions, or the book itself. */
function factsOf(book, month) {
  return (book.editions ?? []).find((edition) => holds(edition, firstOf(month))) ?? book;
}

/** The names of the interfaces that have a price in a month, in the book's order. */
export function pricedIn(book, month) {
  const { pay_as_you_go: tables } = factsOf(book, month);
  const priced = tables.filter((table) => holds(table, firstOf(month)));
  const names = new Set(priced.map((table) => table.interface));
  return book.interfaces.map(({ name }) => name).filter((name) => names.has(name));
}

/** The calls at which the tiers of an interface begin, where all calls take the price reached. */
export function bounds(book, month, name) {
  const { pay_as_you_go: tables } = factsOf(book, month);
  const table = tables.find((one) => one.interface === name && holds(one, firstOf(month)));
  return table?.mode === "reached" ? table.tiers.map((tier) => BigInt(tier.from_calls)) : [];
}

/** The packs on sale on a day; `key` names each, in a link too: `10万次`. */
export function packsOn(book, day) {
  return packs(book).filter((pack) => holds(pack, day));
}

/** Every pack of the book that has a key: its size, after its interface where several sell. */
export function packs(book) {
  const sellers = new Set(book.packs.map((pack) => pack.interface));
  const key = (pack) => (sellers.size > 1 ? `${pack.interface}:` : "") + pack.size.text;
  return book.packs.map((pack) => ({ ...pack, key: key(pack) }));
}

/** The readings that leave a choice, in the book's order. */
export const openReadings = (book) => book.readings.filter(({ values }) => values.length > 1);

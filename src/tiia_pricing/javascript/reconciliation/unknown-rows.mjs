/** What a bill charges of no API of the price book: which line it may belong to. */

/** @import { Billed, Fraction, UseRow } from "./types.d.ts" */
/** @typedef {{exact: Fraction, cents: bigint}} Cost */

import { fits } from "./causes/candidates.mjs";
import { NOTHING, decimals, less, minus, plus, total } from "./exact.mjs";
import { isNameless } from "./files/kinds.mjs";

/**
 * What gives the names under which a month has what a line lacks, or was given back. Rows without
 * any name can be of any API, and each of another one. A name that is not known may be another one
 * for an API: where its line, or a row of it, is what is lacking.
 *
 * @param {Billed[]} billed
 * @returns {(month: string, shown: Fraction, ours: Cost) => string[]}
 */
export function unknownIn(billed) {
  const unknown = billed.filter(({ named }) => !named)
    .map((theirs) => ({ theirs, rows: [...theirs.rows, ...theirs.reversals] }))
    .map((one) => ({ ...one, nameless: one.rows.every(({ row }) => isNameless(row)) }));
  return (month, shown, ours) => {
    const lacking = minus(ours.exact, shown);
    const lines = unknown.filter(({ theirs }) => theirs.month === month);
    const named = lines.filter(({ nameless, theirs, rows }) => !nameless
      && [theirs, ...rows].some(({ total: { value } }) => mends(plus(shown, value), ours)));
    const nameless = lines.filter((one) => one.nameless)
      .map((one) => ({ ...one, amounts: withSign(one.rows, lacking) }))
      .filter(({ amounts }) => amounts.length);
    const amount = total(nameless.flatMap(({ amounts }) => amounts));
    const enough = amount.n
      && (!less(size(amount), size(lacking)) || mends(plus(shown, amount), ours));
    return [...named, ...(enough ? nameless : [])].map(({ theirs }) => theirs.interface);
  };
}

/** @type {(rows: UseRow[], lacking: Fraction) => Fraction[]} */
const withSign = (rows, lacking) => rows.map((row) => row.total.value)
  .filter(({ n }) => n * lacking.n > 0n);

/** @type {(value: Fraction, ours: Cost) => boolean} */
const mends = (value, ours) =>
  fits({ value, digits: decimals(value, 2).split(".")[1].length }, ours);

/** @type {(amount: Fraction) => Fraction} */
const size = (amount) => (less(amount, NOTHING) ? { n: -amount.n, d: amount.d } : amount);

/** What a bill charges of no API of the price book: which line it may belong to. */

/** @import { Billed, Fraction, UseRow } from "./types.d.ts" */

import { fits } from "./causes/candidates.mjs";
import { NOTHING, centsOf, decimals, less, total } from "./exact.mjs";
import { isNameless } from "./files/kinds.mjs";

/**
 * What gives the names under which a month has what a line lacks; negative is too much. Rows
 * without any name can be of any API, and each of another one. A name that is not known may be
 * another one for an API; then all of its line is.
 *
 * @param {Billed[]} billed
 * @returns {(month: string, lacking: Fraction) => string[]}
 */
export function unknownIn(billed) {
  const unknown = billed.filter(({ named }) => !named)
    .map((theirs) => ({ theirs, rows: [...theirs.rows, ...theirs.reversals] }))
    .map((one) => ({ ...one, nameless: one.rows.every(({ row }) => isNameless(row)) }));
  return (month, lacking) => {
    const lines = unknown.filter(({ theirs }) => theirs.month === month);
    const named = lines.filter(({ nameless, theirs }) => !nameless && shows(theirs.total, lacking));
    const nameless = lines.filter((one) => one.nameless)
      .map((one) => ({ ...one, amounts: withSign(one.rows, lacking) }))
      .filter(({ amounts }) => amounts.length);
    const enough = nameless.length
      && reaches(total(nameless.flatMap(({ amounts }) => amounts)), lacking);
    return [...named, ...(enough ? nameless : [])].map(({ theirs }) => theirs.interface);
  };
}

/** @type {(shown: Billed["total"], amount: Fraction) => boolean} */
const shows = (shown, amount) => fits(shown, { exact: amount, cents: centsOf(amount) });

/** @type {(rows: UseRow[], lacking: Fraction) => Fraction[]} */
const withSign = (rows, lacking) => rows.map((row) => row.total.value)
  .filter(({ n }) => n * lacking.n > 0n);

/** Whether an amount is at least what is lacking, as far as its digits show. */
function reaches(amount, lacking) {
  const digits = decimals(amount, 2).split(".")[1].length;
  return !less(size(amount), size(lacking)) || shows({ value: amount, digits }, lacking);
}

/** @type {(amount: Fraction) => Fraction} */
const size = (amount) => (less(amount, NOTHING) ? { n: -amount.n, d: amount.d } : amount);

/** Places, days and arithmetic in words: what reasons and refusals are made of. */

/** @import { Dated, Source, Sums } from "../types.d.ts" */

import { sumCalls } from "../pricebook/counting.mjs";
import { decimal, yuan } from "./amounts.mjs";

/** Places, days and arithmetic in words. */
export function figuresIn({ say, sayAs, listed }, dated) {
  /**
   * @param {Source} source
   * @param {string} [heading]  above its table
   */
  function place({ table, row, column, clause, page }, heading) {
    const n = Number(table) + 1;
    const where = table == null ? say("clause {clause}", { clause }) : listed([
      heading ? sayAs("place", "table {n} {heading!r}", { n, heading })
        : sayAs("place", "table {n}", { n }),
      sayAs("place", "row {n}", { n: Number(row) + 1 }),
      sayAs("place", "column {n}", { n: Number(column) + 1 }),
    ]);
    return page === undefined ? where
      : say("{place} of {page}", { place: where, page: dated(page) });
  }

  /**
   * The days of a fact, after a blank; empty where both ends are open.
   *
   * @param {Dated} fact
   */
  function daysOf({ from: first, to: end }) {
    if (first) {
      return end ? say(" from {first} until {end}, exclusive", { first, end })
        : say(" from {first}", { first });
    }
    return end ? say(" until {end}, exclusive", { end }) : "";
  }

  /** @param {Dated} fact */
  function spanOf({ from: first, to: end }) {
    if (first) {
      return end ? say("from {first} until {end}, exclusive", { first, end })
        : say("from {first}", { first });
    }
    return end ? say("until {end}, exclusive", { end }) : say("all");
  }

  const productOf = ({ calls, price, per }) => (per === 1n
    ? say("{calls:,} x {price}", { calls, price })
    : say("{calls:,} x {price} / {per:,}", { calls, price, per }));

  /**
   * The arithmetic of an amount: evaluated, it gives the line's cents.
   *
   * @param {Sums} sums
   */
  function arithmetic({ paid, per, parts, rounding, exact: [amount, divisor], cents: paidCents }) {
    const priced = sumCalls(parts);
    const [products, cents] = [parts.map(productOf).join(" + "), yuan(paidCents)];
    const how = rounding === "half-up" ? say("rounded half up") : say("rounded down");
    const sum = amount === paidCents * divisor
      ? say("{products} = {cents} yuan.", { products, cents })
      : say("{products} = {exact}, {how}: {cents} yuan.",
        { products, exact: decimal(amount, divisor * 100n), how, cents });
    return priced === paid ? sum : both(
      say("A part of {per:,} counts whole: {priced:,} calls are priced.", { per, priced }), sum);
  }

  const both = (first, second) => say("{first} {second}", { first, second });
  return { place, daysOf, spanOf, arithmetic, both };
}

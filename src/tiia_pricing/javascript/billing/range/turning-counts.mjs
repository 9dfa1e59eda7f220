/** Where the cost of a line turns. */

import { sum } from "../../pricebook/counting.mjs";

/**
 * The numbers of paid calls from which on a line's cost can rise or fall otherwise: the bounds of
 * tiers. Where tables are graduated, or several hold in a month, those counted from either end of
 * the calls that each table can have, and the thousands around them: what fills one up has the
 * last call's price, while packs take the earliest calls that they can.
 */
export function turningCounts(full, empty) {
  const tables = full.turns.length ? full.turns : [full.table].filter(Boolean);
  const starts = tables.flatMap(({ tiers }) => tiers.slice(1).flatMap((tier) =>
    (tier.bound_in === "upper" ? [tier.from, tier.from + 1n] : [tier.from])));
  const graduated = tables.some((table) => table.mode_certainty || table.mode === "progressive");
  const onePrice = starts.every((start) => start > full.calls);
  if (!tables[1] && (onePrice || !graduated)) return starts;
  const paid = ({ days, rest }, test) => sum(rest.filter((_, index) => test(days[index][0])));
  const sides = tables.filter(({ to }) => to).map(({ to }) =>
    [paid(full, (day) => day < to), paid(empty, (day) => day >= to)]);
  const points = [[0n, 0n], ...sides].flatMap(([head, tail]) => [head + tail,
    ...starts.flatMap((start) => [start + tail, full.calls + head - start])]);
  return [...new Set([full.paid, empty.paid, ...points].flatMap((point) => [point, point + 1n,
    ...tables.flatMap(({ per }) =>
      [1n - per, 1n, per + 1n].map((step) => point - (point % per) + step))]))];
}

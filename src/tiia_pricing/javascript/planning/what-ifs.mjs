/** What purchases cost where a reading has another value, and where usage turns out otherwise. */

/** @import { Statement, ToBuy } from "../types.d.ts" */
/** @import { Forecast } from "./forecast.mjs" */

const CHANGES = [-30, -10, 10, 30]; // per cent by which usage can turn out otherwise

/**
 * Every value of a reading that alone moves what the purchases cost, or has better ones; in cents.
 *
 * @param {Forecast} asked
 * @param {ToBuy[]} purchases
 * @param {Statement<unknown>[]} statements  with the purchases, and without
 */
export function underReadings(asked, purchases, statements) {
  const usual = asked.cents(purchases);
  const moving = new Map(statements.flatMap(({ range }) => range.readings)
    .map(({ name, value }) => [`${name}=${value}`, { name, value }]));
  return [...moving.values()].flatMap(({ name, value }) => {
    const other = asked.reading(name, value);
    const [cents, { best }] = [other.cents(purchases), other.search()];
    if (best.cents < cents) {
      return [{ name, value, cents, purchases: best.purchases, least: best.cents }];
    }
    return cents === usual ? [] : [{ name, value, cents, purchases, least: cents }];
  });
}

/**
 * What the purchases cost with other usage, and the best ones for it; in cents.
 *
 * @param {Forecast} asked
 * @param {ToBuy[]} purchases
 */
export function otherwise(asked, purchases) {
  return CHANGES.map((percent) => {
    const other = asked.scaled(BigInt(100 + percent));
    const cents = other.cents(purchases);
    const { best } = other.search();
    return { percent, cents, least: best.cents < cents ? best.cents : cents };
  });
}

/** What the page leaves open and the bill decides: one answer fits its lines, the others do not. */

/** @import { Rebilling } from "./rebilling.mjs" */
/** @import { Billed, SettledReading } from "../types.d.ts" */

import { fits } from "./candidates.mjs";
import { fraction, same } from "../exact.mjs";
import { readingChanges } from "./rule-changes.mjs";

/**
 * Each reading of whose values one alone fits every line on which they differ.
 *
 * @param {Rebilling} rebilling
 * @param {Map<string, Billed>} billed
 * @returns {SettledReading[]}
 */
export function settledReadings(rebilling, billed) {
  /** @type {Map<string, Map<string, Map<string, any>>>} */
  const found = new Map();
  for (const change of readingChanges(rebilling)) {
    const [[name, value]] = Object.entries(change.choices ?? {});
    const chosen = rebilling.choices[name];
    const values = found.get(name) ?? new Map([[chosen, rebilling.amounts()]]);
    found.set(name, values.set(value, rebilling.amounts(change)));
  }
  return [...found].flatMap(([name, amounts]) => {
    const settled = settledBy(amounts, billed);
    return settled ? [{ name, ...settled, chosen: settled.value === rebilling.choices[name] }] : [];
  });
}

/** The value that fits, and on how many lines the values differ. */
function settledBy(amounts, billed) {
  const verdicts = [...billed].map(([key, theirs]) =>
    [...amounts].map(([value, one]) => ({ value, fits: shows(theirs, one.get(key)) })));
  const telling = verdicts.filter((values) => new Set(values.map((one) => one.fits)).size > 1);
  const fitting = [...amounts.keys()].filter((value) =>
    telling.every((values) => values.find((one) => one.value === value)?.fits));
  return telling.length && fitting.length === 1
    ? { value: fitting[0], lines: telling.length } : null;
}

/** Whether the bill shows an amount; at two decimals it tells how cents were rounded. */
function shows({ total }, amount) {
  if (!amount) return false;
  if (total.digits === 2) return same(total.value, fraction(amount.cents, 100n));
  return fits(total, amount);
}

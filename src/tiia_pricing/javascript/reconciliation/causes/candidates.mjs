/** Amounts that causes would give, to be held against the bill. */

/**
 * @import {
 *   Billed, Candidate, Fraction, Rebilled, RuleChange, ShownAmount
 * } from "../types.d.ts"
 */

import { grouped } from "../../sentences/amounts.mjs";
import { NOTHING, centsOf, fraction, halfUp, same } from "../exact.mjs";

/**
 * Whether the bill shows the exact amount at its digits, or the one of whole cents.
 *
 * @param {ShownAmount} shown
 * @param {{exact: Fraction, cents: bigint}} amount
 */
export const fits = ({ value, digits }, { exact, cents }) =>
  same(value, halfUp(exact, digits)) || same(value, fraction(cents, 100n));

/**
 * The amount that a changed rule gives; `everywhere` says that the rule holds in all months.
 *
 * @param {RuleChange} change
 * @param {Rebilled} amount
 * @param {boolean} everywhere
 * @returns {Candidate}
 */
export const ofChange = (change, { exact, cents, paid }, everywhere) => ({
  cause: change.cause, exact, cents, paid, reading: change.reading ?? null,
  said: change.said ?? {}, everywhere: everywhere ? change : null,
});

/**
 * An amount that charges our calls.
 *
 * @param {string} cause
 * @param {Fraction} exact
 * @param {Record<string, string>} [said]
 * @returns {Candidate}
 */
export const ofAmount = (cause, exact, said = {}) =>
  ({ cause, exact, cents: centsOf(exact), paid: null, reading: null, said, everywhere: null });

/** A cause that the bill itself shows. @type {(cause: string) => Candidate} */
export const named = (cause) => ofAmount(cause, NOTHING);

/** Calls as people read them; a bill can have parts of one. @type {(calls: Fraction) => string} */
export function counted({ n, d }) {
  const whole = grouped(n / d);
  if (n % d === 0n) return whole;
  let [part, rest] = ["", n % d];
  while (rest) {
    part += `${(rest * 10n) / d}`;
    rest = (rest * 10n) % d;
  }
  return `${whole}.${part}`;
}

/**
 * The one discount that all rows of a line show, other than none.
 *
 * @param {Billed} billed
 */
export function discountOf({ discounts: [first, ...others] }) {
  return first && !others.length && !same(first.value, fraction(1n)) ? first : null;
}

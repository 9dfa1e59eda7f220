/** Exact numbers: fractions `{n, d}` of BigInt, the denominator above 0, in lowest terms. */

/** @import { Fraction } from "./types.d.ts" */

import { divisorOf } from "../pricebook/counting.mjs";

/** @type {(a: bigint) => bigint} */
const size = (a) => (a < 0n ? -a : a);

/**
 * @param {bigint} n
 * @param {bigint} [d]  above 0
 * @returns {Fraction}
 */
export function fraction(n, d = 1n) {
  const common = divisorOf(size(n), d) || 1n;
  return { n: n / common, d: d / common };
}

export const NOTHING = fraction(0n);

/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const plus = (a, b) =>
  (a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d));
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const minus = (a, b) => plus(a, { n: -b.n, d: b.d });
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
/** @type {(a: Fraction, b: Fraction) => Fraction} */
export const over = (a, b) =>
  (b.n < 0n ? fraction(-a.n * b.d, a.d * -b.n) : fraction(a.n * b.d, a.d * b.n));
/** @type {(a: Fraction, b: Fraction) => boolean} */
export const same = (a, b) => a.n === b.n && a.d === b.d;
/** @type {(a: Fraction, b: Fraction) => boolean} */
export const less = (a, b) => a.n * b.d < b.n * a.d;
/** @type {(some: Fraction[]) => Fraction} */
export const total = (some) => some.reduce(plus, NOTHING);
/** @type {(a: Fraction) => boolean} */
export const isWhole = (a) => a.d === 1n;

/** @type {(digits: number) => bigint} */
const scale = (digits) => 10n ** BigInt(digits);

/**
 * A number to so many decimals, a half away from zero.
 *
 * @param {Fraction} a
 * @param {number} digits
 */
export function halfUp({ n, d }, digits) {
  const whole = (2n * size(n) * scale(digits) + d) / (2n * d);
  return fraction(n < 0n ? -whole : whole, scale(digits));
}

/**
 * A number to so many decimals, a half to the even neighbour.
 *
 * @param {Fraction} a
 * @param {number} digits
 */
export function halfEven({ n, d }, digits) {
  const [scaled, sign] = [size(n) * scale(digits), n < 0n ? -1n : 1n];
  const [whole, rest] = [scaled / d, scaled % d];
  const up = 2n * rest > d || (2n * rest === d && whole % 2n === 1n);
  return fraction(sign * (whole + (up ? 1n : 0n)), scale(digits));
}

/**
 * An amount in yuan as whole cents, a half away from zero.
 *
 * @param {Fraction} amount
 */
export const centsOf = (amount) => times(halfUp(amount, 2), fraction(100n)).n;

/**
 * An amount of 0 or more without what is past the cent.
 *
 * @param {Fraction} amount
 */
export const down = ({ n, d }) => fraction((n * 100n) / d, 100n);

/**
 * A number that has an end, in its decimals, `least` of them or more.
 *
 * @param {Fraction} a
 * @param {number} [least]
 */
export function decimals({ n, d }, least = 0) {
  let digits = least;
  while ((n * scale(digits)) % d) digits += 1;
  const text = `${(size(n) * scale(digits)) / d}`.padStart(digits + 1, "0");
  const [whole, part] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${n < 0n ? "-" : ""}${whole}${part && `.${part}`}`;
}

/**
 * An amount in yuan: two decimals, or as many as it has.
 *
 * @param {Fraction} amount
 */
export const money = (amount) => decimals(amount, 2);

/**
 * A decimal as the reference implementation writes it: its own digits, `3E-7` where it is small.
 *
 * @param {bigint} units  the number without its point, 0 or more
 * @param {number} places  the decimals
 */
export function written(units, places) {
  const text = `${units}`;
  if (text.length - places > -6) {
    const padded = text.padStart(places + 1, "0");
    const at = padded.length - places;
    return padded.slice(0, at) + (places ? `.${padded.slice(at)}` : "");
  }
  const rest = text.slice(1);
  return `${text[0]}${rest && `.${rest}`}E-${places - rest.length}`;
}

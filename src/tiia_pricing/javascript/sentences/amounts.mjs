/** Amounts and counts as text. */

/** Cents as yuan: `1234.50`. */
export const money = (cents) => `${cents / 100n}.${`${cents % 100n}`.padStart(2, "0")}`;

/** A whole number with a comma at each thousand. */
export const grouped = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** An amount as people write it: `1,234.50`. */
export const yuan = (cents) => grouped(cents / 100n) + money(cents).slice(-3);

/** A fraction in decimals: exact where 28 digits hold it, else the nearest, ties to even. */
export function decimal(numerator, denominator) {
  if (!numerator) return "0";
  const quotient = (places) => (numerator * 10n ** BigInt(places)) / denominator;
  const digitsOf = (number) => (number ? `${number}`.length : 0);
  let places = Math.max(28 - digitsOf(quotient(0)), 0);
  while (digitsOf(quotient(places + 1)) <= 28) places += 1;
  const rest = (numerator * 10n ** BigInt(places)) % denominator;
  const up = 2n * rest > denominator || (2n * rest === denominator && quotient(places) % 2n);
  const text = `${quotient(places) + (up ? 1n : 0n)}`.padStart(places + 1, "0");
  const part = text.slice(text.length - places).replace(/0+$/, "");
  return grouped(text.slice(0, text.length - places)) + (part && `.${part}`);
}

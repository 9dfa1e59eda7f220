/** Counts and prices as people write them, and exact cents. */

/** @type {Record<string, bigint>} */
const MULTIPLES = {
  百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n,
  k: 1000n, w: 10_000n, m: 1_000_000n,
};
const COUNT = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))? ?(百万|千万|百|千|万|亿|[kwm])? ?次?$/i;
const MONTH = /^(\d{4}) ?[-/.年] ?(0?[1-9]|1[0-2]) ?月?$/;
const LONGEST = 40;

/**
 * Text with half-width digits and signs, without white space at its ends.
 *
 * @param {string} text
 */
export function folded(text) {
  const narrow = (sign) => String.fromCodePoint(sign.codePointAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, narrow).trim();
}

/**
 * A count of calls: `1050000`, `1,050,000`, `105万`, `1.05亿次`, `105w`, `1.05M`.
 *
 * @param {string} text
 * @returns {bigint|null}  null for what is no whole number of calls, and for `105.000`, which
 *   could be 105 or 105,000
 */
export function parseCalls(text) {
  const [match, digits, part = "", multiple = ""] = COUNT.exec(folded(text)) ?? [];
  if (!match || match.length > LONGEST) return null;
  if (part.length === 3 && digits.length <= 3 && digits !== "0" && !multiple) return null;
  const unit = 10n ** BigInt(part.length);
  const times = MULTIPLES[multiple.toLowerCase()] ?? 1n;
  const calls = BigInt(digits.replaceAll(",", "") + part) * times;
  return calls % unit ? null : calls / unit;
}

/**
 * A month as the calculator takes it, `2026-05`, of `2026/5`, `2026.05` or `2026年5月`.
 *
 * @param {string} text
 * @returns {string}  what is no month, as it was typed
 */
export function asMonth(text) {
  const [match, year, month] = MONTH.exec(folded(text)) ?? [];
  return match ? `${year}-${month.padStart(2, "0")}` : text.trim();
}

/**
 * The cents of an amount or a price with at most two decimals: `730`, `2497.50`.
 *
 * @param {string} text
 */
export function centsOf(text) {
  const [match, yuan, part = ""] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (!match) throw new TypeError(`${text} is no amount in whole cents`);
  return BigInt(yuan + part.padEnd(2, "0"));
}

/**
 * Cents with the sign that a change needs: `+23,970.00`, `−7,000.00`.
 *
 * @param {bigint} cents
 * @param {(cents: bigint) => string} yuan
 */
export function signed(cents, yuan) {
  if (cents === 0n) return yuan(0n);
  return cents < 0n ? `−${yuan(-cents)}` : `+${yuan(cents)}`;
}

/** Counts and prices as people write them, and exact cents. */

/** @import { EntryFaultId } from "../types.d.ts" */

import { MAX_CALLS } from "../pricebook/limits.mjs";
import { yuan } from "../sentences/amounts.mjs";

/** @type {Record<string, bigint>} */
const MULTIPLES = {
  百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n,
  萬: 10_000n, 百萬: 1_000_000n, 千萬: 10_000_000n, 億: 100_000_000n,
  k: 1000n, w: 10_000n, m: 1_000_000n,
};
const COUNT =
  /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))? ?([百千][万萬]|[百千万萬亿億kwm])? ?次?$/i;
const MONTH = /^(\d{4}) ?[-/.年] ?(0?[1-9]|1[0-2]) ?月?$/;
const LONGEST = 40;

/**
 * Text with half-width digits and signs, without white space at its ends.
 *
 * @param {string} text
 */
function folded(text) {
  const narrow = (sign) => String.fromCodePoint(sign.codePointAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, narrow).trim();
}

/**
 * A count of calls: `1050000`, `1,050,000`, `105万`, `1.05億次`, `105w`, `1.05M`.
 *
 * @param {string} text
 * @returns {bigint|null}  null for what is no whole number of calls, and for `105.000`, which
 *   could be 105 or 105,000; of a number with more than 40 digits those
 */
export function parseCalls(text) {
  const [match, given = "", part = "", multiple = ""] = COUNT.exec(folded(text)) ?? [];
  const digits = given.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  if (!match || part.length > LONGEST) return null;
  if (part.length === 3 && given.length <= 3 && given !== "0" && !multiple) return null;
  if (digits.length > LONGEST) return BigInt(digits.slice(0, LONGEST));
  const unit = 10n ** BigInt(part.length);
  const times = MULTIPLES[multiple.toLowerCase()] ?? 1n;
  const calls = BigInt(digits + part) * times;
  return calls % unit ? null : calls / unit;
}

/**
 * What keeps a text from being a count that can be billed, for `fault` to tell; its count else.
 *
 * @param {string} text
 * @param {(id: EntryFaultId, text: string) => void} fault
 */
export function countOf(text, fault) {
  const calls = parseCalls(text);
  if (calls === null) fault("calls-unreadable", text);
  else if (calls > MAX_CALLS) fault("calls-too-large", String(calls));
  else return calls;
  return null;
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

/** An amount as people write it: `1,234.50`. @param {string} text */
export const yuanOf = (text) => yuan(centsOf(text));

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

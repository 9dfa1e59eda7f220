/** From cells to numbers. */

import { MAX_CALLS, MAX_QUANTITY } from "../pricebook/limits.mjs";
import { FileRefusal } from "./file-refusal.mjs";
import { folded, halfWidth, simplified } from "./plain-text.mjs";

/** What stands behind a number, and how many of one it is. */
export const MULTIPLES = {
  __proto__: null, // heads of columns are looked up in it
  百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n,
};

const COUNT_FORM = new RegExp([
  /^(?<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?<part>\d+))? ?/,
  /(?<unit>百万|千万|百|千|万|亿)? ?次?$/,
].map(({ source }) => source).join(""));

const NUMBER = /(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d{1,8})?/.source;
const SIZE = new RegExp(`^(${NUMBER}) ?(千万|百万|百|千|万|亿)? ?[次张条]?$`);

/**
 * A count as people write it: `1050000`, `1,050,000`, `105万`, `1050000.0`; `per` is what its
 * column counts in.
 *
 * @param {string} text
 * @param {bigint} [per]
 */
export function parseCount(text, per = 1n) {
  const plain = simplified(halfWidth(text));
  if (/^-\d*\.?\d+$/.test(plain)) throw new FileRefusal("calls-negative", { text });
  const found = COUNT_FORM.exec(plain)?.groups;
  if (!found) {
    const point = /^\d*\.\d*$/.test(plain);
    throw new FileRefusal(point ? "calls-not-whole" : "calls-unreadable", { text });
  }
  const { whole, part = "", unit = "" } = found;
  if (per !== 1n && (unit || plain.endsWith("次"))) {
    throw new FileRefusal("calls-unreadable", { text }, { say: "unitTwice" });
  }
  const short = part.length === 3 && /^\d{1,3}$/.test(whole) && whole !== "0";
  if (short && !unit) throw new FileRefusal("calls-ambiguous", { text });
  const digits = whole.replaceAll(",", "").replace(/^0+/, "");
  const tooLarge = () => new FileRefusal("calls-too-large", { text: text.slice(0, 40) });
  const notWhole = () => new FileRefusal("calls-not-whole", { text });
  if (digits.length > 16 || part.length > 16) throw /[1-9]/.test(part) ? notWhole() : tooLarge();
  const calls = BigInt(digits + part) * (MULTIPLES[unit] ?? 1n) * per;
  const scale = 10n ** BigInt(part.length);
  if (calls % scale) throw notWhole();
  if (calls / scale > MAX_CALLS) throw tooLarge();
  return calls / scale;
}

/** A pack size: `10000`, `10,000`, or `1万次`. */
export function parseSize(text) {
  if (/^\d+$/.test(text)) return parseCount(text);
  const [, number, multiple] = SIZE.exec(simplified(folded(text))) ?? [];
  const [whole, part = ""] = (number ?? "0").replaceAll(",", "").split(".");
  const unit = 10n ** BigInt(part.length);
  const calls = BigInt(whole + part) * (MULTIPLES[multiple] ?? 1n);
  if (!calls || calls % unit) throw new FileRefusal("unknown-pack-size", { text });
  return calls / unit;
}

export function parseQuantity(text) {
  const quantity = counted(text);
  if (quantity >= 1 && quantity <= MAX_QUANTITY) return Number(quantity);
  throw new FileRefusal("quantity-unreadable", { text });
}

/** A count, or 0 for what is none. */
function counted(text) {
  try {
    return parseCount(text);
  } catch {
    return 0n;
  }
}

/** White space as the reference implementation has it: `trim` takes the byte order mark as well. */

/** A pattern of one or more of them. */
export const SPACE =
  String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;

/** Those before and after a text. */
export const EDGES = new RegExp(`^${SPACE}|${SPACE}$`, "g");
const SPACES = new RegExp(SPACE, "g");

/** A text on one line with half-width digits and signs, to match against. */
export function folded(text) {
  return halfWidth(text).replace(SPACES, " ").replace(EDGES, "");
}

/** A text with the digits, brackets and signs of ASCII where it has them in full width. */
export function halfWidth(text) {
  const narrow = (sign) => String.fromCodePoint(sign.codePointAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, narrow).replaceAll("\u3000", " ");
}

/** A text with 万 and 亿 where it has them in traditional characters. @param {string} text */
export const simplified = (text) => text.replaceAll("萬", "万").replaceAll("億", "亿");

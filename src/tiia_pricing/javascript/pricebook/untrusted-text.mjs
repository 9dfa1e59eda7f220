/** Text that anyone may have written, harmless where it is copied: as in `untrusted_text.py`. */

// Control, format and private characters, line separators, halves of pairs, and what is not yet
// assigned, but for the planes of Chinese characters.
const OBEYED =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?![\u{20000}-\u{3FFFF}])\p{Cn}/gu;
const FORMULA = /(^|[;,|])([\s"]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼₊₋₌])/gu;
const RUNNER = "##[";
const RUNNER_SHOWN = "#\\u0023[";

const hex = (number, digits) => number.toString(16).padStart(digits, "0");

function shown(sign) {
  const code = sign.codePointAt(0);
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

const units = (sign) => sign.split("").map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`).join("");

/** A text as one line that no terminal and no workflow's runner obeys. */
export function line(text) {
  const visible = text.replace(OBEYED, shown).replaceAll(RUNNER, RUNNER_SHOWN);
  return visible.replace(/^(\s*):(?=:)/u, "$1\\u003a");
}

/** A text as the cell of a table that a spreadsheet opens: never a formula. */
export const cell = (text) => line(text).replace(FORMULA, "$1$2'");

/** JSON text that says the same, with such characters as JSON escapes. */
export function jsonText(text) {
  const rows = text.split("\n").map((row) => row.replace(OBEYED, units));
  return rows.join("\n").replaceAll(RUNNER, RUNNER_SHOWN);
}

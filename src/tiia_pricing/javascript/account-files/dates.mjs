/** Days and months as Excel and Chinese write them; the reference implementation has the same. */

import { FileRefusal } from "./file-refusal.mjs";
import { halfWidth } from "./plain-text.mjs";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const LONG_MONTHS = [
  ..."january february march april may june july august".split(" "),
  ..."september october november december sept".split(" "),
];
const WORD = String.raw`(?<word>${[...LONG_MONTHS, ...MONTHS].join("|")})\.?`;
const [YEAR, MONTH, DAY] = ["(?<year>\\d{4})", "(?<month>\\d{1,2})", "(?<day>\\d{1,2})"];
const FORMS = [
  String.raw`${YEAR}(?<sign>[-/])${MONTH}(?:\k<sign>${DAY})?`,
  String.raw`${YEAR}\.${MONTH}\.${DAY}`,
  `${YEAR} ?年 ?${MONTH} ?月(?:份| ?${DAY} ?[日号])?`,
  String.raw`(?<short>\d{2}) ?年 ?${MONTH} ?月(?:份| ?${DAY} ?[日号])?`,
  String.raw`${WORD}[- ](?:${YEAR}|(?<short>\d{2}))`,
  `${DAY}[- ]${WORD}[- ]${YEAR}`,
  String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})`,
  String.raw`(?<year>201[3-9]|20[2-9]\d)(?<month>\d{2})`,
].map((form) => new RegExp(`^(?:${form})$`));
const MIDNIGHT = /[ t]0?0:00(:00)?(\.0+)?(\+08:?00)?$/;
const EITHER_WAY = /^\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{1,2})$/;

/**
 * A day or a month as people write it, as `YYYY-MM-DD` or `YYYY-MM`; `onlyDay` says in a refusal
 * that no month was expected.
 *
 * @param {string} text
 * @param {boolean} [onlyDay]
 */
export function parseDate(text, onlyDay = false) {
  const plain = halfWidth(text).toLowerCase().replace(MIDNIGHT, "");
  const found = FORMS.map((form) => form.exec(plain)).find(Boolean)?.groups;
  if (!found) {
    const either = EITHER_WAY.test(halfWidth(text));
    const id = either ? "date-ambiguous" : "date-unreadable";
    throw new FileRefusal(id, { text, onlyDay }, { say: either ? id : "notADate" });
  }
  const { year = `20${found.short}`, word = "", day } = found;
  const month = Number(found.month ?? MONTHS.indexOf(word.slice(0, 3)) + 1);
  // The calendar repeats after 400 years, and the first hundred are not what `Date` takes them for.
  const date = new Date(Date.UTC(2000 + (Number(year) % 400), month - 1, Number(day ?? 1)));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day ?? 1);
  if (!exists || Number(year) === 0 || (year === "9999" && month === 12)) {
    throw new FileRefusal("date-unreadable", { text, onlyDay }, { say: "noSuchDate" });
  }
  const parts = day === undefined ? [month] : [month, day];
  return [year, ...parts.map((part) => String(part).padStart(2, "0"))].join("-");
}

export function parseDay(text) {
  const date = parseDate(text, true);
  if (date.length === "2023-05".length) {
    throw new FileRefusal("date-unreadable", { text }, { say: "monthNotDay" });
  }
  return date;
}

/** What a plan costs where usage turns out otherwise, or the page is read otherwise. */

/** @import { OpenBook, YearWords, Plan } from "../types.d.ts" */

import { el } from "../page-parts/dom.mjs";
import { money, readingInWords } from "./text.mjs";
import { section, table } from "./view.mjs";

/**
 * @param {OpenBook} book
 * @param {Plan} plan
 * @param {YearWords} words
 */
export function whatIfParts(book, { otherwise, range: { readings } }, words) {
  const { year } = words;
  const rows = otherwise.map(({ percent, total, best, regret }) =>
    [year.percent(percent), ...[total, best, regret].map(money)]);
  const parts = [section(year.otherwise, el("p", { class: "tc-quiet" }, year.regret),
    table(year.otherwise, year.otherwiseColumns, rows, 1))];
  if (!readings.length) return parts;
  const items = readings.map((one) => el("li", { "data-reading": `${one.name}=${one.value}` },
    readingInWords(book, one, words)));
  return [...parts, section(year.readings, el("ul", {}, items))];
}

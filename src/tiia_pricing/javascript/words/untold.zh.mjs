/** Why the price of a month is not known, in Chinese: codes of the price book, in words. */

/** @import { Untold } from "../types.d.ts" */

import { CHINESE } from "./untold-words.mjs";

/** @type {(sentence: string, figures: Record<string, unknown>) => string} */
const filled = (sentence, figures) =>
  CHINESE[sentence].replaceAll(/\{(\w+)\}/g, (_, name) => `${figures[name]}`);

/**
 * A page's name with its date and commit: `计费概述.md（2019-10-29，提交 8386354bfdf2）`.
 *
 * @param {string} page
 */
function dated(page) {
  const [, file, date, commit] = page.match(/^(\S+) of (\S+), commit (\w+)$/) ?? [];
  return file ? filled("page", { file, date, commit }) : page;
}

/**
 * Why `row` of the book's untold months has no price in `month`; in English where the book has no
 * code for it.
 *
 * @param {Omit<Untold, "error">} row
 * @param {string} month
 */
function untold({ interface: name, message, why }, month) {
  if (!why) return message.replaceAll("{month}", month);
  const page = why.page && filled(why.page.date ? "page" : "page-of-no-day", why.page);
  if (why.id === "on-trial") return filled("on-trial", { name, day: why.day, page, month });
  return filled("unknown", { name, month, why: filled(why.id, { ...why, page }) });
}

/**
 * The months of `row`'s interface that can be billed.
 *
 * @param {Omit<Untold, "error">} row
 */
function spans({ interface: name, expected, months }) {
  if (!months) return expected;
  if (!months.length) return filled("no-usage", { name });
  const said = months.map((one) => filled(one.last ? "from-to" : "from-on", one));
  return filled("usage", { name, months: said.join(CHINESE.or) });
}

export const UNTOLD = Object.freeze({ untold, spans, dated });

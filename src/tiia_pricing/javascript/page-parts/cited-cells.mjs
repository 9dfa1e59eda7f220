/** Reasons that keep the cells of the vendor's page beside their sentence, and links to them. */

/**
 * @import { Sentences, Source } from "../types.d.ts"
 * @typedef {Omit<Sentences<Source[]>,
 *   "packLeftUntold"|"packWithinMonth"|"priceChangeWithinMonth"|"changeOnlySeen"|"refusals">} Cells
 */

/** @type {Cells} */
const CELLS = {
  free: ({ quota }) => [quota.source],
  usedUp: ({ quota }) => [quota.source],
  firstMonth: () => [],
  noQuota: () => [],
  pack: ({ pack }) => [pack.size, pack.source],
  nothingLeft: () => [],
  reached: ({ parts: [tier] }) => [tier.bound, tier.source],
  progressive: ({ parts }) => parts.flatMap((tier) => [tier.bound, tier.source]),
  priceChange: () => [],
  assumedMode: () => [],
  share: ({ parts }) => parts.flatMap((tier) => [tier.bound, tier.source]),
};

/**
 * The calculator's words, with each reason as `{text, say, cells}` in the place of its text.
 *
 * @param {Sentences} words
 */
export function cited(words) {
  const reasons = Object.entries(CELLS).map(([say, cells]) =>
    [say, (figures) => ({ text: words[say](figures), say, cells: cells(figures) })]);
  return { ...words, ...Object.fromEntries(reasons) };
}

/**
 * Where a cell or clause stands on the site; older pages have no page of their own there.
 *
 * @param {Source} source
 */
export function hrefOf({ table, row, column, clause, page }) {
  if (page !== undefined) return "history.html";
  return `page.html#${table == null ? `clause-${clause}` : `t${table}r${row}c${column}`}`;
}

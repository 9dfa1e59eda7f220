/** What would tell more of a line that nothing explains. */

/** @import { Rebilling } from "./causes/rebilling.mjs" */
/** @import { Billed, Need, Rebilled, SortedRows } from "./types.d.ts" */

import { counted } from "./causes/candidates.mjs";
import { fraction, less, minus } from "./exact.mjs";
import { CHINESE } from "./files/headings.mjs";

// The first tells more where there are packs, the last where something was taken back.
const TELLING = ["deducted", "discount", "list_cost", "associated"];

/** What is known of bill and account, of which it depends what would tell more. */
export class MoreNeeded {
  /**
   * @param {Rebilling} rebilling
   * @param {SortedRows} rows
   * @param {Map<string, Billed>} billed
   */
  constructor(rebilling, rows, billed) {
    this.rebilling = rebilling;
    const showsPacks = rows.ignored.has("pack-purchase") && !rebilling.account.purchases.length;
    this.shown = new Set(showsPacks ? rebilling.book.packs.map((pack) => pack.interface) : []);
    this.reverses = [...billed.values()].some(({ reversals }) => reversals.length);
  }

  /**
   * The packs and the columns that would tell more of a line of an API.
   *
   * @type {(ours: Rebilled, theirs: Billed) => Need[]}
   */
  forLine(ours, theirs) {
    /** @type {Need[]} */
    const shown = this.shown.has(theirs.interface) ? [{ say: "packsShown" }] : [];
    return [...shown, ...packsTaken(ours, theirs), ...this.columns(theirs)];
  }

  /** @type {(theirs: Billed) => Need[]} */
  columns(theirs) {
    const deducted = this.rebilling.hasPacks(theirs.interface);
    const wanted = { deducted, associated: this.reverses };
    const lacks = (field) => !theirs.rows.some(({ row }) => row.columns.places.has(field));
    return TELLING.filter((field) => (wanted[field] ?? true) && lacks(field))
      .map((field) => column(CHINESE[field]));
  }
}

/**
 * The packs that the bill takes calls from and that the files do not have.
 *
 * @type {(ours: Rebilled, theirs: Billed) => Need[]}
 */
export function packsTaken(ours, theirs) {
  const taken = fraction(ours.line.calls - ours.paid);
  if (!theirs.deducted || !less(taken, theirs.deducted)) return [];
  return [{ say: "packs", figures: { calls: counted(minus(theirs.deducted, taken)) } }];
}

/** A column that is needed. @type {(name: string) => Need} */
export const column = (name) => ({ say: "column", figures: { column: name } });

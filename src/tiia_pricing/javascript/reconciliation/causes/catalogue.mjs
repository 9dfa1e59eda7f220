/** Every cause, the likeliest first, with the clause that it is about. */

/** @import { OpenTable } from "../../types.d.ts" */

export const BILL = "vendor-bill";
const TIERS = "tiers";
export const PRICES = "prices";

/** `TIERS` and `PRICES` are the clauses of the API's own table. @type {Record<string, string>} */
export const CLAUSES = {
  "reversed": BILL,
  "discount": BILL,
  "precision-adjustment": BILL,
  "paid-in-another-month": BILL,
  "pack-left-untold": "settlement-order",
  "tier-basis-gross": TIERS,
  "tier-basis-after-deduction": TIERS,
  "partial-thousand": TIERS,
  "rounded-down": TIERS,
  "rounded-half-up": TIERS,
  "pack-start": "settlement-order",
  "quota-change": "quota-change-notice",
  "first-month": "quota-granted-on-activation",
  "shared-pool-order": "quota-shared",
  "price-change": TIERS,
  "quota-older": "quota-change-notice",
  "price-older": PRICES,
  "quota-newer": "quota-change-notice",
  "price-newer": PRICES,
  "pack-expired": "recognition-prepaid",
  "pack-after-expiry": "recognition-prepaid",
  "pack-order": "settlement-order",
  "pack-not-applied": "settlement-order",
  "quota-not-applied": "quota-issued-monthly",
  "tier-progressive": TIERS,
  "tier-progressive-by-number": TIERS,
  "tier-running": TIERS,
  "tier-reached": TIERS,
  "tier-bound-in-lower": TIERS,
  "tier-first-only": TIERS,
  "quota-shared": "quota-shared",
  "quota-not-shared": "quota-shared",
  "quota-carried-over": "quota-issued-monthly",
  "rounded-per-day": TIERS,
  "unit-price-rounded": PRICES,
  "unit-thousandfold": PRICES,
  "calls-differ": BILL,
  "unexplained": BILL,
};

export const ORDER = new Map(Object.keys(CLAUSES).map((cause, number) => [cause, number]));

/**
 * The clause that a cause is about, for an API with this price table.
 *
 * @param {string} cause
 * @param {OpenTable|null} table
 */
export function clauseOf(cause, table) {
  const clause = CLAUSES[cause];
  if (clause === TIERS) return table?.mode_clause || table?.clause || "pay-as-you-go";
  if (clause === PRICES) return table?.clause || "pay-as-you-go";
  return clause;
}

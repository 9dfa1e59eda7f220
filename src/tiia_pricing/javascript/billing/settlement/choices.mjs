/** One value for each reading, of those that the page leaves open. */

import { demand } from "../../pricebook/open-book.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";

/** Every reading and the values that can be settled, in the order in which statements list them. */
export const READINGS = Object.freeze({
  "tier-basis": ["after-deduction", "gross"],
  "partial-thousand": ["pro-rata", "round-up"],
  "rounding": ["half-up", "down"],
  "tier-mode": ["reached", "progressive"],
  "progressive-bound": ["by-measure", "by-number"],
  "quota-change": ["at-issue", "on-date"],
  "price-change": ["by-day", "whole-month-new", "whole-month-old"],
  "first-month": ["from-next-month", "from-activation"],
  "shared-pool-order": ["as-called", "cheapest-first", "dearest-first"],
  "pack-order": ["earliest-expiry", "earliest-purchase"],
  "pack-validity": ["one-year"],
  "pack-start": ["purchase-day", "purchase-month"],
});

/** One value for each reading: the book's defaults, with those that are fixed in their place. */
export function choose(readings, fixed) {
  const admissible = new Map(readings.map((reading) => [reading.name, reading]));
  for (const [name, value] of Object.entries(fixed)) {
    const values = admissible.get(name)?.values;
    const figures = { name, value, values, names: [...admissible.keys()] };
    if (!values) throw new Refusal("unknown-reading", figures);
    if (!values.includes(value)) throw new Refusal("unknown-reading-value", figures);
  }
  const choices = Object.entries(READINGS).map(([name, implemented]) => {
    const { values = [], default: usual } = admissible.get(name) ?? {};
    const known = values.every((value) => implemented.includes(value)) && values.includes(usual);
    demand(known, "reading-known", "$.readings", `${name}: ${values.join(", ")}`);
    return [name, fixed[name] ?? usual];
  });
  return Object.fromEntries(choices);
}

/** Packs bought before the first month of usage: what a bill tells of the calls left in them. */

/** @import { Rebilling } from "./rebilling.mjs" */
/** @import { Billed, Candidate, Rebilled } from "../types.d.ts" */

import { doubtfulPacks } from "../../billing/range/earlier-packs.mjs";
import { modeOf } from "../../billing/settlement/tier-pricing.mjs";
import { grouped } from "../../sentences/amounts.mjs";
import { fits, ofAmount } from "./candidates.mjs";
import { fraction, halfEven, over, times } from "../exact.mjs";
import { tableOf } from "./rebilling.mjs";


/**
 * The cause of a line whose packs may have been emptier than full; null where none fits.
 *
 * More calls are paid then, at most those that packs cover here: so many that the amount is the
 * one billed, in the tier that they reach.
 *
 * @param {Rebilling} rebilling
 * @param {Rebilled} ours
 * @param {Billed} billed
 * @returns {Candidate|null}
 */
export function leftUntold(rebilling, ours, billed) {
  const [covered, table] = [coveredBy(rebilling, ours), tableOf(ours)];
  if (!covered || !table || modeOf(table, rebilling.choices) !== "reached") return null;
  const gross = rebilling.choices["tier-basis"] === "gross";
  for (const tier of table.tiers) {
    const price = fraction(tier.cents, table.divisor * 100n);
    const paid = price.n ? halfEven(over(billed.total.value, price), 0).n : 0n;
    if (paid <= ours.paid || paid > ours.paid + covered) continue;
    const reached = table.tiers.findLast(({ from }) => from <= (gross ? ours.line.calls : paid));
    const missing = grouped(paid - ours.paid);
    const found = ofAmount("pack-left-untold", times(fraction(paid), price), { missing });
    if (reached === tier && fits(billed.total, found)) return { ...found, paid };
  }
  return null;
}

/** The calls of a line that packs cover of which nobody says what was left. */
function coveredBy(rebilling, ours) {
  const doubtful = doubtfulPacks(rebilling.account, rebilling.held).get(ours.line.name) ?? [];
  return ours.line.packs.filter(({ pack }) => doubtful.includes(pack))
    .reduce((total, { calls }) => total + calls, 0n);
}

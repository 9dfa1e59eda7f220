/** Which causes give the billed amount of a line, to the last digit shown. */

/** @import { Rebilling } from "./rebilling.mjs" */
/**
 * @import {
 *   Billed, Candidate, Fraction, Rebilled, RuleChange, ShownAmount
 * } from "../types.d.ts"
 */

import { arithmeticCandidates } from "./arithmetic.mjs";
import { discountOf, fits, named, ofAmount, ofChange } from "./candidates.mjs";
import { down, less, plus, same, times } from "../exact.mjs";
import { ruleChanges } from "./rule-changes.mjs";

/** The causes of one account's differences. */
export class CauseFinder {
  /** @type {Map<RuleChange, RuleChange>} */
  #grossly = new Map();

  /**
   * @param {Rebilling} rebilling
   * @param {Map<string, Fraction>} precision  the rounding rows by month
   */
  constructor(rebilling, precision) {
    this.rebilling = rebilling;
    this.precision = precision;
    this.changes = ruleChanges(rebilling);
  }

  /**
   * The causes of a line that has usage: each alone, or only where none fits two together.
   *
   * @param {string} key
   * @param {Rebilled} ours
   * @param {Billed} billed
   * @returns {Candidate[][]}
   */
  of(key, ours, billed) {
    const rules = this.rules(key, ours, billed);
    const shown = viewsOf(billed, this.precision.get(billed.month));
    const alone = [
      ...rules.filter((one) => fits(billed.total, one)),
      ...shown.filter(({ amount }) => fits(amount, ours)).map(({ cause }) => named(cause)),
      ...discounted(ours, billed).filter((one) => fits(billed.total, one)),
    ];
    if (alone.length) return alone.map((one) => [one]);
    return [...this.byGrossTiers(key, billed), ...together(rules, ours, billed, shown)];
  }

  /**
   * The other months of an API whose amount the bill shows, the nearest first.
   *
   * @param {string} month
   * @param {string} name
   * @param {ShownAmount} billed
   * @returns {Candidate[]}
   */
  elsewhere(month, name, billed) {
    const away = (one) => Math.abs(numberOf(one.month.month) - numberOf(month));
    return [...this.rebilling.amounts().values()]
      .filter((one) => one.line.name === name && one.month.month !== month && one.paid)
      .sort((a, b) => away(a) - away(b) || (a.month.month < b.month.month ? -1 : 1))
      .filter((one) => fits(billed, one))
      .map((one) => ({ ...ofAmount("paid-in-another-month", one.exact, { month: one.month.month }),
        paid: one.paid }));
  }

  /** Another rule about facts or packs, and all calls choosing the tier as well. */
  byGrossTiers(key, billed) {
    if (this.rebilling.choices["tier-basis"] === "gross") return [];
    const gross = { ...named("tier-basis-gross"), reading: "tier-basis=gross" };
    return this.changes.filter(({ facts, held }) => facts || held).flatMap((change) => {
      const amount = this.rebilling.amounts(this.grossly(change)).get(key);
      return amount && fits(billed.total, amount) ? [[ofChange(change, amount, false), gross]] : [];
    });
  }

  grossly(change) {
    const known = this.#grossly.get(change)
      ?? { ...change, choices: { ...change.choices, "tier-basis": "gross" } };
    this.#grossly.set(change, known);
    return known;
  }

  rules(key, ours, billed) {
    const { month, interface: name } = billed;
    const isOther = ({ exact, cents }) => !same(exact, ours.exact) || cents !== ours.cents;
    const changed = this.changes.flatMap((change) => {
      const everywhere = this.rebilling.amounts(change).get(key);
      const alone = this.rebilling.amountAlone(change, month, name);
      return [
        ...(everywhere && isOther(everywhere) ? [ofChange(change, everywhere, true)] : []),
        ...(alone && isOther(alone) ? [ofChange(change, alone, false)] : []),
      ];
    });
    const byDay = !ours.month.uses.get(name).undated;
    return [
      ...changed, ...arithmeticCandidates(ours, byDay, billed),
      ...this.elsewhere(month, name, billed.total),
    ];
  }
}

/** The billed amount without what the bill says of itself: reversals, rounding rows. */
function viewsOf(billed, precision) {
  const rounded = (by) => ({ ...billed.total, value: plus(billed.total.value, by) });
  return [
    ...(billed.reversals.length ? [{ cause: "reversed", amount: billed.beforeReversals }] : []),
    ...(precision?.n ? [{ cause: "precision-adjustment", amount: rounded(precision) }] : []),
  ];
}

/** Our amount less the discount that the bill shows, or that its own list price does. */
function discounted(ours, billed) {
  const discount = discountOf(billed);
  if (discount?.value.n) {
    return [ofAmount("discount", times(ours.exact, discount.value), { discount: discount.text })];
  }
  const listed = billed.listCost;
  if (!listed || !less(billed.total.value, listed.value) || !fits(listed, ours)) return [];
  return [ofAmount("discount", billed.total.value, { discount: "" })];
}

/** Two causes that give the amount only together: a rule, and how it was charged. */
function together(rules, ours, billed, shown) {
  const seen = (one) => shown.filter(({ amount }) => fits(amount, one))
    .map(({ cause }) => [one, named(cause)]);
  const discount = discountOf(billed);
  const both = rules.flatMap((one) => {
    const cut = ofAmount("rounded-down", down(one.exact));
    const isCut = one.cause !== "rounded-down" && same(billed.total.value, cut.exact);
    const less = discount?.value.n
      ? [ofAmount("discount", times(one.exact, discount.value), { discount: discount.text })] : [];
    return [...seen(one), ...(isCut ? [[one, cut]] : []),
      ...less.filter((amount) => fits(billed.total, amount)).map((amount) => [one, amount])];
  });
  return [...both, ...discounted(ours, billed).flatMap(seen)];
}

function numberOf(month) {
  const [year, number] = month.split("-").map(Number);
  return year * 12 + number;
}

/**
 * Billing the account again with one rule changed: what would each month and API cost then.
 *
 * A rule is changed in every month, as somebody who settles by it does; or in one month alone,
 * after others that were settled rightly.
 */

/** @import { Rebilled, RuleChange } from "../types.d.ts" */

import { grantsOf } from "../../billing/settlement/free-quotas.mjs";
import { callsIn, endsAfter, hold } from "../../billing/settlement/held-packs.mjs";
import { deduct, orderOf } from "../../billing/settlement/ledger.mjs";
import { price } from "../../billing/settlement/tier-pricing.mjs";
import { pricesIn } from "../../billing/usage/account.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";
import { keyOf } from "../files/billed.mjs";
import { fraction } from "../exact.mjs";


/** An account and its readings, billed under changes; each is billed once. */
export class Rebilling {
  /** @type {Map<RuleChange|null, Map<string, Rebilled>>} */
  #everywhere = new Map();
  /** @type {Map<RuleChange, Map<string, Map<string, Rebilled>>>} */
  #alone = new Map();

  /** `account` is one that the calculator has opened. */
  constructor(account, choices) {
    this.account = account;
    this.book = account.book;
    this.choices = choices;
    this.named = new Set(account.months.flatMap(({ uses }) => [...uses.keys()]));
    this.held = hold(account.purchases, choices);
  }

  /** Whether packs of an API were bought. */
  hasPacks(name) {
    return this.account.purchases.some((one) => one.name === name);
  }

  /**
   * Every line with `change` in all months; without one, as it is to be.
   *
   * @param {RuleChange|null} [change]
   * @returns {Map<string, Rebilled>}
   */
  amounts(change = null) {
    const known = this.#everywhere.get(change);
    if (known) return known;
    const choices = { ...this.choices, ...change?.choices };
    const months = this.account.months.map((month) => ({ month: under(month, change), choices }));
    const found = this.settled(months, this.heldUnder(change, choices));
    this.#everywhere.set(change, found);
    return found;
  }

  /** The free quotas of a month with usage. */
  grants(month) {
    const own = this.account.months.find((one) => one.month === month);
    return grantsOf(own, this.account.active, this.choices);
  }

  heldUnder(change, choices) {
    if (!change) return this.held;
    const held = hold(this.account.purchases, choices);
    return change.held ? change.held(held) : held;
  }

  /**
   * One line with `change` in its month alone; null where that cannot be, and without packs: then
   * months do not touch each other.
   *
   * @param {RuleChange} change
   * @param {string} month
   * @param {string} name
   * @returns {Rebilled|null}
   */
  amountAlone(change, month, name) {
    if (change.held || !this.hasPacks(name)) return null;
    const known = this.#alone.get(change) ?? new Map();
    this.#alone.set(change, known);
    if (!known.has(month)) known.set(month, this.settledAlone(change, month));
    return known.get(month)?.get(keyOf(month, name)) ?? null;
  }

  settledAlone(change, last) {
    const changed = { ...this.choices, ...change.choices };
    const months = this.account.months.filter(({ month }) => month <= last).map((month) =>
      (month.month === last
        ? { month: under(month, change), choices: changed }
        : { month, choices: this.choices }));
    return this.settled(months, this.held);
  }

  /** What each month and API costs; a line without a price has no entry. */
  settled(months, held) {
    /** @type {Map<string, Rebilled>} */
    const found = new Map();
    for (const { month, lines, choices } of deducted(months, held, this.account.active)) {
      for (const line of lines) {
        const amount = amountOf(line, month, choices);
        if (amount) found.set(keyOf(month.month, line.name), amount);
      }
    }
    return found;
  }
}

/** A month with the facts that a change makes of its own. */
function under(month, change) {
  if (!change?.facts) return month;
  const facts = change.facts(month.facts, month);
  const usage = month.usage.map((use) => ({ ...use, ...pricesIn(facts.tables, use.name, month) }));
  return { ...month, facts, usage };
}

/** Each month less what free quota and packs take; each has its own readings. */
function deducted(months, held, active) {
  const left = new Map(held.map((pack) => [pack, callsIn(pack)]));
  let atHand = held;
  return months.map(({ month, choices }) => {
    atHand = atHand.filter((pack) => left.get(pack) && endsAfter(pack, month.first));
    const grants = grantsOf(month, active, choices);
    const asCalled = choices["shared-pool-order"] === "as-called";
    const lines = deduct(month, orderOf(month, choices), grants, asCalled, atHand, left);
    return { month, lines, choices };
  });
}

/** What a line leaves to pay; null where it has no price. */
function amountOf(line, month, choices) {
  try {
    const charge = price(line, month.month, choices);
    const exact = fraction(charge.amount, charge.divisor * 100n);
    return { exact, cents: charge.cents, paid: line.paid, line, charge, choices, month };
  } catch (error) {
    if (error instanceof Refusal && error.id === "price-missing") return null;
    throw error;
  }
}

/** The parts of a charge, of every table that has a share in it. @param {Rebilled} amount */
export const partsOf = ({ charge }) => charge.shares.flatMap(({ parts }) => parts);

/** The prices of a line, where they are the same in all of its month. @param {Rebilled} amount */
export const tableOf = ({ line }) => (line.turns.length ? null : line.table ?? null);

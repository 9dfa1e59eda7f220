/** A forecast, and the packs to buy under which it costs least where they outlast it. */

/**
 * @import {
 *   Account, Book, FirstPlan, OverYears, PlannedPack, Sentences, Statement, ToBuy, UsedPack,
 *   WhatIfs
 * } from "../types.d.ts"
 */

import { prepare } from "../billing/bill.mjs";
import { money } from "../sentences/amounts.mjs";
import { ENGLISH, inWords } from "../sentences/sentences.mjs";
import { asFound } from "./cheapest.mjs";
import { Forecast, pricesOf } from "./forecast.mjs";
import { singlePack } from "./single-pack.mjs";
import { otherwise, underReadings } from "./what-ifs.mjs";

/**
 * The plan, and what tells what else it could cost: that takes twice as long again.
 *
 * @param {Book} book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]
 * @param {OverYears} [overYears]  better purchases where packs end within the forecast
 * @returns {{plan: FirstPlan, whatIfs: () => WhatIfs}}
 * @throws {Refusal} as `plan` does, and so does `whatIfs`
 */
export function planFirst(book, account, words = ENGLISH, overYears = asFound) {
  const opened = prepare(book, words);
  const found = inWords(words, () => planned(Forecast.of(opened, account, words, overYears)));
  return { ...found, whatIfs: () => inWords(words, found.whatIfs) };
}

/** @type {(asked: Forecast) => {plan: FirstPlan, whatIfs: () => WhatIfs}} */
function planned(asked) {
  const without = asked.bill([]);
  const found = asked.search();
  const purchases = found.best.cents < centsOf(without.total) ? found.best.purchases : [];
  const statement = purchases.length ? asked.bill(purchases) : without;
  const whatIfs = () => ({
    readings: underReadings(asked, purchases, [statement, without]).map(readingOf),
    otherwise: otherwise(asked, purchases).map(({ percent, cents, least }) =>
      ({ percent, total: money(cents), best: money(least), regret: money(cents - least) })),
  });
  return { plan: firstPlan(asked, found, { purchases, statement, without }), whatIfs };
}

/** @returns {FirstPlan} */
function firstPlan(asked, { before, served, plain, best }, { purchases, statement, without }) {
  const packs = pricesOf(purchases);
  const cents = packs + centsOf(statement.total);
  const one = singlePack(asked.book, before, plain ? served.costs : null, (pack) =>
    centsOf(without.total) - asked.cents([pack]));
  const bound = best.lowerBound < cents ? best.lowerBound : cents;
  return {
    currency: "CNY",
    purchases: withSavings(purchases, (others) => asked.cents(others) - cents),
    pay_as_you_go: statement.total,
    packs: money(packs),
    total: money(cents),
    without: { total: without.total },
    saved: money(centsOf(without.total) - cents),
    single: one && shown(one.pack, one.saves),
    left_over: statement.packs.filter(({ left }) => left).map(leftOver),
    range: rangeOf(statement, packs),
    proven: bound === cents,
    ...(bound === cents ? {} : { lower_bound: money(bound) }),
    months: statement.months.map(({ month, total: amount }, index) =>
      ({ month, total: amount, without: without.months[index].total })),
    warnings: statement.warnings,
  };
}

/** @type {(amount: string) => bigint} */
const centsOf = (amount) => BigInt(amount.replace(".", ""));

/**
 * Each purchase, with what all would cost more without it.
 *
 * @param {ToBuy[]} purchases
 * @param {(others: ToBuy[]) => bigint} dearer
 * @returns {PlannedPack[]}
 */
function withSavings(purchases, dearer) {
  const saved = new Map();
  return purchases.map((one, index) => {
    const key = `${one.on} ${one.interface} ${one.calls}`;
    if (!saved.has(key)) saved.set(key, dearer(purchases.filter((_, place) => place !== index)));
    return shown(one, saved.get(key));
  });
}

/**
 * @param {ToBuy} purchase
 * @param {bigint} saves
 * @returns {PlannedPack}
 */
const shown = (purchase, saves) =>
  ({ ...purchaseOf(purchase), saves: saves < 0n ? `-${money(-saves)}` : money(saves) });

/** @param {UsedPack} pack */
const leftOver = ({ purchased_on, interface: name, calls, quantity, left, expires_on }) => ({
  purchased_on, interface: name, calls, ...(quantity ? { quantity } : {}), left, expires_on,
});

/**
 * @param {Statement<unknown>} statement
 * @param {bigint} packs
 */
const rangeOf = ({ range: { low, high } }, packs) =>
  ({ low: money(packs + centsOf(low)), high: money(packs + centsOf(high)) });

const readingOf = ({ name, value, cents, least, purchases }) => ({
  name, value, total: money(cents), best: money(least), purchases: purchases.map(purchaseOf),
});

const purchaseOf = ({ on, interface: name, calls, price }) =>
  ({ on, interface: name, calls, price });

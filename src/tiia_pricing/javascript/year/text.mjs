/** A plan in words and as text, CSV and JSON, to be copied. */

/**
 * @import {
 *   FirstPlan, OpenBook, YearWords, Plan, PlannedPack, PlanReading
 * } from "../types.d.ts"
 */

import { toJSON } from "../billing/statement/json.mjs";
import { grouped, yuan } from "../sentences/amounts.mjs";
import { centsOf, yuanOf } from "../page-parts/amounts.mjs";
import { cell, jsonText, line } from "../pricebook/untrusted-text.mjs";

const MOST_DAYS = 3; // of purchases that one sentence can name

/** @type {(amount: string) => string} */
export const money = (amount) =>
  (amount.startsWith("-") ? `−${yuanOf(amount.slice(1))}` : yuanOf(amount));

/**
 * Packs that are alike, bought on one day, once with their number.
 *
 * @template {Pick<PlannedPack, "on"|"interface"|"calls">} Pack
 * @param {Pack[]} purchases
 */
export function alike(purchases) {
  /** @type {Map<string, Pack & {count: number}>} */
  const found = new Map();
  for (const one of purchases) {
    const key = `${one.on} ${one.interface} ${one.calls}`;
    found.set(key, { ...one, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/**
 * The size of a pack as the page has it: `500万次`.
 *
 * @param {OpenBook} book
 * @param {Pick<PlannedPack, "interface"|"calls">} one
 */
export function sizeOf(book, { interface: name, calls }) {
  const pack = book.packs.find((known) => known.interface === name && known.calls === calls);
  return pack ? pack.size.text : grouped(calls);
}

/**
 * What to buy, and when: `2 × 500万次 and 250万次 on 2026-01-01`.
 *
 * @param {OpenBook} book
 * @param {PlanReading["purchases"]} purchases
 * @param {YearWords} words
 */
export function whatToBuy(book, purchases, { year: words }) {
  const kinds = alike(purchases);
  const days = [...new Set(kinds.map(({ on }) => on))];
  if (days.length > MOST_DAYS) {
    return words.many(purchases.length, days[0], days[days.length - 1]);
  }
  return words.semicolon(days.map((day) => {
    const some = kinds.filter(({ on }) => on === day).map((one) =>
      (one.count > 1 ? `${one.count} × ` : "") + sizeOf(book, one));
    return words.on(words.list(some), day);
  }));
}

/**
 * The sentence that names the best plan.
 *
 * @param {OpenBook} book
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export function bestInWords(book, plan, words) {
  const [total, without, saved] = [plan.total, plan.without.total, plan.saved].map(money);
  if (!plan.purchases.length) return words.year.buyNothing(total);
  return words.year.buy(whatToBuy(book, plan.purchases, words), total, without, saved);
}

/**
 * Whether anything on sale can cost less.
 *
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export const proofInWords = ({ proven, lower_bound: bound = "0.00" }, { year: words }) =>
  (proven ? words.proven : words.notProven(money(bound)));

/**
 * @param {FirstPlan} plan
 * @param {YearWords} words
 */
export const rangeInWords = ({ range: { low, high } }, words) =>
  (low === high ? words.certain : words.range(money(low), money(high), false));

/**
 * What a plan costs where a reading has another value, and what is better then.
 *
 * @param {OpenBook} book
 * @param {PlanReading} one
 * @param {YearWords} words
 */
export function readingInWords(book, { name, value, total, best, purchases }, words) {
  const { year } = words;
  const reading = `${name}=${value}`;
  if (best === total) return year.underReading(reading, money(total));
  const what = purchases.length ? whatToBuy(book, purchases, words) : null;
  return year.betterUnderReading(reading, money(total), what, money(best));
}

/**
 * A plan as text.
 *
 * @param {OpenBook} book
 * @param {Plan} plan
 * @param {YearWords} words
 */
export function planText(book, plan, words) {
  const { year } = words;
  const bought = alike(plan.purchases).map((one) => `  ${year.row({
    day: one.on, pack: sizeOf(book, one), count: one.count,
    price: yuan(centsOf(one.price) * BigInt(one.count)), saves: money(one.saves) })}`);
  const left = plan.left_over.map((one) => year.left({
    left: grouped(one.left), calls: grouped(one.calls), day: one.purchased_on,
    count: one.quantity ?? 1n, end: one.expires_on }));
  const months = plan.months.map(({ month, total, without }) =>
    `  ${year.monthLine(month, money(total), money(without))}`);
  const readings = plan.range.readings.map((one) => `  ${readingInWords(book, one, words)}`);
  const otherwise = plan.otherwise.map(({ percent, total, regret }) =>
    `  ${year.changed(year.percent(percent), money(total), money(regret), regret === "0.00")}`);
  return [
    bestInWords(book, plan, words), ...bought, ...left,
    proofInWords(plan, words), rangeInWords(plan, words), ...readings, ...months,
    year.otherwiseHead, ...otherwise,
    ...plan.warnings.map(({ text }) => words.text.warning(text)), "",
  ].map(line).join("\n");
}

/**
 * The purchases as `tiia-pricing plan --format csv` writes them, without formulas.
 *
 * @param {FirstPlan} plan
 */
export const planCSV = ({ purchases }) => ["on,interface,calls,price",
  ...purchases.map(({ on, interface: name, calls, price }) =>
    `${on},${cell(name)},${calls},${price}`), ""].join("\n");

/** @param {Plan} plan */
export const planJSON = (plan) => `${jsonText(toJSON(plan))}\n`;

/** The packs to buy under which a forecast costs least. */

/** @import { Account, Book, Plan, Sentences } from "../types.d.ts" */

import { ENGLISH } from "../sentences/sentences.mjs";
import { planFirst } from "./first-plan.mjs";
import { overYears } from "./renewals.mjs";

/**
 * The purchases of packs on sale under which an account's usage to come costs least.
 *
 * Packs are bought on the first of a month of the forecast; a month's calls count on its last day,
 * and what is left after the last is worth nothing. The account's packs are owned before.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]  of warnings and refusals
 * @returns {Plan}  money in strings, calls as BigInt
 * @throws {Refusal} for what cannot be billed, more than 36 months, and packs owned later
 */
export function plan(book, account, words = ENGLISH) {
  const { plan: first, whatIfs } = planFirst(book, account, words, overYears);
  const { readings, otherwise } = whatIfs();
  return { ...first, range: { ...first.range, readings }, otherwise };
}

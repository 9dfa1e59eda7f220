/** From a state to its statement, or to what keeps it from one, each at the field it concerns. */

/**
 * @import {
 *   Account, Fault, OpenBook, PackRow, Sentences, State, Statement, UsageRow
 * } from "../types.d.ts"
 */

import { bill, total } from "../billing/bill.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { toAccount } from "./state.mjs";

/**
 * The statement of a state.
 *
 * @template Text
 * @param {OpenBook} book
 * @param {State} state
 * @param {Sentences<Text>} words  the calculator's words
 * @returns {{account: Account & {packs: PackRow[]}, statement?: Statement<Text>, faults: Fault[]}}
 *   `statement` is there where there is no fault
 */
export function answerOf(book, state, words) {
  const { account, faults } = toAccount(state, book);
  if (faults.length) {
    const dated = faults.every(({ field }) => field !== "month");
    const rest = { ...account, usage: dated ? account.usage : [] };
    return { account, faults: [...faults, ...located(book, rest, words)] };
  }
  try {
    return { account, statement: bill(book, account, words), faults };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const found = located(book, account, words);
    return { account, faults: found.length ? found : [{ field: "form", refusal: error }] };
  }
}

/**
 * Every refusal of an account at its field: each row and each pack is billed by itself.
 *
 * @param {OpenBook} book
 * @param {Account & {packs: PackRow[]}} account
 * @param {Sentences<unknown>} words
 * @returns {Fault[]}
 */
function located(book, { usage, packs, activated }, words) {
  const faults = new Map();
  /**
   * @param {Partial<Account>} part
   * @param {(refusal: Refusal) => string|null} field
   */
  const tried = (part, field) => {
    const refusal = refusalOf(book, { usage: [], ...part }, words);
    const at = refusal && field(refusal);
    if (at && !faults.has(at)) faults.set(at, { field: at, refusal });
  };
  tried({ activated }, () => "activated");
  for (const row of usage) tried({ usage: [row] }, (one) => fieldOfRow(row, one));
  for (const row of usage) tried({ usage: [row], activated }, (one) => fieldOfRow(row, one));
  const ofPacks = packFaults(book, { usage, packs }, words);
  return [...faults.values(), ...ofPacks.filter(({ field }) => !faults.has(field))];
}

/**
 * Every refusal of a pack at its field: each is billed by itself.
 *
 * @param {OpenBook} book
 * @param {{usage: UsageRow[], packs: PackRow[]}} account
 * @param {Sentences<unknown>} words
 * @returns {Fault[]}
 */
export function packFaults(book, { usage, packs }, words) {
  return packs.flatMap((pack, index) => {
    const alone = refusalOf(book, { usage: [], packs: [pack] }, words);
    const refusal = alone ?? refusalOf(book, { usage, packs: [pack] }, words);
    const own = alone || refusal?.id === "left-impossible" ? refusal : null;
    return own ? [{ field: fieldOfPack(index, own), refusal: own }] : [];
  });
}

/**
 * @param {OpenBook} book
 * @param {Account} account
 * @param {Sentences<unknown>} words
 */
function refusalOf(book, account, words) {
  try {
    total(book, account, words);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * @param {UsageRow} row
 * @param {Refusal} refusal
 */
function fieldOfRow(row, { id, figures }) {
  if (id === "date-unreadable") return figures.text === row.date ? "month" : "activated";
  return id === "usage-before-activation" ? "activated" : `calls:${row.interface}`;
}

/**
 * @param {number} index
 * @param {Refusal} refusal
 */
function fieldOfPack(index, { id }) {
  /** @type {Record<string, string>} */
  const parts = {
    "date-unreadable": "day", "quantity-unreadable": "quantity", "left-impossible": "left",
  };
  return `pack:${index}:${parts[id] ?? "key"}`;
}

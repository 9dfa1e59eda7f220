/**
 * What Tencent Cloud image analysis (TIIA) charges: an account's usage settled by a price book.
 *
 * `bill` takes a price book (the JSON of the project's schema) and an account, and gives the
 * statement: every line with its reasons, and the range that the open readings leave. Calls and
 * cents are BigInt, days are ISO dates in Beijing; there is no clock, no network, no state.
 *
 * The book is one that the project's loader accepts. Here only what would give a wrong amount
 * without a word is checked again: its numbers, its tiers, its steps and its readings.
 */

/** @import { Account, Book, OpenBook, Sentences, Statement } from "../types.d.ts" */

import { sum } from "../pricebook/counting.mjs";
import { openBook } from "../pricebook/open-book.mjs";
import { ENGLISH, inWords } from "../sentences/sentences.mjs";
import { choose } from "./settlement/choices.mjs";
import { deductAll } from "./settlement/ledger.mjs";
import { price } from "./settlement/tier-pricing.mjs";
import { statement } from "./statement/statement.mjs";
import { openAccount } from "./usage/account.mjs";
import { activation, packRow, usageRow } from "./usage/rows.mjs";

/**
 * The statement of an account, in English without `words`.
 *
 * Rows may come in any order; rows of one day and interface add up. `readings` fixes some
 * readings, in the range too. Interfaces go by name or API action.
 *
 * @overload
 * @param {Book} book
 * @param {Account} account
 * @returns {Statement}
 *
 * @template Text
 * @overload
 * @param {Book} book
 * @param {Account} account
 * @param {Sentences<Text>} words
 * @returns {Statement<Text>}
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]  the sentences of reasons, warnings and refusals
 * @returns {Statement<unknown>}  money in strings, calls as BigInt
 * @throws {Refusal} for anything that cannot be billed as given
 */
export function bill(book, account, words = ENGLISH) {
  const fixed = new Set(Object.keys(account.readings ?? {}));
  return settled(book, account, words, (opened, choices) =>
    statement(opened, choices, fixed, words));
}

/**
 * The total that `bill` would give, in cents, without reasons and range: for many what-ifs.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]
 * @returns {bigint}
 * @throws {Refusal} as `bill` does
 */
export function total(book, account, words = ENGLISH) {
  return settled(book, account, words, (opened, choices) =>
    sum(deductAll(opened, choices).months.flatMap(({ month, lines }) =>
      lines.map((line) => price(line, month, choices).cents))));
}

/**
 * Every month's lines under the readings chosen, before they are priced: `paid` calls are left
 * after free quota and packs.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]
 * @throws {Refusal} as `bill` does
 */
export function deductions(book, account, words = ENGLISH) {
  return settled(book, account, words, (opened, choices) =>
    ({ choices, months: deductAll(opened, choices).months }));
}

/**
 * A price book made ready for many bills; `bill` and `total` take it in the book's place.
 *
 * @param {Book} book
 * @param {Sentences<unknown>} [words]
 * @returns {OpenBook}
 */
export function prepare(book, words = ENGLISH) {
  return inWords(words, () => openBook(book));
}

function settled(book, account, words, settle) {
  return inWords(words, () => {
    const { usage, packs = [], readings = {}, activated = {} } = account;
    const given = [usage.map(usageRow), packs.map(packRow), activation(activated)];
    const choices = choose(book.readings, readings);
    return settle(openAccount(openBook(book), ...given), choices);
  });
}

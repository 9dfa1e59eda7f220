/** The vendor's bill against the account's usage: the same in every line, or not, and why. */

/** @import { Account, OpenBook, Sentences } from "../types.d.ts" */
/** @import { Export, Fraction, JudgedLine, Reconciliation, SortedRows } from "./types.d.ts" */

import { bill } from "../billing/bill.mjs";
import { openAccount } from "../billing/usage/account.mjs";
import { activation, packRow, usageRow } from "../billing/usage/rows.mjs";
import { ENGLISH } from "../sentences/sentences.mjs";
import { billedLines } from "./files/billed.mjs";
import { NOTHING, fraction, isWhole, plus, times, total } from "./exact.mjs";
import { Fault } from "../tables/faults.mjs";
import { CauseFinder } from "./causes/fitting.mjs";
import { apiNames } from "./files/names.mjs";
import { Rebilling } from "./causes/rebilling.mjs";
import { missingColumns, rawRows } from "./files/rows.mjs";
import { settledReadings } from "./causes/settled-readings.mjs";
import { sortRows } from "./files/sorting.mjs";
import { MoreNeeded, column } from "./more-needed.mjs";
import { judged, verdicts } from "./verdicts.mjs";

/**
 * Compare a bill with what the usage costs, month by month and API by API. Months that the bill
 * does not speak of are not compared.
 *
 * @param {OpenBook} book  as `prepare` gives it
 * @param {Export} bills
 * @param {Account} account  as `bill` takes it
 * @param {Sentences} [words]  of warnings and refusals
 * @returns {Reconciliation}
 * @throws {Fault} for what cannot be read in the bill; `bill`'s own refusals for the account
 */
export function reconcile(book, bills, account, words = ENGLISH) {
  const statement = bill(book, account, words);
  const rebilling = new Rebilling(opened(book, account), statement.readings);
  const raw = rawRows(bills.tables);
  const missing = missingColumns(bills.tables);
  const rows = missing.length ? untoldRows(rebilling)
    : sortRows(raw, apiNames(book), bills.calendar ?? "use");
  const found = missing.length ? untold(rebilling, missing) : linesOf(rebilling, rows);
  if (!found.length) throw nothingCompared(rows);
  const lines = verdicts(found, rebilling);
  const months = rebilling.account.months.map(({ month }) => month);
  const precision = precisionOf(rows);
  return {
    statement, lines, precision,
    billed: total(lines.map((line) => line.billed)),
    computed: total(lines.map((line) => line.computed)),
    agrees: lines.every(({ verdict }) => verdict === "agrees")
      && precision.every(({ verdict }) => verdict !== "differs"),
    ignored: rows.ignored,
    settled: settledReadings(rebilling, decided(found)),
    notBilled: months.filter((month) => !isCovered(month, rows)),
    products: rows.products,
    otherProducts: rows.otherProducts,
    passedOver: bills.passedOver ?? [],
    clauses: new Map(book.clauses.map(({ id, text }) => [id, text])),
  };
}

/** @type {(book: OpenBook, account: any) => any} */
function opened(book, { usage, packs = [], activated = {} }) {
  return openAccount(book, usage.map(usageRow), packs.map(packRow), activation(activated));
}

/** What a bill without the columns that are needed says: nothing. @returns {SortedRows} */
const untoldRows = (rebilling) => ({
  use: [], precision: [], ignored: new Map(), products: [], otherProducts: [], details: new Map(),
  months: rebilling.account.months.map(({ month }) => month),
});

/** @type {(rebilling: Rebilling, missing: string[]) => JudgedLine[]} */
const untold = (rebilling, missing) => [...rebilling.amounts()]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, ours]) => ({ key, verdict: "cannot-tell", ours, theirs: null, fits: [],
    needed: missing.map(column) }));

/** The lines of the bill that can settle something. @param {JudgedLine[]} found */
const decided = (found) => new Map(found.flatMap(({ key, theirs, verdict }) =>
  (theirs && verdict !== "cannot-tell" ? [[key, theirs]] : [])));

function linesOf(rebilling, rows) {
  const billed = billedLines(rows.use);
  const ours = [...rebilling.amounts().keys()].filter((key) => isCovered(key.slice(0, 7), rows));
  const keys = [...new Set([...ours, ...billed.keys()])].sort();
  const more = new MoreNeeded(rebilling, rows, billed);
  return judged(rebilling, new CauseFinder(rebilling, byMonth(rows)), billed, keys, more);
}

/** Bill and usage have nothing in common: no line is no agreement. */
function nothingCompared({ months }) {
  return new Fault("nothing-compared", { first: months[0] ?? null, last: months.at(-1) ?? null });
}

/** Whether a bill speaks of a month: one between the first and the last that it names. */
const isCovered = (month, { months }) =>
  months.length > 0 && months[0] <= month && month <= months.at(-1);

/** @type {(rows: SortedRows) => Map<string, Fraction>} */
function byMonth({ precision }) {
  const amounts = new Map();
  for (const { month, amount } of precision) {
    amounts.set(month, plus(amounts.get(month) ?? NOTHING, amount));
  }
  return amounts;
}

/**
 * Whether the details of a month and its rounding rows together are whole cents. Where the
 * details of other products are not in the bill, an amount that is not tells nothing.
 *
 * @param {SortedRows} rows
 * @returns {Reconciliation["precision"]}
 */
function precisionOf(rows) {
  const sorted = [...byMonth(rows)].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([month, amount]) => {
    const details = rows.details.get(month) ?? null;
    if (details && isWhole(times(plus(details, amount), fraction(100n)))) {
      return { month, amount, verdict: "agrees" };
    }
    const tellable = details && rows.ignored.has("other-product");
    return { month, amount, verdict: tellable ? "differs" : "cannot-tell" };
  });
}

/** A reconciliation as the object and the table that `tiia-pricing reconcile` prints. */

/** @import { Cause, Need, ReconciledLine, Reconciliation } from "./types.d.ts" */
/** @import { Speech } from "../types.d.ts" */

import { by } from "../pricebook/counting.mjs";
import { cell as textCell } from "../pricebook/untrusted-text.mjs";
import { speaking } from "../sentences/speaking.mjs";
import { decimals, money } from "./exact.mjs";
import { ENGLISH_CAUSES, inWords, ruleOf } from "./words.mjs";

const COLUMNS =
  ["month", "interface", "verdict", "billed", "computed", "difference", "causes", "needed"];

/** @type {(speech: Speech) => Record<Need["say"], (figures: Record<string, string>) => string>} */
export const needsIn = ({ say }) => ({
  left: () =>
    say("left in the file of packs: the calls left when the first month of usage began"),
  name: (given) => say("the name of an API in the price book instead of {name!r}", given),
  packs: (given) => say("the packs (--packs) from which the bill takes {calls} calls that are "
    + "unknown here", given),
  packsShown: () => say("the packs (--packs) that the bill shows"),
  column: ({ column }) => column,
});

const NEEDS = needsIn(speaking());

/**
 * What is needed to tell more, in words.
 *
 * @param {Need} need
 * @param {typeof NEEDS} [words]
 */
export const needInWords = ({ say, figures = {} }, words = NEEDS) => words[say](figures);

/**
 * The whole reconciliation as the JSON object of the contract, its causes in English.
 *
 * @param {Reconciliation} result
 */
export function asObject(result) {
  const { statement, settled, precision } = result;
  return {
    currency: "CNY",
    lines: result.lines.map((line) => lineObject(line, result)),
    billed: money(result.billed),
    computed: money(result.computed),
    difference: money(differenceOf(result)),
    ignored: [...result.ignored].map(([reason, rows]) => ({ reason, rows })),
    precision: precision.map((one) => ({ ...one, amount: money(one.amount) })),
    settled_readings: settled.map((one) => ({
      name: one.name, value: one.value, chosen: one.chosen, lines: one.lines,
      option: `--reading ${one.name}=${one.value}`,
    })),
    months_not_in_bill: result.notBilled,
    products: result.products,
    other_products: result.otherProducts,
    files_passed_over: result.passedOver,
    readings: statement.readings,
    warnings: statement.warnings,
    snapshot: statement.snapshot,
  };
}

/**
 * Whether it is not known what the bill charges: it lacks a column, or an API's name.
 *
 * @param {ReconciledLine} line
 */
export const isUntold = ({ verdict, theirs }) => verdict === "cannot-tell" && !theirs;

/** @param {Reconciliation} result */
const differenceOf = ({ billed, computed }) =>
  ({ n: billed.n * computed.d - computed.n * billed.d, d: billed.d * computed.d });

/** @type {(line: ReconciledLine, result: Reconciliation) => object} */
function lineObject(line, { clauses, statement }) {
  const { ours, theirs } = line;
  return {
    month: line.month,
    interface: line.interface,
    verdict: line.verdict,
    billed: money(line.billed),
    computed: money(line.computed),
    difference: money(line.difference),
    calls: { billed: theirs?.calls ? callsOf(theirs.calls) : null, computed: ours?.paid ?? null },
    rows: theirs ? theirs.rows.length + theirs.reversals.length : 0,
    billed_in: billedIn(line),
    because: statement.months.filter(({ month }) => month === line.month)
      .flatMap(({ lines }) => lines.filter((own) => own.interface === line.interface))
      .flatMap(({ because }) => because),
    causes: line.causes.map((cause) => causeObject(line, cause, clauses)),
    needed: line.needed.map((need) => needInWords(need)),
  };
}

/** The places of the rows that a line of the bill is made of. @param {ReconciledLine} line */
const billedIn = ({ theirs }) => (theirs ? [...theirs.rows, ...theirs.reversals] : [])
  .map(({ row }) => row)
  .sort(by(({ source }) => source, ({ line }) => line))
  .map(({ file, line, sheet }) => ({ file, line, ...(sheet !== undefined && { sheet }) }));

const callsOf = (calls) => (calls.d === 1n ? calls.n : decimals(calls));

/** @type {(line: ReconciledLine, cause: Cause, clauses: Map<string, string>) => object} */
function causeObject(line, cause, clauses) {
  const clause = ruleOf(line, cause, clauses);
  return {
    id: cause.id, text: inWords(cause, ENGLISH_CAUSES), rule: cause.rule,
    ...(clause && { clause }),
    ...(cause.reading && { reading: cause.reading }),
    ...(cause.together.length && { together: cause.together }),
  };
}

/**
 * The lines as CSV, several causes in one cell, the likeliest first; no cell is a formula.
 *
 * @param {Reconciliation} result
 */
export function asCSV({ lines }) {
  const rows = lines.map((line) => [
    line.month, textCell(line.interface), line.verdict,
    isUntold(line) ? "" : money(line.billed), money(line.computed),
    isUntold(line) ? "" : money(line.difference),
    line.causes.map(({ id }) => id).join(" "),
    textCell(line.needed.map((need) => needInWords(need)).join("; ")),
  ]);
  return `${[COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\n")}\n`;
}

const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The words of the page that checks a bill, in English. */

/** @import { Place } from "../reconciliation/types.d.ts" */

import { NEEDS } from "../reconciliation/report.mjs";
import { ENGLISH_CAUSES } from "../reconciliation/words.mjs";
import { ENGLISH as REASONS } from "../tiia-pricing.mjs";
import { ENGLISH_FAULTS } from "./faults-english.mjs";

/** @type {(count: number, one: string, many: string) => string} */
const some = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const SHOWN = 5;
/** @type {(numbers: number[]) => string} */
const few = (numbers) => numbers.slice(0, SHOWN).join(", ") + (numbers.length > SHOWN ? ", …" : "");

export const ENGLISH = {
  reasons: REASONS,
  faults: ENGLISH_FAULTS,
  causes: ENGLISH_CAUSES,
  needs: NEEDS,
  form: "Files",
  drop: "Drop the files here, all at once or one by one; or choose them:",
  files: {
    bill: "The vendor's detailed bill",
    usage: "Your usage",
    packs: "Packs bought, if any",
  },
  hints: {
    bill: "账单明细 (L3): a .csv, the .zip of them, or an .xlsx",
    usage: "date,interface,calls: a .csv or .xlsx",
    packs: "purchased_on,interface,calls[,quantity][,left]: a .csv or .xlsx",
  },
  none: "no file yet",
  remove: (name) => `Remove ${name}`,
  calendar: "The months of the bill are those of",
  calendars: { use: "use (按计费周期)", payment: "payment (按扣费周期)" },
  example: "Load an example",
  exampleNote: "The example is made up by us, from the fields that the vendor documents.",
  again: "Start again",
  result: "Result",
  prompt: "The result appears here once there are a bill and a usage.",
  wanted: { bill: "The vendor's bill is missing.", usage: "Your usage is missing." },
  working: "Comparing …",
  broken: "This page failed, and that is our fault. Please tell us, without your files.",
  faulty: (count) => `${some(count, "place", "places")} cannot be read:`,
  more: (count) => `and ${count} more`,
  /** @param {Place} where */
  place: ({ file, line, sheet, column }) =>
    [file, line && `line ${line}`, sheet && `sheet ${sheet}`, column && `column ${column}`]
      .filter(Boolean).join(", "),
  placed: (place) => `${place}: `,
  expected: (text) => ` – expected: ${text}`,
  agrees: "The bill is right",
  higher: (amount) => `The bill is ${amount} yuan higher than computed`,
  lower: (amount) => `The bill is ${amount} yuan lower than computed`,
  differs: "The bill differs",
  cannotTell: "That cannot be decided yet",
  inShort: ({ right, wrong, billed, computed }) => some(right, "line agrees", "lines agree")
    + (wrong ? `, ${some(wrong, "does", "do")} not` : "")
    + `: billed ${billed}, computed ${computed} yuan`,
  columns: {
    line: "Month and API", verdict: "Verdict", billed: "Billed", computed: "Computed",
    difference: "Difference",
  },
  verdicts: {
    "agrees": "agrees", "differs": "differs", "missing-in-bill": "not in the bill",
    "missing-in-usage": "not in the usage", "cannot-tell": "undecided",
  },
  paidCalls: (theirs, ours) => `Calls to pay: ${theirs} in the bill, ${ours} computed.`,
  why: "What gives the billed amount to the last digit",
  together: (ids) => `only together with ${ids.join(", ")}`,
  clause: "The page:",
  byReading: "Compare with",
  byReadingTitle: (reading) => `Compare with the reading ${reading}`,
  unread: (readings) => `Compared with ${readings.join(", ")}.`,
  asUsual: "As usual again",
  needed: (text) => `To tell more: ${text}`,
  notesTitle: "What else the bill says, and what was left out",
  settled: ({ name, value, chosen, lines }) =>
    `The bill settles ${name}: ${value}${chosen ? ", as here" : ""} `
    + `(${some(lines, "line", "lines")})`,
  precision: (month, amount, verdict) => `Rounding row of ${month}, ${amount} yuan: ${verdict}`,
  precisions: {
    "agrees": "agrees with its details", "differs": "does not agree with its details",
    "cannot-tell": "cannot be checked without all rows of the month",
  },
  ignored: (count, reason) => `Left out: ${some(count, "row", "rows")} ${reason}`,
  reasonsIgnored: {
    "other-product": "of other products",
    "no-product": "that name no product",
    "pack-purchase": "about packs that were bought: what they cost is in no line",
    "precision-adjustment": "that settle rounding for the whole account (月度计费精度差异)",
    "total-row": "of totals",
  },
  packsMissing: "The bill shows packs that were bought, and no file of packs is given",
  passedOver: (name) => `Left out: ${name} in the archive is no CSV file`,
  notBilled: (months) => `Not compared: the bill does not speak of ${months.join(", ")}`,
  notes: {
    "sheet-hidden": ({ title }) => `the sheet ${title} is hidden, and not read`,
    "sheet-ignored": ({ sheet }) => `the sheet ${sheet} is not read`,
    "rows-hidden": ({ title, numbers }) => `sheet ${title}: `
      + `hidden, and read all the same: ${some(numbers.length, "row", "rows")}, ${few(numbers)}`,
    "columns-hidden": ({ title, numbers }) => `sheet ${title}: hidden, and read all the same: `
      + `${some(numbers.length, "column", "columns")}, ${few(numbers)}`,
    "title-ignored": ({ line, title }) => `line ${line} is a title, and not read: ${title}`,
    "columns-ignored": ({ names }) => `not read: ${names.join(", ")}`,
    "total-row": ({ line }) =>
      `line ${line} is a total, equal to the sum of its rows, and no usage`,
    "total-column": ({ name }) => `${name} is a total, equal to the sum of each row, and no usage`,
    "cells-empty": ({ count }) => `${some(count, "cell is", "cells are")} empty, and no usage`,
  },
  letterTitle: "A letter to the vendor",
  letterNote: "Fill in your account number, and attach the export.",
  copyLetter: "Copy the letter",
  copyReport: "Copy the report (CSV)",
  saveReport: "Save the report",
  copied: { letter: "Letter copied", report: "Report copied" },
  notCopied: "The browser did not let the page copy.",
};

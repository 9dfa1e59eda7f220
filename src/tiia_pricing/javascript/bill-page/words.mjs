/** The words of the page that checks a bill, in any language that has its messages. */

/** @import { Place } from "../tables/types.d.ts" */
/** @import { Speech, UntoldWords } from "../types.d.ts" */
/** @import { CauseWords } from "../reconciliation/words.mjs" */

import { needsIn } from "../reconciliation/report.mjs";
import { sentencesIn } from "../sentences/sentences.mjs";
import { faultsIn } from "./faults.mjs";

const SHOWN = 5;

/**
 * @param {Speech} speech
 * @param {CauseWords} causes
 * @param {UntoldWords} [untoldWords]
 */
export function wordsIn(speech, causes, untoldWords) {
  const { say } = speech;
  return {
    reasons: sentencesIn(speech, untoldWords),
    faults: faultsIn(speech),
    causes,
    needs: needsIn(speech),
    ...formIn(speech),
    ...placesIn(speech),
    ...resultIn(speech),
    ...notesIn(speech),
    letterTitle: say("A letter to the vendor"),
    letterNote: say("Fill in your account number, and attach the export."),
    copyLetter: say("Copy the letter"),
    copyReport: say("Copy the report (CSV)"),
    saveReport: say("Save the report"),
    copied: { letter: say("Letter copied"), report: say("Report copied") },
    notCopied: say("The browser did not let the page copy."),
  };
}

/** The form. @param {Speech} speech */
const formIn = ({ say }) => ({
  form: say("Files"),
  drop: say("Drop the files here, all at once or one by one; or choose them:"),
  files: {
    bill: say("The vendor's detailed bill"),
    usage: say("Your usage"),
    packs: say("Packs bought, if any"),
  },
  hints: {
    bill: say("账单明细 (L3): a .csv, the .zip of them, or an .xlsx"),
    usage: say("date,interface,calls: a .csv or .xlsx"),
    packs: say("purchased_on,interface,calls[,quantity][,left]: a .csv or .xlsx"),
  },
  none: say("no file yet"),
  remove: (name) => say("Remove {name}", { name }),
  calendar: say("The months of the bill are those of"),
  calendars: { use: say("use (按计费周期)"), payment: say("payment (按扣费周期)") },
  example: say("Load an example"),
  exampleNote: say("The example is made up by us, from the fields that the vendor documents."),
  again: say("Start again"),
  result: say("Result"),
  prompt: say("The result appears here once there are a bill and a usage."),
  wanted: { bill: say("The vendor's bill is missing."), usage: say("Your usage is missing.") },
  working: say("Comparing …"),
  broken: say("This page failed, and that is our fault. Please tell us, without your files."),
});

/** Where files cannot be read. @param {Speech} speech */
const placesIn = ({ say, sayMany, listed }) => ({
  faulty: (count) => sayMany("{n} place cannot be read:", "{n} places cannot be read:", count),
  more: (count) => say("and {count} more", { count }),
  /** @param {Place} where */
  place: ({ file, line, sheet, column }) => listed([
    file ?? "",
    line ? say("line {line}", { line }) : "",
    sheet ? say("sheet {sheet}", { sheet }) : "",
    column ? say("column {column}", { column }) : "",
  ].filter(Boolean)),
  placed: (place) => say("{place}: ", { place }),
  expected: (text) => say(" – expected: {text}", { text }),
});

/** What the comparison gives. @param {Speech} speech */
const resultIn = ({ say, sayAs, sayMany, listed }) => ({
  agrees: say("The bill is right"),
  higher: (amount) => say("The bill is {amount} yuan higher than computed", { amount }),
  lower: (amount) => say("The bill is {amount} yuan lower than computed", { amount }),
  differs: say("The bill differs"),
  cannotTell: say("That cannot be decided yet"),
  inShort: ({ right, wrong, open, billed, computed }) => {
    let lines = sayMany("{n} line agrees", "{n} lines agree", right);
    const add = (others) => { lines = say("{agreeing}, {others}", { agreeing: lines, others }); };
    if (wrong) add(sayMany("{n} does not", "{n} do not", wrong));
    if (open) add(sayMany("{n} is undecided", "{n} are undecided", open));
    if (billed === null) {
      return say("{lines}: computed {computed} yuan; the bill lacks columns without which it "
        + "cannot be compared", { lines, computed });
    }
    return say("{lines}: billed {billed}, computed {computed} yuan", { lines, billed, computed });
  },
  columns: {
    line: say("Month and API"), verdict: say("Verdict"), billed: say("Billed"),
    computed: say("Computed"), difference: say("Difference"),
  },
  verdicts: {
    "agrees": sayAs("verdict", "agrees"), "differs": sayAs("verdict", "differs"),
    "missing-in-bill": say("not in the bill"), "missing-in-usage": say("not in the usage"),
    "cannot-tell": sayAs("verdict", "undecided"),
  },
  paidCalls: (theirs, ours) =>
    say("Calls to pay: {theirs} in the bill, {ours} computed.", { theirs, ours }),
  why: say("What gives the billed amount to the last digit"),
  together: (ids) => say("only together with {others}", { others: listed(ids) }),
  clause: say("The page:"),
  byReading: say("Compare with"),
  byReadingTitle: (reading) => say("Compare with the reading {reading}", { reading }),
  unread: (readings) => say("Compared with {readings}.", { readings: listed(readings) }),
  asUsual: say("As usual again"),
  needed: (text) => say("To tell more: {text}", { text }),
});

/** What the bill settles, and what was left out. @param {Speech} speech */
const notesIn = (speech) => {
  const { say, sayMany, listed } = speech;
  return {
    notesTitle: say("What else the bill says, and what was left out"),
    settled: ({ name, value, chosen, lines: count }) => {
      const given = { name, value, lines: sayMany("{n} line", "{n} lines", count) };
      return chosen ? say("The bill settles {name}: {value}, as here ({lines})", given)
        : say("The bill settles {name}: {value} ({lines})", given);
    },
    precision: (month, amount, verdict) =>
      say("Rounding row of {month}, {amount} yuan: {verdict}", { month, amount, verdict }),
    precisions: {
      "agrees": say("agrees with its details"),
      "differs": say("does not agree with its details"),
      "cannot-tell": say("cannot be checked without all rows of the month"),
    },
    ignored: ignoredIn(speech),
    packsMissing: say("The bill shows packs that were bought, and no file of packs is given"),
    passedOver: (name) => say("Left out: {name} in the archive is not a CSV file", { name }),
    notBilled: (months) =>
      say("Not compared: the bill does not speak of {months}", { months: listed(months) }),
    notes: fileNotesIn(speech),
  };
};

/** The rows of a bill that are left out, by the reason. @param {Speech} speech */
const ignoredIn = ({ sayMany, listed }) => ({
  "other-product": (rows, products) => {
    const more = products.length > SHOWN ? ["…"] : [];
    return sayMany("Left out: {n} row of another product: {names}",
      "Left out: {n} rows of other products: {names}", rows,
      { names: listed([...products.slice(0, SHOWN), ...more]) });
  },
  "no-product": (rows) => sayMany("Left out: {n} row that names no product",
    "Left out: {n} rows that name no product", rows),
  "pack-purchase": (rows) => sayMany(
    "Left out: {n} row about packs that were bought: what they cost is in no line",
    "Left out: {n} rows about packs that were bought: what they cost is in no line", rows),
  "precision-adjustment": (rows) => sayMany(
    "Left out: {n} row that settles rounding for the whole account (月度计费精度差异)",
    "Left out: {n} rows that settle rounding for the whole account (月度计费精度差异)", rows),
  "total-row": (rows) => sayMany("Left out: {n} row of totals",
    "Left out: {n} rows of totals", rows),
});

/** What is remarkable in a file. @param {Speech} speech */
const fileNotesIn = ({ say, sayMany, listed }) => {
  const few = (numbers) => {
    const shown = listed(numbers.slice(0, SHOWN));
    return numbers.length > SHOWN
      ? say("{numbers} and {count} more", { numbers: shown, count: numbers.length - SHOWN })
      : shown;
  };
  return {
    "sheet-hidden": (given) => say("the sheet {title!r} is hidden, and not read", given),
    "sheet-ignored": (given) => say("the sheet {sheet!r} is not read", given),
    "rows-hidden": ({ title, numbers }) => sayMany(
      "sheet {title!r}: row {numbers} is hidden, and read all the same",
      "sheet {title!r}: rows {numbers} are hidden, and read all the same",
      numbers.length, { title, numbers: few(numbers) }),
    "columns-hidden": ({ title, numbers }) => sayMany(
      "sheet {title!r}: column {numbers} is hidden, and read all the same",
      "sheet {title!r}: columns {numbers} are hidden, and read all the same",
      numbers.length, { title, numbers: few(numbers) }),
    "title-ignored": (given) => say("line {line} is a title, and not read: {title!r}", given),
    "columns-ignored": ({ names }) => sayMany("column not read: {names}",
      "columns not read: {names}", names.length, { names: listed(names) }),
    "total-row": (given) =>
      say("line {line} is a total, equal to the sum of its rows, and no usage", given),
    "total-column": (given) =>
      say("column {name!r} is a total, equal to the sum of each row, and no usage", given),
    "cells-empty": ({ count: blank }) =>
      say("{blank} cell(s) of the table are empty, and no usage", { blank }),
  };
};

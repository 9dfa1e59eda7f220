/** The text of every refusal of a file. */

/** @import { Columns, FileSentences, NotCsv, Wording } from "../types.d.ts" */

import { MAX_CALLS, MAX_QUANTITY } from "../pricebook/limits.mjs";
import { quoted } from "../sentences/speaking.mjs";

/** @type {(message: string, expected?: string|null) => Wording} */
const refuse = (message, expected = null) => ({ message, expected });

const ONE_DAY = "a day YYYY-MM-DD";

/** @param {{ onlyDay: boolean }} given */
const dateOf = ({ onlyDay }) => (onlyDay ? ONE_DAY : `${ONE_DAY} or a month YYYY-MM`);

const COUNT = `a whole number of calls, 0 to ${MAX_CALLS}`;
const SIZES = "a size as the vendor writes it, such as 10万次, or a number of calls";

/** @type {Record<NotCsv, string>} */
const NOT_CSV = {
  afterQuote: "after a closing quotation mark the cell goes on",
  unclosedQuote: "a quotation mark is never closed",
  fieldTooLong: "a cell has more than 131,072 characters",
};

/** @param {Columns} columns */
function headOf({ required, optional }) {
  return required.join(",") + optional.map((column) => `[,${column}]`).join("");
}

/** @type {FileSentences} */
const SENTENCES = {
  "notADate": (given) => refuse(`cannot read the date ${quoted(given.text)}`, dateOf(given)),
  "noSuchDate": (given) => refuse(`${quoted(given.text)} is not in the calendar`, dateOf(given)),
  "monthNotDay": ({ text }) => refuse(`${quoted(text)} is a month`, ONE_DAY),
  "calls-negative": ({ text }) => refuse(`${text} is less than 0`, COUNT),
  "calls-not-whole": ({ text }) => refuse(`${text} is not a whole number of calls`, COUNT),
  "calls-unreadable": ({ text }) => refuse(`${quoted(text)} is not a number of calls`, COUNT),
  "calls-ambiguous": ({ text }) =>
    refuse(`${quoted(text)} could have a point between thousands`, COUNT),
  "date-ambiguous": (given) => refuse(
    `${quoted(given.text)} does not say which number is the day and which the month`,
    dateOf(given),
  ),
  "calls-too-large": ({ text }) => refuse(`${text} calls are too many`, COUNT),
  "unknown-pack-size": ({ text }) => refuse(`cannot read the pack size ${quoted(text)}`, SIZES),
  "quantity-unreadable": ({ text }) =>
    refuse(`${quoted(text)} packs`, `a whole number of packs, 1 to ${MAX_QUANTITY}`),
  "row-width": ({ count, head }) =>
    refuse(`${count} cells where the head has ${head.length}`, head.join(",")),
  "column-duplicate": ({ column, times, ...columns }) =>
    refuse(`column ${quoted(column)} stands ${times} times`, headOf(columns)),
  "column-unknown": ({ column, ...columns }) =>
    refuse(`unknown column ${quoted(column)}`, headOf(columns)),
  "column-missing": ({ column, ...columns }) =>
    refuse(`column ${quoted(column)} is missing`, headOf(columns)),
  "file-not-csv": ({ reason }) => refuse(`not CSV: ${NOT_CSV[reason]}`, "a CSV file"),
  "file-undecodable": () => refuse("not text in UTF-8, UTF-16 or GB18030", "a CSV file"),
  "file-empty": ({ required }) =>
    refuse("the file has no rows", `a head ${required.join(",")} and at least one row`),
  "more": ({ count, shown, hidden }) =>
    `; ${count} more row(s) cannot be read:`
    + shown.map(({ line, message }) => `\n  line ${line}: ${message}`).join("")
    + (hidden ? `\n  and ${hidden} more` : ""),
};

/** English: the text of every refusal. */
export const ENGLISH = Object.freeze(SENTENCES);

/**
 * Usage and packs from CSV files: what is understood, and what is refused and why.
 *
 * Files come as bytes, as spreadsheets write them: UTF-8, UTF-16 with its mark, or GB18030, which
 * holds GBK. The rows that `readUsage` and `readPacks` give are those that `bill` takes.
 */

/** @import { Columns, FileRefusals, FileSentences, Wordings } from "../types.d.ts" */

import { parseCount, parseQuantity, parseSize } from "./cell-values.mjs";
import { decode, tableRows } from "./csv.mjs";
import { parseDate, parseDay } from "./dates.mjs";
import { FileRefusal } from "./file-refusal.mjs";
import { ENGLISH } from "./file-sentences.mjs";

const SHOWN = 5;

/**
 * The rows of a usage file (`date,interface,calls`); a date is a day or a month, which they give
 * as `2023-05-03` or `2023-05`.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {FileSentences} [words]
 * @returns {{date: string, interface: string, calls: bigint}[]}
 * @throws {FileRefusal} for what is no such file, with every row that cannot be read
 */
export function readUsage(bytes, name = "usage", words = ENGLISH) {
  const columns = { required: ["date", "interface", "calls"], optional: [] };
  return readRows(bytes, name, columns, words, ({ date, interface: name, calls }) => {
    return { date: parseDate(date), interface: name, calls: parseCount(calls) };
  });
}

/**
 * The packs of a packs file (`purchased_on,interface,calls[,quantity][,left]`); sizes are numbers
 * of calls, or as the vendor writes them: `10万次`.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {FileSentences} [words]
 * @returns {{
 *   purchased_on: string, interface: string, calls: bigint, quantity: number, left: bigint|null
 * }[]}
 * @throws {FileRefusal} for what is no such file, with every row that cannot be read
 */
export function readPacks(bytes, name = "packs", words = ENGLISH) {
  const required = ["purchased_on", "interface", "calls"];
  const columns = { required, optional: ["quantity", "left"] };
  return readRows(bytes, name, columns, words, (row) => {
    const calls = parseSize(row.calls);
    const [purchased_on, name] = [parseDay(row.purchased_on), row.interface];
    const quantity = parseQuantity(row.quantity || "1");
    const left = row.left ? parseCount(row.left) : null;
    return { purchased_on, interface: name, calls, quantity, left };
  });
}

/**
 * @template Row
 * @param {Uint8Array} bytes
 * @param {string} file
 * @param {Columns} columns
 * @param {FileSentences} words
 * @param {(row: Record<string, string>) => Row} convert
 */
function readRows(bytes, file, columns, words, convert) {
  try {
    /** @type {Row[]} */
    const rows = [];
    /** @type {FileRefusal[]} */
    const wrong = [];
    for (const { line, row, fault } of tableRows(decode(bytes), columns)) {
      try {
        if (fault) throw fault;
        rows.push(convert(row));
      } catch (error) {
        if (error instanceof FileRefusal) error.line = line;
        wrong.push(inWords(error, file, words));
      }
    }
    if (wrong.length) return refuseTogether(wrong, words);
    if (!rows.length) throw new FileRefusal("file-empty", columns);
    return rows;
  } catch (error) {
    throw inWords(error, file, words);
  }
}

/**
 * A refusal with its words and its place; any other error is thrown as it is.
 *
 * @param {unknown} error
 * @param {string} file
 * @param {FileRefusals} words
 */
function inWords(error, file, words) {
  if (!(error instanceof FileRefusal)) throw error;
  if (error.where.file) return error;
  const where = error.line === null ? { file } : { file, line: error.line };
  /** @type {Wordings} */
  const wordings = words;
  return Object.assign(error, { where }, wordings[error.say](error.figures));
}

/**
 * Refuse all the rows that are wrong at once: the first whole, the others by line.
 *
 * @param {FileRefusal[]} wrong
 * @param {FileSentences} words
 * @returns {never}
 */
function refuseTogether([first, ...others], words) {
  const shown = others.slice(0, SHOWN).map(({ line, message }) => ({ line, message }));
  const figures = { count: others.length, shown, hidden: others.length - shown.length };
  if (others.length) first.message += words.more(figures);
  throw first;
}

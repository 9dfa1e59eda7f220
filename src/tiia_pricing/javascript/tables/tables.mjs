/** A table as a file gives it: a head and rows of text, whatever separates the columns. */

/** @import { Place, Table, TableRow } from "./types.d.ts" */

import { decode, records } from "../account-files/csv.mjs";
import { EDGES, } from "../account-files/plain-text.mjs";
import { Fault, faultOf } from "./faults.mjs";

const SEPARATORS = [",", ";", "\t"];
export const MAX_COLUMNS = 1000;
export const MERGED = "cell-merged";
const NAMED = /^"?sep=([,;\t])"?\r?\n/; // Excel's own first line, which names the separator

/** Whether bytes begin a ZIP archive, as a workbook of Excel does too; it may have no files. */
export const isArchive = (bytes) =>
  starts(bytes, [0x50, 0x4b, 0x03, 0x04]) || starts(bytes, [0x50, 0x4b, 0x05, 0x06]);
const isOldExcel = (bytes) => starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const starts = (bytes, mark) => mark.every((byte, index) => bytes[index] === byte);

/**
 * Read a CSV file. The separator is the one that the head shows; where it shows several, the one
 * with which every row is as wide as the head.
 *
 * @param {Uint8Array} bytes
 * @param {string} file  the name in faults
 * @returns {Table}  whose `unread` says why rows are missing
 * @throws {Fault} for what is no table
 */
export function tableOf(bytes, file) {
  if (isOldExcel(bytes)) {
    throw new Fault("workbook-unreadable", {}, { say: "oldExcel", where: { file } });
  }
  try {
    return csvTable(decode(bytes), file);
  } catch (error) {
    const fault = faultOf(error);
    fault.where = { file, ...fault.where };
    throw fault;
  }
}

/** @type {(text: string, file: string) => Table} */
function csvTable(text, file) {
  const named = NAMED.exec(text);
  if (named) return split(text.slice(named[0].length), file, named[1], 1);
  const shown = shownIn(text);
  if (shown.length < 2) return split(text, file, shown[0] ?? ",", 0);
  const fitting = shown.map((separator) => tried(text, file, separator)).filter(isEven);
  if (fitting.length === 1 && fitting[0]) return fitting[0];
  throw new Fault("separator-ambiguous", { shown }, { where: { line: 1 } });
}

/** The separators, outside of quotation marks, in the first line that has any of them. */
function shownIn(text) {
  for (const line of text.split(/(?<=\n)/)) {
    const bare = line.replace(/"[^"]*"/g, "");
    const shown = SEPARATORS.filter((separator) => bare.includes(separator));
    if (shown.length) return shown;
  }
  return [];
}

function tried(text, file, separator) {
  try {
    return split(text, file, separator, 0);
  } catch (error) {
    faultOf(error);
    return null;
  }
}

/** @param {Table|null} table */
const isEven = (table) => table !== null && !table.unread
  && table.rows.every(({ cells }) => cells.length === table.head.cells.length);

/**
 * @param {string} text
 * @param {string} file
 * @param {string} separator
 * @param {number} skipped  the lines that were read before
 */
function split(text, file, separator, skipped) {
  /** @type {TableRow[]} */
  const rows = [];
  try {
    for (const { line, cells } of records(text, separator)) {
      const row = cells.map((cell) => cell.replace(EDGES, ""));
      if (row.some(Boolean)) rows.push({ line: line + skipped, cells: row });
    }
  } catch (error) {
    const fault = faultOf(error);
    fault.where = { file, line: (fault.where.line ?? 0) + skipped };
    Object.assign(fault.figures, { separator });
    return withHead(file, rows, fault);
  }
  return withHead(file, rows, null);
}

/**
 * Find titles, head and rows in the rows of a file; a title has a text in its first cell alone.
 *
 * @param {string} file
 * @param {TableRow[]} rows
 * @param {Fault|null} unread
 * @returns {Table}
 */
export function withHead(file, rows, unread) {
  const empty = new Fault("file-empty", {}, { say: "noRows", where: { file } });
  if (!rows.length) throw unread ?? empty;
  const at = Math.max(0, rows.findIndex((row) => !isTitle(row)));
  const { line, cells } = rows[at];
  if (cells.length > MAX_COLUMNS) {
    const figures = { count: cells.length, most: MAX_COLUMNS };
    throw new Fault("columns-too-many", figures, { where: { file, line } });
  }
  const below = rows.slice(at + 1);
  return { file, head: rows[at], rows: below, titles: rows.slice(0, at),
    unread: unread ?? (below.length ? null : empty) };
}

/** @param {TableRow} row */
const isTitle = ({ cells: [first, ...others], faults }) =>
  Boolean(first) && !others.some((text, index) => text && !faults?.has(index + 1));

/**
 * The place of a line, or of a cell in it.
 *
 * @param {{file: string, sheet?: string}} table
 * @param {number} line
 * @param {string} [column]
 * @returns {Place}
 */
export function placeOf({ file, sheet }, line, column) {
  const place = sheet === undefined ? { file, line } : { file, line, sheet };
  return column === undefined ? place : { ...place, column };
}

/** The head of a column, or its number from 1 where it has none. */
export const columnName = ({ head: { cells } }, at) => cells[at] || String(at + 1);

/**
 * Throw a fault for a row that is wider or narrower than the head.
 *
 * @param {Table} table
 * @param {TableRow} row
 */
export function checkWidth(table, { line, cells }) {
  const { head } = table;
  if (cells.length === head.cells.length) return;
  const figures = { count: cells.length, head: head.cells };
  throw new Fault("row-width", figures, { where: placeOf(table, line) });
}

/**
 * The text of a cell; `merged` takes that of the merged cell which it is part of.
 *
 * @param {Table} table
 * @param {TableRow} row
 * @param {number} at
 * @param {{merged?: boolean}} [options]
 * @throws {Fault} where the row has another width than the head, or the cell a fault
 */
export function textIn(table, row, at, { merged = false } = {}) {
  checkWidth(table, row);
  const fault = row.faults?.get(at);
  if (!fault || (merged && fault.id === MERGED)) return row.cells[at];
  const where = placeOf(table, row.line, columnName(table, at));
  throw new Fault(fault.id, fault.figures, { say: fault.say, where });
}

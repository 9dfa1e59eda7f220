/** Which table of a file is the one that is wanted: the only one whose heads fit. */

/** @import { Note, Table } from "./types.d.ts" */

import { folded } from "./columns.mjs";
import { Fault, Problems } from "./faults.mjs";
import { columnName, placeOf } from "./tables.mjs";

const ACCOUNT = "account";
const UNIT = /单位|[千万萬亿億]|unit|thousand|million/i;

/**
 * The table without faults in its heads, whole and with rows; its notes name the sheets that are
 * not taken, and its titles.
 *
 * @param {Table[]} tables
 * @param {(table: Table) => Problems} faults
 * @param {string} head  what a file without rows should have
 * @returns {Table}
 * @throws {Fault} where no table fits, or more than one, or a title speaks of a unit
 */
export function choose(tables, faults, head) {
  const problems = tables.map(faults);
  const fitting = tables.filter((_, index) => !problems[index].count);
  if (!fitting.length) problems[0].end();
  const [table, ...others] = fitting;
  if (others.length) {
    const sheets = fitting.map(({ sheet }) => sheet);
    throw new Fault("sheet-ambiguous", { sheets }, { where: { file: table.file } });
  }
  checkTitles(table);
  if (table.unread?.id === "file-empty") {
    throw new Fault("file-empty", { head }, { say: "noRows", where: { file: table.file } });
  }
  if (table.unread) throw table.unread;
  return { ...table, notes: [...table.notes ?? [], ...passedOver(tables, table),
    ...titleNotes(table)] };
}

/** @type {(tables: Table[], taken: Table) => Note[]} */
const passedOver = (tables, taken) => tables.filter((table) => table !== taken)
  .map(({ file, sheet }) => ({ id: "sheet-ignored", file, figures: { sheet } }));

/** Throw where a title says in which unit the table counts. @param {Table} table */
function checkTitles(table) {
  for (const { line, cells: [title] } of table.titles) {
    if (UNIT.test(title)) {
      throw new Fault("title-unread", { title }, { where: placeOf(table, line) });
    }
  }
}

/** @type {(table: Table) => Note[]} */
export const titleNotes = ({ file, titles }) => titles.map(({ line, cells: [title] }) =>
  ({ id: "title-ignored", file, figures: { line, title } }));

/**
 * Refuse several accounts, named in one of the columns that are not read: each has free calls of
 * its own.
 *
 * @type {(table: Table, columns: number[]) => void}
 */
export function checkOneAccount(table, columns) {
  for (const at of columns.filter((one) => folded(table.head.cells[one]) === ACCOUNT)) {
    const rows = table.rows.filter(({ cells }) => cells[at]);
    const other = rows.find(({ cells }) => cells[at] !== rows[0].cells[at]);
    if (other) {
      const where = placeOf(table, other.line, columnName(table, at));
      throw new Fault("several-accounts", { name: other.cells[at] }, { where });
    }
  }
}

/** The note that names the columns that are not read. @type {(t: Table, c: number[]) => Note[]} */
export function ignored(table, columns) {
  if (!columns.length) return [];
  const names = columns.map((at) => columnName(table, at));
  return [{ id: "columns-ignored", file: table.file, figures: { names } }];
}

/** Usage from a file: each count with its place, and what is to be told of the file. */

/** @import { Count, Shape } from "./shapes.mjs" */
/** @import { UsageRow } from "../types.d.ts" */
/** @import { Note, Place, Table, TableRow } from "../../tables/types.d.ts" */

import { parseCount } from "../../account-files/cell-values.mjs";
import { parseDate } from "../../account-files/dates.mjs";
import { checkOneAccount, choose, ignored } from "../../tables/choosing.mjs";
import { Fault, Problems, faultOf } from "../../tables/faults.mjs";
import { isMatrix, isTotal, shapeOf } from "./shapes.mjs";
import { ownTablesOf } from "../../tables/table-files.mjs";
import { checkWidth, columnName, placeOf, textIn } from "../../tables/tables.mjs";

/**
 * The counts of a CSV file or a workbook. A date is a day or a month.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  the file's name in faults
 * @returns {Promise<{rows: UsageRow[], notes: Note[]}>}
 * @throws {Fault} with every fault of the file
 */
export async function readUsage(bytes, name) {
  const tables = await ownTablesOf(bytes, name);
  const table = choose(tables, (one) => shapeOf(one).problems, "date,interface,calls");
  const { shape } = shapeOf(table);
  const read = new Rows(table, shape);
  read.faults.end();
  if (!read.usage.length) {
    throw new Fault("file-empty", {}, { say: "noCounts", where: { file: name } });
  }
  checkOneAccount(table, shape.ignored);
  const notes = [...table.notes ?? [], ...ignored(table, shape.ignored), ...read.notes()];
  return { rows: read.usage, notes };
}

/** The rows of one table: what was read, and what is wrong. */
class Rows {
  /** @type {UsageRow[]} */
  usage = [];
  faults = new Problems();
  /** @type {TableRow[]} */
  totals = [];
  blank = 0;

  /** @type {(table: Table, shape: Shape) => void} */
  constructor(table, shape) {
    this.table = table;
    this.shape = shape;
    this.tallies = shape.counts.map(() => new Tally());
    for (const row of table.rows) this.read(row);
    if (!this.faults.count) this.checkTotals();
  }

  /** @returns {Note[]} */
  notes() {
    const [{ file }, { totals }] = [this.table, this.shape];
    return [
      ...this.totals.map(({ line }) => ({ id: "total-row", file, figures: { line } })),
      ...totals.map((at) =>
        ({ id: "total-column", file, figures: { name: columnName(this.table, at) } })),
      ...(this.blank ? [{ id: "cells-empty", file, figures: { count: this.blank } }] : []),
    ];
  }

  /** @param {TableRow} row */
  read(row) {
    const before = this.faults.count;
    try {
      checkWidth(this.table, row);
      if (keysOf(this.shape.counts[0]).some((at) => isTotal(row.cells[at]))) this.claim(row);
      else for (const [index, count] of this.shape.counts.entries()) this.count(row, index, count);
      if (this.faults.count === before) this.checkSum(row);
    } catch (error) {
      this.faults.add(faultOf(error));
    }
  }

  /** Read one count of a row; what is wrong with it is added to the faults. */
  count(row, index, count) {
    if (isMatrix(this.shape) && isBlank(row, count)) {
      this.blank += 1;
      return;
    }
    const { table, faults } = this;
    const before = faults.count;
    const heads = table.head.cells;
    const key = (at) => textIn(table, row, at, { merged: true });
    const date = count.date === null ? parseDate(heads[count.calls])
      : faults.read(() => parseDate(key(count.date)), this.place(row, count.date));
    const calls = faults.read(() => this.calls(row, count), this.place(row, count.calls));
    const name = count.interface === null ? heads[count.calls]
      : faults.read(() => key(count.interface), this.place(row, count.interface));
    if (faults.count !== before || date === null || calls === null || name === null) return;
    this.tallies[index].add(calls, keysOf(count).map((at) => row.cells[at]));
    const places = { date: this.head(row, count.date, count), calls: this.place(row, count.calls),
      interface: this.head(row, count.interface, count) };
    this.usage.push({ date, interface: name, calls, places });
  }

  calls(row, { calls, per }) {
    return parseCount(textIn(this.table, row, calls), per);
  }

  /** @type {(row: TableRow, at: number) => Place} */
  place({ line }, at) {
    return placeOf(this.table, line, columnName(this.table, at));
  }

  /** Where a date or an API stands: in its column, or in the head. */
  head(row, at, { calls }) {
    return at === null ? this.place(this.table.head, calls) : this.place(row, at);
  }

  /** Keep what a row of totals states. */
  claim(row) {
    this.totals.push(row);
    for (const [index, count] of this.shape.counts.entries()) {
      if (isMatrix(this.shape) && isBlank(row, count)) continue;
      const texts = keysOf(count).map((at) => row.cells[at]);
      const keys = texts.filter((text) => text && !isTotal(text));
      const calls = this.placed(row, count.calls, () => this.calls(row, count));
      this.tallies[index].claim(row.line, keys.join(""), calls);
    }
    for (const tally of this.tallies) tally.rowsEnd();
  }

  /** What `parse` gives; a fault gets the place of the cell. */
  placed(row, at, parse) {
    try {
      return parse();
    } catch (error) {
      throw Object.assign(faultOf(error), { where: this.place(row, at) });
    }
  }

  /** Hold the totals of a row against its counts. */
  checkSum(row) {
    for (const at of this.shape.totals.filter((one) => row.cells[one])) {
      const says = this.placed(row, at, () => parseCount(textIn(this.table, row, at)));
      const counts = this.shape.counts.filter((one) => !isBlank(row, one));
      const found = counts.reduce((sum, count) => sum + this.calls(row, count), 0n);
      if (says === found) continue;
      const told = { say: "rowTotal", where: this.place(row, at) };
      throw new Fault("total-wrong", { says, found }, told);
    }
  }

  /** Add the totals that are no sums to the faults. */
  checkTotals() {
    for (const [index, { calls }] of this.shape.counts.entries()) {
      for (const { line, ...figures } of this.tallies[index].wrong()) {
        const column = columnName(this.table, calls);
        this.faults.add(new Fault("total-wrong", figures, { say: "columnTotal" }),
          placeOf(this.table, line, column));
      }
    }
  }
}

/** @type {(row: TableRow, count: Count) => boolean} */
const isBlank = ({ cells, faults }, { calls }) => !cells[calls] && !faults?.has(calls);

/** The columns that say of which row a count is. @type {(count: Count) => number[]} */
const keysOf = ({ date, interface: name }) => [date, name].filter((at) => at !== null);

/** The sum of the counts in one column, and what the table says that it is. */
class Tally {
  sum = 0n;
  rows = 0;
  /** @type {bigint|null} */
  since = null;
  by = new Map();
  claims = [];

  add(calls, keys) {
    this.sum += calls;
    this.rows += 1;
    this.since = (this.since ?? 0n) + calls;
    for (const key of keys) this.by.set(key, (this.by.get(key) ?? 0n) + calls);
  }

  claim(line, key, calls) {
    const above = this.rows ? this.sum : null;
    this.claims.push({ line, key, calls, above, since: this.since });
  }

  /** End a group of rows, after a total of any column. */
  rowsEnd() {
    this.since = null;
  }

  /** Every claim that is no sum of rows. */
  wrong() {
    const all = () => (this.rows ? this.sum : null);
    return this.claims.filter(({ key, calls, above, since }) =>
      !(key ? [this.by.get(key)] : [above, since, all()]).includes(calls))
      .map(({ line, key, calls, above }) =>
        ({ line, key, says: calls, found: key ? this.by.get(key) ?? 0n : above ?? this.sum }));
  }
}

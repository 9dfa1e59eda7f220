/** Rows of the export: their texts by field, each with its place, and the numbers in them. */

/** @import { Days, Figures, Fraction, RawRow, WrittenNumber } from "../types.d.ts" */
/** @import { Table } from "../../tables/types.d.ts" */

import {
  parseAmount, parseDay, parseDiscount, parseMonth, parseNumber, parseScale,
} from "./cells.mjs";
import { fraction, times } from "../exact.mjs";
import { Fault, Problems, faultOf } from "../../tables/faults.mjs";
import { CHINESE, NEEDED, columnsOf, headOf } from "./headings.mjs";
import { checkWidth, placeOf, textIn } from "../../tables/tables.mjs";

/**
 * The rows of tables.
 *
 * @param {Table[]} tables
 * @returns {RawRow[]}
 * @throws {Fault} for heads that are not the export's, and for every row of another width
 */
export function rawRows(tables) {
  const problems = new Problems();
  const rows = tables.flatMap((table) => {
    const columns = billColumns(table);
    return table.rows.flatMap((row) => {
      try {
        checkWidth(table, row);
        const texts = new Map();
        for (const [field, at] of columns.places) texts.set(field, textIn(table, row, at));
        const { file, sheet } = table;
        const source = sheet === undefined ? file : `${file} (${sheet})`;
        return [{ file, sheet, source, line: row.line, texts, columns }];
      } catch (error) {
        problems.add(faultOf(error));
        return [];
      }
    });
  });
  problems.end();
  return rows;
}

/** @param {Table} table */
function billColumns({ file, head: { cells, line } }) {
  const columns = columnsOf(cells, file, line);
  if (!NEEDED.flat().some((field) => columns.places.has(field))) {
    throw new Fault("not-a-vendor-bill", {}, { where: { file, line } });
  }
  return columns;
}

/**
 * The columns that a verdict needs and that a table lacks, as the mainland names them.
 *
 * @param {Table[]} tables
 * @returns {string[]}
 */
export function missingColumns(tables) {
  const missing = tables.flatMap((table) => {
    const { places, unit } = billColumns(table);
    const absent = NEEDED.filter((fields) => !fields.some((field) => places.has(field)))
      .map((fields) => fields.map((field) => CHINESE[field]).join(" / "));
    const unitless = places.has("usage") && !places.has("usage_unit") && !unit;
    return unitless ? [...absent, CHINESE.usage_unit] : absent;
  });
  return [...new Set(missing)];
}

/**
 * The text of a field; empty where the file has no such column.
 *
 * @param {RawRow} row
 * @param {string} field
 */
export const textOf = ({ texts }, field) => texts.get(field) ?? "";

/**
 * The place of a field's cell.
 *
 * @param {RawRow} row
 * @param {string} field
 */
export const whereOf = ({ line, columns, ...table }, field) =>
  placeOf(table, line, headOf(columns, field));

/**
 * The numbers of a row; its faults are added to `problems`, and then it has none.
 *
 * @param {RawRow} row
 * @param {Problems} problems
 * @returns {Figures|null}
 */
export function figuresOf(row, problems) {
  const before = problems.count;
  const read = (field, parse) =>
    problems.read(() => parse(textOf(row, field)), whereOf(row, field));
  const count = (text) => parseNumber(text, "count");
  const scale = scaleOf(row, problems);
  const found = {
    total: read("total", parseAmount),
    list_cost: read("list_cost", parseAmount),
    discount: read("discount", parseDiscount),
    unit_price: read("unit_price", (text) => parseNumber(text, "price")),
    calls: callsOf(read("usage", count), scale),
    measured: callsOf(read("measured", count), scale),
    deducted: callsOf(read("deducted", count), scale),
    days: { month: read("month", parseMonth), paid: read("paid_at", parseDay),
      begins: read("begins", parseDay) },
  };
  return problems.count === before ? found : null;
}

/** @type {(count: WrittenNumber|null, scale: bigint|null) => Fraction|null} */
const callsOf = (count, scale) =>
  (count === null || scale === null ? null : times(count.value, fraction(scale)));

/** How many calls one of the row's unit is; 1 where no cell of the row needs it. */
function scaleOf(row, problems) {
  const unit = textOf(row, "usage_unit") || row.columns.unit;
  const counted = ["usage", "measured"].some((field) => /[^-/ 0.]/.test(textOf(row, field)));
  if (!unit && !counted) return 1n;
  return problems.read(() => parseScale(unit), whereOf(row, "usage_unit"));
}

/**
 * When a row was used and paid; what cannot be read is left out.
 *
 * @param {RawRow} row
 * @returns {Days}
 */
export function daysOf(row) {
  const unread = new Problems();
  const read = (field, parse) => unread.read(() => parse(textOf(row, field)), {});
  return { month: read("month", parseMonth), paid: read("paid_at", parseDay),
    begins: read("begins", parseDay) };
}

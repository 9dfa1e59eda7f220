/** A table of the cells of a sheet: merged ones filled in, what is hidden told. */

/** @import { Note, Table, TableRow } from "../types.d.ts" */
/** @import { SheetRows } from "./sheet-rows.mjs" */

import { Fault } from "../faults.mjs";
import { MERGED, withHead } from "../tables.mjs";
import { Unreadable } from "./xml.mjs";

const MOST_PLACES = 2_000_000; // of a sheet's grid: its rows, each as wide as the widest

/**
 * The table of a sheet that has rows. The text of a merged cell stands in each of its places, in
 * all but the first with a fault: who can make sense of it takes it all the same.
 *
 * @param {string} file
 * @param {SheetRows} sheet
 * @returns {Table}
 * @throws {Unreadable} for merged cells that overlap, and for rows that are few cells far apart
 */
export function sheetTable(file, sheet) {
  let width = 0;
  for (const cells of sheet.rows.values()) width = Math.max(width, ...cells.keys());
  if (sheet.rows.size * width > MOST_PLACES) {
    const { rows: { size: count }, title } = sheet;
    throw new Unreadable("places", { count, title, width, most: MOST_PLACES });
  }
  fill(sheet, width);
  const lines = [...sheet.rows].sort(([one], [other]) => one - other);
  const rows = lines.map(([line, cells]) => rowOf(line, cells, width));
  const table = withHead(file, rows, null);
  return { ...table, sheet: sheet.title, notes: notesOf(file, sheet) };
}

/** @type {(sheet: SheetRows, width: number) => void} */
function fill({ rows, merged }, width) {
  const lines = [...rows.keys()].sort((one, other) => one - other);
  const met = new Set();
  for (const cell of merged) {
    const text = rows.get(cell.top)?.get(cell.left)?.text ?? "";
    const fault = new Fault(MERGED, { text, top: cell.top });
    for (let index = firstFrom(lines, cell.top); lines[index] <= cell.bottom; index += 1) {
      const line = lines[index];
      for (let at = cell.left; at <= Math.min(cell.right, width); at += 1) {
        const place = line * width + at;
        if (met.has(place)) throw new Unreadable("overlap", { line });
        met.add(place);
        const isFirst = line === cell.top && at === cell.left;
        if (text && !isFirst) rows.get(line)?.set(at, { text, fault });
      }
    }
  }
}

/** The index of the first of the sorted `lines` that is not above `top`. */
function firstFrom(lines, top) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle] < top) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns {TableRow} */
function rowOf(line, cells, width) {
  const row = Array.from({ length: width }, (_, index) => cells.get(index + 1));
  const faults = new Map();
  for (const [at, cell] of row.entries()) if (cell?.fault) faults.set(at, cell.fault);
  const texts = row.map((cell) => cell?.text ?? "");
  return faults.size ? { line, cells: texts, faults } : { line, cells: texts };
}

/** @type {(file: string, sheet: SheetRows) => Note[]} */
function notesOf(file, { title, rows, hiddenRows, hiddenColumns }) {
  const filled = new Set([...rows.values()].flatMap((cells) => [...cells.keys()]));
  const columns = [...hiddenColumns].filter((at) => filled.has(at));
  const lines = [...hiddenRows].sort((one, other) => one - other);
  return [
    ...(lines.length ? [{ id: "rows-hidden", file, figures: { title, numbers: lines } }] : []),
    ...(columns.length ? [{ id: "columns-hidden", file, figures: { title, numbers: columns } }]
      : []),
  ];
}

/** Packs from a file, each row with its place. */

/** @import { Note, PackRow } from "../types.d.ts" */

import { parseCount, parseDate, parseQuantity, parseSize } from "../../files.mjs";
import { PACKS, find, headFaults, headOf } from "./columns.mjs";
import { Fault, Problems } from "./faults.mjs";
import { checkWidth, tableOf } from "./tables.mjs";
import { checkWhole, columnName, ignored, titleNotes } from "./usage.mjs";

/**
 * The packs of a CSV file.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  the file's name in faults
 * @returns {{rows: PackRow[], notes: Note[]}}
 * @throws {Fault} with every fault of the file
 */
export function readPacks(bytes, name) {
  const table = tableOf(bytes, name);
  const found = find(table, PACKS);
  headFaults(table, PACKS, found).end();
  checkWhole(table, headOf(PACKS.filter(({ required }) => required)));
  const problems = new Problems();
  const rows = table.rows.map((row) => packOf(table, found, row, problems));
  problems.end();
  const notes = [...titleNotes(table), ...ignored(table, found.others)];
  return { rows: rows.filter((row) => row !== null), notes };
}

function packOf(table, { at, per }, row, problems) {
  const column = (part) => at.get(part) ?? -1;
  const place = (part) =>
    ({ file: table.file, line: row.line, column: columnName(table, column(part)) });
  const read = (part, parse) =>
    problems.read(() => parse(row.cells[column(part)] ?? "", per.get(part) ?? 1n), place(part));
  const before = problems.count;
  problems.read(() => checkWidth(table, row), { file: table.file, line: row.line });
  if (problems.count !== before) return null;
  const size = (text, unit) => (unit === 1n ? parseSize(text) : parseCount(text, unit));
  const calls = read("calls", size);
  const day = read("purchased_on", dayOf);
  const quantity = read("quantity", (text) => parseQuantity(text || "1"));
  const left = read("left", (text, unit) => (text ? parseCount(text, unit) : null));
  if (problems.count !== before) return null;
  const interfaceName = row.cells[column("interface")];
  const places = Object.fromEntries(
    [...at.keys()].map((part) => [part === "purchased_on" ? "date" : part, place(part)]));
  return { purchased_on: day, interface: interfaceName, calls, quantity, left, places };
}

function dayOf(text) {
  const date = parseDate(text);
  if (date.length > "2023-05".length) return date;
  throw new Fault("date-unreadable", { text }, { say: "monthNotDay" });
}

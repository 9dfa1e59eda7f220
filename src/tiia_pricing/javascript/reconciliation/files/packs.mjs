/** Packs from a file, each row with its place. */

/** @import { PackRow } from "../types.d.ts" */
/** @import { Note } from "../../tables/types.d.ts" */

import { parseCount, parseQuantity, parseSize } from "../../account-files/cell-values.mjs";
import { parseDate } from "../../account-files/dates.mjs";
import { checkOneAccount, choose, ignored } from "../../tables/choosing.mjs";
import { PACKS, find, headFaults, headOf } from "../../tables/columns.mjs";
import { Fault, Problems } from "../../tables/faults.mjs";
import { ownTablesOf } from "../../tables/table-files.mjs";
import { checkWidth, columnName, placeOf, textIn } from "../../tables/tables.mjs";

/**
 * The packs of a CSV file or a workbook.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  the file's name in faults
 * @returns {Promise<{rows: PackRow[], notes: Note[]}>}
 * @throws {Fault} with every fault of the file
 */
export async function readPacks(bytes, name) {
  const required = headOf(PACKS.filter((column) => column.required));
  const heads = (one) => headFaults(one, PACKS, find(one, PACKS));
  const table = choose(await ownTablesOf(bytes, name), heads, required);
  const found = find(table, PACKS);
  const problems = new Problems();
  const rows = table.rows.map((row) => packOf(table, found, row, problems));
  problems.end();
  checkOneAccount(table, found.others);
  const notes = [...table.notes ?? [], ...ignored(table, found.others)];
  return { rows: rows.filter((row) => row !== null), notes };
}

function packOf(table, { at, per }, row, problems) {
  const column = (part) => at.get(part) ?? -1;
  const place = (part) => placeOf(table, row.line, columnName(table, column(part)));
  const read = (part, parse, merged = false) => problems.read(() => {
    const text = at.has(part) ? textIn(table, row, column(part), { merged }) : "";
    return parse(text, per.get(part) ?? 1n);
  }, place(part));
  const before = problems.count;
  problems.read(() => checkWidth(table, row), placeOf(table, row.line));
  if (problems.count !== before) return null;
  const size = (text, unit) => (unit === 1n ? parseSize(text) : parseCount(text, unit));
  const calls = read("calls", size);
  const day = read("purchased_on", dayOf, true);
  const name = read("interface", (text) => text, true);
  const quantity = read("quantity", (text) => parseQuantity(text || "1"));
  const left = read("left", (text, unit) => (text ? parseCount(text, unit) : null));
  if (problems.count !== before) return null;
  const places = Object.fromEntries(
    [...at.keys()].map((part) => [part === "purchased_on" ? "date" : part, place(part)]));
  return { purchased_on: day, interface: name, calls, quantity, left, places };
}

function dayOf(text) {
  const date = parseDate(text);
  if (date.length > "2023-05".length) return date;
  throw new Fault("date-unreadable", { text }, { say: "monthNotDay" });
}

/** Files that hold tables: text, or a workbook of Excel, whatever the file is called. */

/** @import { Table } from "../types.d.ts" */

import { workbookTables } from "../workbooks/workbook.mjs";
import { isArchive, tableOf } from "./tables.mjs";

/**
 * The tables in the bytes of a file: one of a CSV file, one of each visible sheet of a workbook.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  what faults call it
 * @returns {Promise<Table[]>}
 * @throws {Fault} for what is no table
 */
export async function tablesOf(bytes, name) {
  return isArchive(bytes) ? workbookTables(bytes, name) : [tableOf(bytes, name)];
}

/** Files that hold tables: text, or a workbook of Excel, whatever the file is called. */

/** @import { Table } from "./types.d.ts" */

import { workbookTables } from "./workbooks/workbook.mjs";
import { Fault } from "./faults.mjs";
import { isArchive, tableOf } from "./tables.mjs";

const MOST_BYTES = 16 * 1024 * 1024; // of a file of one's own, as for the command

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

/**
 * The tables in the bytes of a file of one's own, usage or packs.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  what faults call it
 * @returns {Promise<Table[]>}
 * @throws {Fault} for what is no table, or is larger than the bound
 */
export async function ownTablesOf(bytes, name) {
  if (bytes.length > MOST_BYTES) {
    throw new Fault("file-too-large", { most: MOST_BYTES }, { where: { file: name } });
  }
  return tablesOf(bytes, name);
}

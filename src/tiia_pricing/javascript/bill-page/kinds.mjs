/** Which of the wanted files a file is, where several are dropped at once. */

import { PACKS, find } from "../tables/columns.mjs";
import { columnsOf } from "../reconciliation/files/headings.mjs";
import { tablesOf } from "../tables/table-files.mjs";
import { isArchive } from "../tables/tables.mjs";

const OF_BILLS = ["product", "total", "usage", "month", "component"];

/**
 * The kind of a file by the heads of its tables: bill or packs where one of them says so. An
 * archive that is no workbook is the bill's; what is neither can only be usage.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<"bill"|"usage"|"packs">}
 */
export async function kindOf(bytes) {
  try {
    const kinds = (await tablesOf(bytes, "")).map(kindOfTable);
    return kinds.find((kind) => kind !== "usage") ?? "usage";
  } catch {
    return isArchive(bytes) ? "bill" : "usage";
  }
}

function kindOfTable(table) {
  const { places } = columnsOf(table.head.cells, "", 1);
  if (OF_BILLS.filter((field) => places.has(field)).length > 1) return "bill";
  return find(table, PACKS).at.has("purchased_on") ? "packs" : "usage";
}

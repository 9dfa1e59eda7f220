/** Which of the wanted files a file is, where several are dropped at once. */

import { PACKS, find } from "../reconciliation/files/columns.mjs";
import { columnsOf } from "../reconciliation/files/headings.mjs";
import { isArchive, tableOf } from "../reconciliation/files/tables.mjs";

const OF_BILLS = ["product", "total", "usage", "month", "component"];

/**
 * The kind of a file by its heads; what is neither bill nor packs can only be usage.
 *
 * @param {Uint8Array} bytes
 * @returns {"bill"|"usage"|"packs"}
 */
export function kindOf(bytes) {
  if (isArchive(bytes)) return "bill";
  try {
    const table = tableOf(bytes, "");
    const { places } = columnsOf(table.head.cells, "", 1);
    if (OF_BILLS.filter((field) => places.has(field)).length > 1) return "bill";
    return find(table, PACKS).at.has("purchased_on") ? "packs" : "usage";
  } catch {
    return "usage";
  }
}

/** The files of an export: a CSV, a workbook, or the archive in which the vendor delivers CSVs. */

/** @import { Calendar, Export } from "../types.d.ts" */
/** @import { Table } from "../../tables/types.d.ts" */
/** @import { Member } from "../../tables/workbooks/packages.mjs" */

import { Package } from "../../tables/workbooks/packages.mjs";
import { CONTENT_TYPES } from "../../tables/workbooks/workbook-parts.mjs";
import { Fault } from "../../tables/faults.mjs";
import { isArchive } from "../../tables/tables.mjs";
import { tablesOf } from "../../tables/table-files.mjs";

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MEMBERS = 200;

/**
 * Read the tables in the bytes of an export.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  what faults call it
 * @param {Calendar} [calendar]
 * @param {number} [most]  the bytes that may be packed in an archive
 * @returns {Promise<Export>}
 * @throws {Fault} for what cannot be read, is no table, or is larger than the bounds
 */
export async function exportOf(bytes, name, calendar = "use", most = MOST_BYTES) {
  if (bytes.length > MOST_BYTES) {
    throw new Fault("file-too-large", { most: MOST_BYTES }, { where: { file: name } });
  }
  if (!isArchive(bytes)) return { tables: await wholeTables(bytes, name), calendar };
  const archive = new Package(bytes, (trouble, member) =>
    refused(member ? `${name}/${member}` : name, trouble));
  const members = archive.members.filter((one) => !one.name.endsWith("/"));
  if (members.length > MOST_MEMBERS) {
    throw refused(name, "tooManyMembers", { count: members.length, most: MOST_MEMBERS });
  }
  if (members.some((one) => one.name === CONTENT_TYPES)) {
    return { tables: await wholeTables(bytes, name), calendar };
  }
  const bills = members.filter((one) => one.name.toLowerCase().endsWith(".csv"));
  if (!bills.length) throw refused(name, "noCsv");
  const passedOver = members.filter((one) => !bills.includes(one)).map((one) => one.name);
  return { tables: await unpacked(archive, bills, name, most), passedOver, calendar };
}

/** @type {(bytes: Uint8Array, name: string) => Promise<Table[]>} */
async function wholeTables(bytes, name) {
  const tables = await tablesOf(bytes, name);
  for (const { unread } of tables) if (unread) throw unread;
  return tables;
}

const refused = (file, say, figures = {}) =>
  new Fault("archive-unreadable", figures, { say, where: { file } });

/** @type {(archive: Package, bills: Member[], name: string, most: number) => Promise<Table[]>} */
async function unpacked(archive, bills, name, most) {
  /** @type {Table[]} */
  const tables = [];
  let left = most;
  for (const member of bills) {
    const data = await archive.unpacked(member, left);
    left -= data.length;
    if (left < 0) throw refused(name, "tooMuchPacked", { most });
    tables.push(...await wholeTables(data, `${name}/${member.name}`));
  }
  return tables;
}

/** The tables of a workbook of Excel (.xlsx), one of each visible sheet that has rows. */

/** @import { Table } from "../types.d.ts" */
/** @import { Element } from "./xml.mjs" */

import { Fault } from "../faults.mjs";
import { Package } from "./packages.mjs";
import { SheetRows } from "./sheet-rows.mjs";
import { sheetTable } from "./sheet-tables.mjs";
import { CONTENT_TYPES, readParts } from "./workbook-parts.mjs";
import { Unreadable, readXML } from "./xml.mjs";

const MOST_PARTS = 1000;
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_ELEMENTS = 1_000_000; // of cells and their texts
const MOST_OTHERS = 100_000; // of all else, such as styles
const OF_CELLS = new Set(["row", "c", "v", "f", "is", "t", "si", "r"]);
const TOO_LARGE = ["parts", "size", "elements", "places"];

/**
 * Read the visible sheets of a workbook. Rows and columns that are hidden are read, sheets that
 * are hidden are not: each table's notes say so.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  what faults call it
 * @returns {Promise<Table[]>}
 * @throws {Fault} for what is no workbook, is broken, or is larger than the bounds
 */
export async function workbookTables(bytes, name) {
  try {
    return await tablesOf(new Workbook(bytes, name), name);
  } catch (error) {
    throw error instanceof Unreadable ? faultOf(error, name) : error;
  }
}

function faultOf({ why, figures }, file) {
  const id = TOO_LARGE.includes(why) ? "workbook-too-large" : "workbook-unreadable";
  return new Fault(id, { why, ...figures }, { where: { file } });
}

/** @type {(workbook: Workbook, file: string) => Promise<Table[]>} */
async function tablesOf(workbook, file) {
  const book = await readParts((part, ends) => workbook.read(part, { ends }),
    (part) => workbook.parts.has(part));
  const [tables, hidden] = [/** @type {Table[]} */ ([]), /** @type {any[]} */ ([])];
  for (const { title, part, ...sheet } of book.sheets) {
    const rows = new SheetRows(title, book);
    await workbook.read(part, { begins: (one) => rows.begins(one), ends: (one) => rows.ends(one) });
    if (sheet.hidden && rows.rows.size) {
      hidden.push({ id: "sheet-hidden", file, figures: { title } });
    }
    if (!sheet.hidden && rows.rows.size > 1) tables.push(sheetTable(file, rows));
  }
  if (!tables.length) throw new Fault("file-empty", {}, { say: "noSheets", where: { file } });
  return tables.map((table) => ({ ...table, notes: [...hidden, ...(table.notes ?? [])] }));
}

/** The parts of a package, read within the bounds. */
class Workbook {
  #counts = { cells: 0, others: 0 };

  /** @type {(bytes: Uint8Array, name: string) => void} */
  constructor(bytes, name) {
    this.package = new Package(bytes, (trouble) => faultOf(new Unreadable(trouble), name));
    const { members } = this.package;
    const size = members.reduce((sum, one) => sum + one.size, 0);
    if (members.length > MOST_PARTS) {
      throw new Unreadable("parts", { count: members.length, most: MOST_PARTS });
    }
    if (size > MOST_UNPACKED) throw new Unreadable("size", { size, most: MOST_UNPACKED });
    this.parts = new Map(members.map((one) => [one.name, one]));
    if (!this.parts.has(CONTENT_TYPES)) throw new Unreadable("notWorkbook");
  }

  /** @type {(name: string, told: Parameters<typeof readXML>[1]) => Promise<void>} */
  async read(name, told) {
    const part = this.parts.get(name);
    if (!part) throw new Unreadable("part");
    const data = await this.package.unpacked(part, part.size);
    if (data.length !== part.size) throw new Unreadable("broken");
    readXML(data, {
      begins: (element) => {
        this.#count(element);
        told.begins?.(element);
      },
      ends: told.ends,
    });
  }

  /** @param {Element} element */
  #count({ name }) {
    const kind = OF_CELLS.has(name) ? "cells" : "others";
    this.#counts[kind] += 1;
    const most = kind === "cells" ? MOST_ELEMENTS : MOST_OTHERS;
    if (this.#counts[kind] > most) throw new Unreadable("elements", { count: most });
  }
}

/** From the bytes of the files to the reconciliation; every fault has its place. */

/** @import { OpenBook, Sentences } from "../types.d.ts" */
/** @import { Calendar, PackRow, Reconciliation, UsageRow } from "./types.d.ts" */
/** @import { Note, Place } from "../tables/types.d.ts" */

import { bill } from "../billing/bill.mjs";
import { openAccount } from "../billing/usage/account.mjs";
import { activation, packRow, usageRow } from "../billing/usage/rows.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { exportOf } from "./files/archives.mjs";
import { titleNotes } from "../tables/choosing.mjs";
import { folded } from "../tables/columns.mjs";
import { readPacks } from "./files/packs.mjs";
import { reconcile } from "./reconcile.mjs";
import { readUsage } from "./files/usage.mjs";

// Which column of a row a refusal of the calculator is about.
const COLUMNS = {
  "unknown-interface": "interface", "packs-not-sold": "interface", "unknown-pack-size": "calls",
  "left-impossible": "left", "quantity-unreadable": "quantity", "calls-too-large": "calls",
};

/** @typedef {{name: string, bytes: Uint8Array}} GivenFile */

/**
 * Compare a bill with usage and packs, all as files.
 *
 * @param {OpenBook} book
 * @param {{bill: GivenFile, usage: GivenFile, packs?: GivenFile|null}} files
 * @param {{calendar?: Calendar, readings?: Record<string, string>}} [options]
 * @param {Sentences} [words]
 * @returns {Promise<{result: Reconciliation, notes: Note[]}>}
 */
export async function checkBill(book, files, { calendar, readings } = {}, words) {
  const bills = await exportOf(files.bill.bytes, files.bill.name, calendar);
  const usage = await readUsage(files.usage.bytes, files.usage.name);
  const packs = files.packs
    ? await readPacks(files.packs.bytes, files.packs.name) : { rows: [], notes: [] };
  const rows = { usage: named(book, usage.rows), packs: named(book, packs.rows) };
  const account = { ...rows, readings: readings ?? {} };
  placed(book, account, words);
  const told = bills.tables.flatMap((table) => [...table.notes ?? [], ...titleNotes(table)]);
  const result = reconcile(book, bills, account, words);
  return { result, notes: [...told, ...usage.notes, ...packs.notes] };
}

/**
 * The rows with the page's names of their APIs, whatever their case, blanks and width.
 *
 * @template {{interface: string}} Row
 * @param {OpenBook} book
 * @param {Row[]} rows
 */
function named(book, rows) {
  /** @type {Map<string, Set<string>>} */
  const alike = new Map();
  for (const { name, action } of book.interfaces) {
    for (const given of [name, action].filter((one) => one !== null)) {
      const key = folded(given);
      alike.set(key, (alike.get(key) ?? new Set()).add(name));
    }
  }
  return rows.map((row) => {
    const [name, ...others] = alike.get(folded(row.interface)) ?? [];
    const isPlain = book.names.has(row.interface) || !name || others.length;
    return isPlain ? row : { ...row, interface: name };
  });
}

/** Bill the account; a refusal gets the place of the row that it is about. */
function placed(book, account, words) {
  try {
    bill(book, account, words);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw Object.assign(error, { where: { ...error.where, ...placeOf(book, account, error) } });
  }
}

/**
 * The place of the first row that is refused by itself.
 *
 * @type {(book: OpenBook, account: {usage: UsageRow[], packs: PackRow[]}, error: Refusal) => Place}
 */
function placeOf(book, { usage, packs }, error) {
  const fails = (some, bought) => {
    try {
      openAccount(book, some.map(usageRow), bought.map(packRow), activation({}));
      return false;
    } catch (other) {
      return other instanceof Refusal && other.id === error.id;
    }
  };
  const row = usage.find((one) => fails([one], [])) ?? packs.find((one) => fails(usage, [one]));
  return row?.places[COLUMNS[error.id] ?? "date"] ?? {};
}

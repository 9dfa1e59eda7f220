// Answers JSON lines on stdin, one each: a reconciliation by the JavaScript, or what it refuses.

import { createInterface } from "node:readline";
import { ENGLISH } from "../../src/tiia_pricing/javascript/bill-page/languages.mjs";
import { checkBill } from "../../src/tiia_pricing/javascript/reconciliation/check.mjs";
import { Fault } from "../../src/tiia_pricing/javascript/tables/faults.mjs";
import { tablesOf } from "../../src/tiia_pricing/javascript/tables/table-files.mjs";
import { letter } from "../../src/tiia_pricing/javascript/reconciliation/letter.mjs";
import { reconcile } from "../../src/tiia_pricing/javascript/reconciliation/reconcile.mjs";
import { asCSV, asObject } from "../../src/tiia_pricing/javascript/reconciliation/report.mjs";
import { Refusal, prepare, toJSON } from "../../src/tiia_pricing/javascript/tiia-pricing.mjs";

const books = new Map();

async function answer({ book, content, files, bill, account, options, table }) {
  if (table) return { tables: await tablesIn(table) };
  if (content) books.set(book, prepare(content));
  const opened = books.get(book);
  const { result, notes = [] } = files
    ? await checkBill(opened, given(files), options) : { result: reconcile(opened, bill, account) };
  const ids = notes.map(({ id, file }) => ({ id, file }));
  return { object: asObject(result), csv: asCSV(result), letter: letter(result),
    agrees: result.agrees, ...(files && { notes: ids }) };
}

/** Files whose bytes are Base64. */
function given(files) {
  const opened = Object.entries(files).map(([part, { name, data }]) =>
    [part, { name, bytes: bytesOf(data) }]);
  return Object.fromEntries(opened);
}

const bytesOf = (data) => new Uint8Array(Buffer.from(data, "base64"));

async function tablesIn({ name, data }) {
  const tables = await tablesOf(bytesOf(data), name);
  return tables.map((table) => shown({ ...table, notes: table.notes ?? [] }));
}

/** A table, and the faults of its cells by their index. @param {any} table */
function shown({ file, sheet, titles, head, rows, notes, unread }) {
  const row = ({ line, cells, faults = new Map() }) =>
    ({ line, cells, faults: [...faults].map(([at, fault]) => [at, told(fault)]) });
  return { file, sheet, titles: titles.map(row), head: row(head), rows: rows.map(row),
    notes: notes.map(({ id }) => id), unread: unread && told(unread) };
}

function told(error) {
  if (error instanceof Refusal) {
    const { id, where, message, expected } = error;
    return { id, where, message, expected };
  }
  if (!(error instanceof Fault)) throw error;
  const [message, expected] = ENGLISH.faults[error.say](error.figures);
  return { id: error.id, where: error.where, message, expected };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${toJSON(await answer(JSON.parse(line)))}\n`);
  } catch (error) {
    const all = [error, ...(error instanceof Fault ? error.others : [])];
    process.stdout.write(`${toJSON({ told: all.map(told) })}\n`);
  }
}

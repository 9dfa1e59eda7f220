// Answers JSON lines on stdin, one each: a reconciliation by the JavaScript, or what it refuses.

import { createInterface } from "node:readline";
import { letter } from "../../src/tiia_pricing/javascript/reconciliation/letter.mjs";
import { reconcile } from "../../src/tiia_pricing/javascript/reconciliation/reconcile.mjs";
import { asCSV, asObject } from "../../src/tiia_pricing/javascript/reconciliation/report.mjs";
import { prepare, toJSON } from "../../src/tiia_pricing/javascript/tiia-pricing.mjs";

const books = new Map();

async function answer({ book, content, ...asked }) {
  if (content) books.set(book, prepare(content));
  const opened = books.get(book);
  const result = reconcile(opened, asked.bill, asked.account);
  return { object: asObject(result), csv: asCSV(result), letter: letter(result),
    agrees: result.agrees };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${toJSON(await answer(JSON.parse(line)))}\n`);
  } catch (error) {
    const { id, where, others } = error;
    if (!id) throw error;
    const told = [error, ...(others ?? [])].map((one) => ({ id: one.id, where: one.where }));
    process.stdout.write(`${toJSON({ refused: id, where, told })}\n`);
  }
}

// Answers JSON lines on stdin, one each: what a body of code returns, or the error that it throws.

import { createInterface } from "node:readline";
import * as calculator from "../../src/tiia_pricing/javascript/tiia-pricing.mjs";

const AsyncFunction = /** @type {any} */ ((async () => {}).constructor);
const PAGE = new URL("../../src/tiia_pricing/javascript/page/", import.meta.url);
const books = new Map();

async function answer({ book, content, body, given, modules }) {
  if (content) books.set(book, calculator.prepare(content));
  const { prepare, toJSON } = calculator;
  const scope = { calculator, prepare, toJSON, given, book: books.get(book) };
  for (const [variable, name] of Object.entries(modules)) {
    scope[variable] = await import(new URL(`${name}.mjs`, PAGE).href);
  }
  return plain(await new AsyncFunction(...Object.keys(scope), body)(...Object.values(scope)));
}

const plain = (value) => (value instanceof Map ? Object.fromEntries(value) : value);

for await (const line of createInterface({ input: process.stdin })) {
  const told = await answer(JSON.parse(line)).then(
    (value) => ({ value }), (error) => ({ error: error.stack }));
  process.stdout.write(`${calculator.toJSON(told)}\n`);
}

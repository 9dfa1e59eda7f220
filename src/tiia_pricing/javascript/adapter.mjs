/**
 * The calculator behind the protocol of the conformance kit: JSON lines in, JSON lines out.
 *
 *   node adapter.mjs
 */

/** @import { Account, Book } from "./types.d.ts" */

import process from "node:process";
import { createInterface } from "node:readline";

import { FileRefusal } from "./account-files/file-refusal.mjs";
import { readPacks, readUsage } from "./account-files/reading.mjs";
import { bill } from "./billing/bill.mjs";
import { READINGS } from "./billing/settlement/choices.mjs";
import { toJSON } from "./billing/statement/json.mjs";
import { Refusal } from "./pricebook/refusal.mjs";

const PROTOCOL = 1;
const VERSION = "0.1.0";

/**
 * The price books seen so far by their hash: `content` comes with the first case alone.
 *
 * @type {Map<string, Book>}
 */
const books = new Map();

function start({ protocol }) {
  if (protocol !== PROTOCOL) throw new Error(`protocol ${protocol}; this is protocol ${PROTOCOL}`);
  const language = `JavaScript (Node ${process.versions.node})`;
  return {
    protocol: PROTOCOL,
    implementation: { name: "tiia-pricing.mjs", version: VERSION, language },
    levels: ["totals", "lines", "reasons"],
    readings: READINGS,
    abilities: ["books", "range", "files", "history", "left"],
  };
}

/**
 * @param {Account & {
 *   seq: number, book: {sha256: string, content?: Book}, files?: {usage?: string, packs?: string}
 * }} request
 */
function run({ seq, book, files, ...account }) {
  try {
    const content = bookOf(book);
    /** @type {Account} */
    const given = { ...account };
    if (files?.usage != null) given.usage = readUsage(bytes(files.usage), "usage.csv");
    if (files?.packs != null) given.packs = readPacks(bytes(files.packs), "packs.csv");
    return { seq, result: bill(content, given) };
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof FileRefusal)) {
      return { seq, error: error instanceof Error ? error.stack : String(error) };
    }
    const { id, message, where, expected } = error;
    return { seq, result: { refused: { id, message, where, expected } } };
  }
}

/** @param {{sha256: string, content?: Book}} book */
function bookOf({ sha256, content }) {
  if (content) books.set(sha256, content);
  const known = books.get(sha256);
  if (!known) throw new Error(`no content has come for the price book ${sha256}`);
  return known;
}

const bytes = (base64) => Buffer.from(base64, "base64");

/** JSON with integers past what a number holds exactly kept as BigInt. */
function parse(line) {
  const [text, long] = [/"[^"\\]*(?:\\.[^"\\]*)*"/, /-?\b\d{16,}\b(?![.eE])/];
  const marked = line.replace(new RegExp(`${text.source}|${long.source}`, "g"), (found) =>
    (found.startsWith('"') ? found : `"\\u0000${found}"`));
  const exact = (_, value) =>
    (typeof value === "string" && value.startsWith("\0") ? BigInt(value.slice(1)) : value);
  return marked === line ? JSON.parse(line) : JSON.parse(marked, exact);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { cmd, ...request } = parse(line);
  if (cmd === "stop") break;
  const answers = { start, run };
  if (!Object.hasOwn(answers, cmd)) throw new Error(`unknown command ${JSON.stringify(cmd)}`);
  process.stdout.write(`${toJSON(answers[cmd](request))}\n`);
}

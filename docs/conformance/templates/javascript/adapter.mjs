// A calculator behind the protocol: pay-as-you-go after the free quota, no packs.
//
//   node adapter.mjs
//
// What it cannot do it skips, with a reason. Each `skip` is a place to go on.

import { createInterface } from "node:readline";

/** Why there is no bill, by an id of the protocol. */
class Refused extends Error {
  constructor(id, message) {
    super(message);
    this.id = id;
  }
}

/** What this calculator does not do yet. */
class Skipped extends Error {}

function skip(why) {
  throw new Skipped(why);
}

function bill(book, run) {
  if (run.packs.length > 0) skip("knows no resource packs");
  const { service, interfaces } = run.activated;
  if (service || Object.keys(interfaces).length > 0) skip("knows no days of activation");
  const months = [...callsByMonth(book, run.usage)].sort(([one], [other]) => (one < other ? -1 : 1));
  const cents = months.map(([month, calls]) => [month, monthInCents(book, month, calls)]);
  return {
    total: yuan(cents.reduce((sum, [, amount]) => sum + amount, 0n)),
    months: cents.map(([month, amount]) => ({ month, total: yuan(amount) })),
  };
}

/** The calls of each interface in each month; a month as a date counts on its last day. */
function callsByMonth(book, usage) {
  const months = new Map();
  for (const { date, interface: given, calls } of usage) {
    const known = book.interfaces.find(({ name, action }) => given === name || given === action);
    if (!known) throw new Refused("unknown-interface", `the page has no interface ${given}`);
    const month = date.slice(0, 7);
    if ((date.length > 7 ? date : `${month}-31`) < book.known_from) {
      throw new Refused("month-before-book", `prices are known from ${book.known_from} on`);
    }
    const of = months.get(month) ?? new Map();
    of.set(known.name, (of.get(known.name) ?? 0) + calls);
    months.set(month, of);
  }
  return months;
}

function monthInCents(book, month, calls) {
  const quotas = book.free_quotas.filter((one) => holds(one, `${month}-01`));
  let sum = 0n;
  for (const [name, used] of calls) {
    const quota = quotas.find((one) => one.interfaces.includes(name));
    if (quota?.interfaces.some((other) => other !== name && calls.has(other))) {
      skip("knows no quota that two interfaces share in a month");
    }
    sum += priceInCents(book, month, name, Math.max(0, used - (quota?.calls ?? 0)));
  }
  return sum;
}

/** All calls at the price of the tier that they reach; half a cent is rounded up. */
function priceInCents(book, month, name, calls) {
  const [first, last] = [`${month}-01`, `${month}-31`];
  const tables = book.pay_as_you_go.filter((table) => table.interface === name);
  const table = tables.find((one) => holds(one, first) && holds(one, last));
  if (!table) skip("knows no month in which prices change");
  const { price } = table.tiers.filter((tier) => tier.from_calls <= calls).at(-1);
  const [whole, part = ""] = price.split(".");
  const per = BigInt(table.per_calls) * 10n ** BigInt(part.length);
  return (BigInt(calls) * BigInt(whole + part) * 200n + per) / (2n * per);
}

/** Whether a price or a quota holds on a day. */
function holds({ from, to }, day) {
  return (from ?? "") <= day && day < (to ?? "9");
}

/** An amount with two decimals. */
function yuan(cents) {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Books by their hash: `content` comes the first time only. */
const books = new Map();

function answer(run) {
  const { sha256, content } = run.book;
  if (content) books.set(sha256, content);
  try {
    return { seq: run.seq, result: bill(books.get(sha256), run) };
  } catch (error) {
    const { id, message } = error;
    if (error instanceof Refused) return { seq: run.seq, result: { refused: { id, message } } };
    if (error instanceof Skipped) return { seq: run.seq, skipped: message };
    return { seq: run.seq, error: String(error) };
  }
}

const WHO = { name: "my calculator", version: "0.1.0", language: "JavaScript" };

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.cmd === "stop") break;
  const started = { protocol: 1, implementation: WHO, levels: ["totals"] };
  const reply = request.cmd === "start" ? started : answer(request);
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

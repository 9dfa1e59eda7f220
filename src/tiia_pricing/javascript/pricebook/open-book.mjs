/** The price book made ready for exact arithmetic. */

import { by } from "./counting.mjs";
import { Refusal } from "./refusal.mjs";

const STEPS = ["free-quota", "pay-as-you-go", "resource-pack"];
const MODES = ["reached", "progressive"];
const CLOSING = /[。；：，！？;:,.!?]$/; // of a sentence; a heading has none

/** A book with its numbers as BigInt, its names and its facts at hand; one made so stays. */
export function openBook(book) {
  if (book.facts) return book; // made ready before
  const names = new Map();
  for (const { name, action } of book.interfaces) {
    for (const given of [name, action]) if (!names.has(given)) names.set(given, name);
  }
  return {
    ...book,
    names,
    order: new Map(book.interfaces.map(({ name }, index) => [name, index])),
    packs: book.packs.map((pack, index) =>
      headed(openPack(pack, `$.packs[${index}]`), book.clauses)),
    facts: openFacts(book, "$", book.clauses),
    onlySeen: book.only_seen ?? [],
    editions: book.editions ?? [],
    untold: [...(book.untold ?? [])].sort(by((row) => row.interface)),
  };
}

function openPack(pack, path) {
  const [calls, price] = [whole(pack.calls, `${path}.calls`), digits(pack.price, `${path}.price`)];
  return { ...pack, calls, price, cents: centsOfPrice(price) };
}

/** The cents of a price, half a cent up. */
function centsOfPrice(price) {
  const [yuan, part = ""] = price.split(".");
  const mills = BigInt(yuan + part.slice(0, 3).padEnd(3, "0"));
  return (mills + 5n) / 10n;
}

/** A fact that knows the heading above its table: its clause, or the heading that one is under. */
function headed(fact, clauses = []) {
  const clause = clauses.find(({ id }) => id === fact.clause);
  const heading = clause && (CLOSING.test(clause.text) ? clause.chapter : clause.text);
  return { ...fact, heading };
}

/** What a page says of a month: the book's own, or that of one of its editions. */
export function openFacts({ snapshot, settlement_order: order, ...page }, path, clauses) {
  const former = page.former_orders ?? [];
  demandSteps(order, `${path}.settlement_order.steps`);
  for (const [index, one] of former.entries()) {
    demandSteps(one, `${path}.former_orders[${index}].steps`);
  }
  const quotas = page.free_quotas.map((quota, index) =>
    headed({ ...quota, calls: whole(quota.calls, `${path}.free_quotas[${index}].calls`) },
      clauses));
  const tables = page.pay_as_you_go.map((table, index) =>
    headed(openTable(table, `${path}.pay_as_you_go[${index}]`), clauses));
  return { snapshot, order, former, quotas, tables };
}

function demandSteps({ steps }, path) {
  const settled = steps.at(-1) === "pay-as-you-go" && [...steps].sort().join() === STEPS.join();
  demand(settled, "settlement-steps-once", path, steps.join(", "));
}

/** A tier table; calls times a tier's `cents`, by the table's `divisor`, are cents exactly. */
export function openTable(table, path) {
  const per = whole(table.per_calls, `${path}.per_calls`);
  const tiers = table.tiers.map(({ from_calls: from, price, ...sources }, index) => ({
    from: whole(from, `${path}.tiers[${index}].from_calls`),
    price: digits(price, `${path}.tiers[${index}].price`),
    ...sources,
  }));
  const rising = tiers.every(({ from }, index) => !index || tiers[index - 1].from < from);
  demand(tiers[0]?.from === 0n, "tiers-start-at-zero", `${path}.tiers`, "not from 0 calls");
  demand(rising, "tiers-rise", `${path}.tiers`, tiers.map(({ from }) => from).join(", "));
  demand(MODES.includes(table.mode), "book-schema", `${path}.mode`, table.mode);
  const certainty = table.mode_certainty ?? "assumed";
  demand(certainty === "assumed", "book-schema", `${path}.mode_certainty`, certainty);
  for (const [index, { bound_in: side = "lower" }] of tiers.entries()) {
    const known = ["lower", "upper"].includes(side);
    demand(known, "book-schema", `${path}.tiers[${index}].bound_in`, side);
  }
  demand(per > 0n, "per-calls-positive", `${path}.per_calls`, per);
  const parts = tiers.map(({ price }) => price.split(".")).map(([yuan, part = ""]) => [yuan, part]);
  const places = Math.max(...parts.map(([, part]) => part.length));
  const cents = parts.map(([yuan, part]) => BigInt(yuan + part.padEnd(places, "0")) * 100n);
  const priced = tiers.map((tier, index) => ({ ...tier, cents: cents[index] }));
  return { ...table, per, tiers: priced, divisor: per * 10n ** BigInt(places) };
}

/** Refuse a book that breaks a rule: one that the project's loader would not accept. */
export function demand(kept, rule, path, text) {
  if (!kept) throw new Refusal(rule, { rule, path, text }, "brokenRule");
}

function whole(number, path) {
  demand(typeof number === "bigint" || Number.isSafeInteger(number), "book-schema", path, number);
  return BigInt(number);
}

/** A price as the page writes it, without zeros at its head. */
function digits(price, path) {
  const written = typeof price === "string" && /^\d+(\.\d+)?$/.test(price);
  demand(written, "price-in-digits", path, price);
  return price.replace(/^0+(?=\d)/, "");
}

/** The account put in order: nothing after this depends on the order of rows. */

import {
  firstOf, holds, holdsWithin, lastOf, monthOf, monthsLater,
} from "../../pricebook/calendar.mjs";
import { add, by, sum } from "../../pricebook/counting.mjs";
import { MAX_CALLS } from "../../pricebook/limits.mjs";
import { openFacts } from "../../pricebook/open-book.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";
import { sold } from "../settlement/held-packs.mjs";

/** Usage by month, and packs in the order of their purchase; refuses what cannot be billed. */
export function openAccount(book, usage, packs, { service, days }) {
  const canonical = (row) => ({ ...row, name: nameOf(book, row.name) });
  const activated = new Map(days.map(([name, day]) => [nameOf(book, name), day]));
  const active = (name) => activated.get(name) ?? service;
  const months = new Map();
  for (const row of usage) {
    const entry = canonical(row);
    checkRow(entry, active(entry.name));
    addRow(months, entry);
  }
  const begins = [...months.keys()].sort()[0] ?? null;
  const purchases = packs.map((row) => {
    const pack = { ...canonical(row), opening: row.told ?? row.calls };
    const offered = sold(book, pack);
    checkLeft(pack, begins);
    return { ...pack, pack: offered, doubtful: row.told === null && monthOf(row.day) < begins };
  });
  return {
    book,
    active,
    anyActivation: service !== null || activated.size > 0,
    purchases: purchases.sort(by(({ day }) => day, ({ name }) => name, ({ calls }) => calls,
      ({ told }) => (told === null ? 1n : 0n), ({ opening }) => opening)),
    months: [...months].sort(by(([month]) => month)).map((entry) => openMonth(book, ...entry)),
  };
}

function nameOf({ names, order, pay_as_you_go: tables }, given) {
  if (names.has(given) && given !== null) return names.get(given);
  const priced = new Set(tables.map((table) => table.interface));
  const known = [...order.keys()].filter((name) => priced.has(name));
  throw new Refusal("unknown-interface", { name: String(given), names: known });
}

function checkRow({ day, name, calls }, activated) {
  const figures = { calls, name, day, activated, most: MAX_CALLS };
  if (calls < 0n) throw new Refusal("calls-negative", figures);
  if (calls > MAX_CALLS) throw new Refusal("calls-too-large", figures);
  if (activated !== null && day < activated) throw new Refusal("usage-before-activation", figures);
}

/** What is left is told of packs bought before the first month; of others it can only be all. */
function checkLeft({ day, calls, told }, begins) {
  if (told === null) return;
  const figures = { day, calls, left: told, begins };
  if (told < 0n || told > calls) throw new Refusal("left-impossible", figures, "leftTooMuch");
  if (begins && monthOf(day) >= begins && told !== calls) {
    throw new Refusal("left-impossible", figures, "leftBeforeBought");
  }
}

function addRow(months, { day, undated, name, calls }) {
  const month = monthOf(day);
  if (!months.has(month)) months.set(month, new Map());
  const uses = months.get(month);
  if (!uses.has(name)) uses.set(name, { name, undated: false, days: new Map() });
  const use = uses.get(name);
  use.undated ||= undated;
  add(use.days, day, calls);
}

/** A month with the facts that settle it, and its usage in the page's order. */
export function openMonth(book, month, uses) {
  const first = firstOf(month);
  const span = { first, last: lastOf(month), end: monthsLater(first, 1) };
  const facts = factsIn(book, month, first, uses);
  const usage = [...uses.values()].sort(by(({ name }) => book.order.get(name))).map((use) => ({
    ...use,
    ...pricesIn(facts.tables, use.name, span),
    days: [...use.days].sort(by(([day]) => day)),
    calls: sum([...use.days.values()]),
  }));
  return { month, ...span, facts, uses, usage };
}

/** An interface's first tier table of a month; `turns` are all that hold for a part of it only. */
export function pricesIn(tables, name, span) {
  const own = tables.filter((table) => table.interface === name && holdsWithin(table, span));
  own.sort(by(({ from }) => from ?? ""));
  const whole = own.length === 1 && holds(own[0], span.first) && holds(own[0], span.last);
  return { table: own[0], turns: whole ? [] : own };
}

function factsIn(book, month, first, uses) {
  const untold = book.untold.find((row) => uses.has(row.interface) && holds(row, first));
  if (untold) throw new Refusal(untold.error, { ...untold, month }, "untold");
  const index = book.editions.findIndex((edition) => holds(edition, first));
  if (index >= 0) return openFacts(book.editions[index], `$.editions[${index}]`, book.clauses);
  if (book.known_from && monthsLater(first, 1) <= book.known_from) {
    throw new Refusal("month-before-book", { month, from: monthOf(book.known_from) });
  }
  return book.facts;
}

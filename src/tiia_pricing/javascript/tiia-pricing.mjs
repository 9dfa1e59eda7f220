/**
 * What Tencent Cloud image analysis (TIIA) charges: an account's usage settled by a price book.
 *
 * `bill` takes a price book (the JSON of the project's schema) and an account, and gives the
 * statement: every line with its reasons, and the range that the open readings leave. Calls and
 * cents are BigInt, days are ISO dates in Beijing; there is no clock, no network, no state.
 *
 * The book is one that the project's loader accepts. Here only what would give a wrong amount
 * without a word is checked again: its numbers, its tiers, its steps and its readings.
 */

/**
 * @import {
 *   Account, Activation, Book, Dated, Facts, HeldPacks, Language, OpenBook, OpenTable, PackRow,
 *   Page, Reading, Refusals, Sentences, Source, Speech, Statement, Sums, TierTable, UntoldWords,
 *   UsageRow, Wording, Wordings
 * } from "./types.d.ts"
 */

/** Every reading and the values that can be settled, in the order in which statements list them. */
export const READINGS = Object.freeze({
  "tier-basis": ["after-deduction", "gross"],
  "partial-thousand": ["pro-rata", "round-up"],
  "rounding": ["half-up", "down"],
  "tier-mode": ["reached", "progressive"],
  "progressive-bound": ["by-measure", "by-number"],
  "quota-change": ["at-issue", "on-date"],
  "price-change": ["by-day", "whole-month-new", "whole-month-old"],
  "first-month": ["from-next-month", "from-activation"],
  "shared-pool-order": ["as-called", "cheapest-first", "dearest-first"],
  "pack-order": ["earliest-expiry", "earliest-purchase"],
  "pack-validity": ["one-year"],
  "pack-start": ["purchase-day", "purchase-month"],
});

const ALWAYS = ["tier-basis", "partial-thousand", "rounding"];
const PRICING = [...ALWAYS, "price-change", "tier-mode", "progressive-bound"];
const STEPS = ["free-quota", "pay-as-you-go", "resource-pack"];
const MODES = ["reached", "progressive"];
const CLOSING = /[。；：，！？;:,.!?]$/; // of a sentence; a heading has none
export const MAX_CALLS = 10n ** 15n;
const MAX_QUANTITY = 10_000n;
const MOST_LISTED = 1000n; // of more packs those that are alike stand together
const NEVER = "9999-12-31"; // where a pack without end stands among those that expire
const MOST_BOOKS = 1000;
const LEFT_UNTOLD = "pack-left-untold";
const LEFT_OUT = "pack-within-month"; // the one doubt that no range reaches over

/**
 * Something that cannot be billed as given: a stable `id`, a `message` with the offending value
 * in it, the place (`where`), and what would be accepted (`expected`, or null).
 */
export class Refusal extends Error {
  name = "Refusal";
  /** @type {Record<string, unknown>} */
  where = {};
  /** @type {string|null} */
  expected = null;

  /**
   * `bill` gives it the words `say`, made of the figures.
   *
   * @param {string} id
   * @param {Record<string, unknown>} figures
   * @param {string} [say]  a key of the refusals
   */
  constructor(id, figures, say = id) {
    super(id);
    this.id = id;
    this.figures = figures;
    this.say = say;
  }
}

/**
 * The statement of an account, in English without `words`.
 *
 * Rows may come in any order; rows of one day and interface add up. `readings` fixes some
 * readings, in the range too. Interfaces go by name or API action.
 *
 * @overload
 * @param {Book} book
 * @param {Account} account
 * @returns {Statement}
 *
 * @template Text
 * @overload
 * @param {Book} book
 * @param {Account} account
 * @param {Sentences<Text>} words
 * @returns {Statement<Text>}
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]  the sentences of reasons, warnings and refusals
 * @returns {Statement<unknown>}  money in strings, calls as BigInt
 * @throws {Refusal} for anything that cannot be billed as given
 */
export function bill(book, account, words = ENGLISH) {
  const fixed = new Set(Object.keys(account.readings ?? {}));
  return settled(book, account, words, (opened, choices) =>
    statement(opened, choices, fixed, words));
}

/**
 * The total that `bill` would give, in cents, without reasons and range: for many what-ifs.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]
 * @returns {bigint}
 * @throws {Refusal} as `bill` does
 */
export function total(book, account, words = ENGLISH) {
  return settled(book, account, words, (opened, choices) =>
    sum(deductAll(opened, choices).months.flatMap(({ month, lines }) =>
      lines.map((line) => price(line, month, choices).cents))));
}

/**
 * Every month's lines under the readings chosen, before they are priced: `paid` calls are left
 * after free quota and packs.
 *
 * @param {Book} book  a price book
 * @param {Account} account
 * @param {Sentences<unknown>} [words]
 * @throws {Refusal} as `bill` does
 */
export function deductions(book, account, words = ENGLISH) {
  return settled(book, account, words, (opened, choices) =>
    ({ choices, months: deductAll(opened, choices).months }));
}

/**
 * A price book made ready for many bills; `bill` and `total` take it in the book's place.
 *
 * @param {Book} book
 * @param {Sentences<unknown>} [words]
 * @returns {OpenBook}
 */
export function prepare(book, words = ENGLISH) {
  return inWords(words, () => openBook(book));
}

function settled(book, account, words, settle) {
  return inWords(words, () => {
    const { usage, packs = [], readings = {}, activated = {} } = account;
    const given = [usage.map(usageRow), packs.map(packRow), activation(activated)];
    const choices = choose(book.readings, readings);
    return settle(openAccount(openBook(book), ...given), choices);
  });
}

/**
 * What `work` gives; a refusal on the way is thrown with its message in `words`.
 *
 * @template Result
 * @param {Sentences<unknown>} words
 * @param {() => Result} work
 */
export function inWords(words, work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) {
      /** @type {Wordings} */
      const wordings = words.refusals;
      Object.assign(error, wordings[error.say](error.figures));
    }
    throw error;
  }
}

/** A statement, or any plain value, as JSON text; BigInt becomes a plain integer. */
export function toJSON(value) {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(toJSON).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${toJSON(one)}`);
  return `{${pairs.join(",")}}`;
}

// Days and months. An ISO date compares as text as it does in time.

const monthOf = (day) => day.slice(0, 7);
const firstOf = (month) => `${month}-01`;
const numbers = (date) => date.split("-").map(Number);

export function lastOf(month) {
  const [year, number] = numbers(month);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${days[number - 1]}`;
}

/** The same day so many months later, or the last day of a month too short to have it. */
function later(day, months) {
  const [year, month] = numbers(day);
  const count = year * 12 + month - 1 + months;
  if (count >= 120_000) throw new Refusal("date-unreadable", { text: day }, "noSuchDate");
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const then = `${`${y}`.padStart(4, "0")}-${`${m}`.padStart(2, "0")}`;
  return least(`${then}${day.slice(7)}`, lastOf(then));
}

/** The day so many days later; counted 400 years on, for `Date.UTC` takes year 99 for 1999. */
function daysLater(day, days) {
  const [year, month, date] = numbers(day);
  const then = new Date(Date.UTC(year + 400, month - 1, date + days));
  const later = then.getUTCFullYear() - 400;
  if (!(later <= 9999)) throw new Refusal("date-unreadable", { text: day }, "noSuchDate");
  return `${later}`.padStart(4, "0") + then.toISOString().slice(-20, -14);
}

function nextDay(day) {
  if (day === lastOf(monthOf(day))) return later(firstOf(monthOf(day)), 1);
  return `${monthOf(day)}-${`${Number(day.slice(8)) + 1}`.padStart(2, "0")}`;
}

/** A day, or a month as its last day; `undated` says that it was a month. */
function parseDate(text) {
  const [match, month, day] = /^(\d{4}-\d{2})(-\d{2})?$/.exec(text) ?? [];
  if (!match) throw new Refusal("date-unreadable", { text: String(text) }, "notADate");
  const exists = month >= "0001-01" && month < "9999-12" && /0[1-9]$|1[0-2]$/.test(month)
    && (!day || (day >= "-01" && text <= lastOf(month)));
  if (!exists) throw new Refusal("date-unreadable", { text }, "noSuchDate");
  return { day: day ? text : lastOf(month), undated: !day };
}

function parseDay(text) {
  const { day, undated } = parseDate(text);
  if (undated) throw new Refusal("date-unreadable", { text }, "monthNotDay");
  return day;
}

/** Whether a dated fact is in force on a day; its interval is half-open, null an open end. */
const holds = ({ from, to }, day) => (from ?? "") <= day && (to == null || day < to);

/** Whether it is in force on some day of `[first, end)`. */
const holdsWithin = ({ from, to }, { first, end }) =>
  (from ?? "") < end && (to == null || first < to);

// Small tools.

/** @type {(counts: bigint[]) => bigint} */
const sum = (counts) => counts.reduce((total, count) => total + count, 0n);
const sumCalls = (some) => sum(some.map(({ calls }) => calls));
const least = (a, b) => (a < b ? a : b);
const latest = (a, b) => (a > b ? a : b);
const add = (counts, key, count) => counts.set(key, (counts.get(key) ?? 0n) + count);
/** @type {(a: bigint, b: bigint) => bigint} */
const divisorOf = (a, b) => (b ? divisorOf(b, a % b) : a);
/** @type {(a: bigint, b: bigint) => bigint} */
const multipleOf = (a, b) => (a / divisorOf(a, b)) * b;

/** A comparison by the first of the keys that differs. */
const by = (...keys) => (a, b) => {
  const key = keys.find((one) => one(a) !== one(b));
  return key ? (key(a) < key(b) ? -1 : 1) : 0;
};

/** One object for each way to give the names one of their values, the last name fastest. */
function combinations(choices, names, values) {
  const widen = (some, name) =>
    some.flatMap((one) => values[name].map((value) => ({ ...one, [name]: value })));
  return names.reduce(widen, [choices]);
}

// The account as it is given: text and numbers become typed values, once.

function parseCount(calls) {
  const text = String(calls);
  if (/^-?\d+$/.test(text) || Number.isInteger(calls)) return BigInt(calls);
  const id = /^-?\d*\.\d*$/.test(text) ? "calls-not-whole" : "calls-unreadable";
  throw new Refusal(id, { text, most: MAX_CALLS });
}

function usageRow({ date, interface: name, calls }) {
  return { ...parseDate(date), name, calls: parseCount(calls) };
}

function packRow({ purchased_on: date, interface: name, calls, quantity = 1, left = null }) {
  const told = left === null ? null : parseCount(left);
  const pack = { day: parseDay(date), name, calls: parseCount(calls), told };
  const text = String(quantity);
  if (!/^\d{1,5}$/.test(text) || BigInt(text) < 1n || BigInt(text) > MAX_QUANTITY) {
    throw new Refusal("quantity-unreadable", { text, most: MAX_QUANTITY });
  }
  return { ...pack, quantity: BigInt(text) };
}

function activation({ service = null, interfaces = {} }) {
  const days = Object.entries(interfaces).map(([name, day]) => [name, parseDay(day)]);
  return { service: service === null ? null : parseDay(service), days };
}

/** One value for each reading: the book's defaults, with those that are fixed in their place. */
function choose(readings, fixed) {
  const admissible = new Map(readings.map((reading) => [reading.name, reading]));
  for (const [name, value] of Object.entries(fixed)) {
    const values = admissible.get(name)?.values;
    const figures = { name, value, values, names: [...admissible.keys()] };
    if (!values) throw new Refusal("unknown-reading", figures);
    if (!values.includes(value)) throw new Refusal("unknown-reading-value", figures);
  }
  const choices = Object.entries(READINGS).map(([name, implemented]) => {
    const { values = [], default: usual } = admissible.get(name) ?? {};
    const known = values.every((value) => implemented.includes(value)) && values.includes(usual);
    demand(known, "reading-known", "$.readings", `${name}: ${values.join(", ")}`);
    return [name, fixed[name] ?? usual];
  });
  return Object.fromEntries(choices);
}

// The price book made ready for exact arithmetic.

function demand(kept, rule, path, text) {
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

function openBook(book) {
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
function openFacts({ snapshot, settlement_order: order, ...page }, path, clauses) {
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
function openTable(table, path) {
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

// The account put in order: nothing below depends on the order of rows.

function openAccount(book, usage, packs, { service, days }) {
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

function nameOf({ names, order }, given) {
  if (names.has(given) && given !== null) return names.get(given);
  throw new Refusal("unknown-interface", { name: String(given), names: [...order.keys()] });
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
function openMonth(book, month, uses) {
  const first = firstOf(month);
  const span = { first, last: lastOf(month), end: later(first, 1) };
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
function pricesIn(tables, name, span) {
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
  if (book.known_from && later(first, 1) <= book.known_from) {
    throw new Refusal("month-before-book", { month, from: monthOf(book.known_from) });
  }
  return book.facts;
}

// Resource packs (预付费资源包): what is sold, how long it lasts, whose turn it is.

/** The pack of the book that was bought. */
function sold({ packs, no_packs: exclusions, clauses }, { day, name, calls }) {
  const offered = packs.filter((pack) => pack.interface === name && holds(pack, day));
  if (!offered.length) {
    const cited = exclusions.filter(({ interfaces }) => interfaces.includes(name));
    const says = cited.map(({ clause }) => clauses.find(({ id }) => id === clause).text);
    const sellers = [...new Set(packs.map((pack) => pack.interface))];
    throw new Refusal("packs-not-sold", { name, says, sellers });
  }
  const pack = offered.find((one) => one.calls === calls);
  if (!pack) throw new Refusal("unknown-pack-size", { name, calls, offered });
  return pack;
}

/**
 * The packs bought, each covering the days `[first, end)`, in the order in which they are used.
 *
 * Of more than `MOST_LISTED` those alike, bought on one day, of one size, are one with their
 * number.
 */
function hold(purchases, choices) {
  const held = listed(purchases).map((purchase) => {
    const monthly = choices["pack-start"] === "purchase-month";
    const first = monthly ? firstOf(monthOf(purchase.day)) : purchase.day;
    return { ...purchase, first, end: endOf(purchase, first) };
  });
  const [day, calls] = ["day", "calls"].map((key) => (pack) => pack[key]);
  const end = (pack) => pack.end ?? NEVER;
  const expiring = choices["pack-order"] === "earliest-expiry";
  return held.sort(expiring ? by(end, day, calls) : by(day, end, calls));
}

const countOf = (packs) => sum(packs.map(({ quantity }) => quantity));

function listed(purchases) {
  if (countOf(purchases) <= MOST_LISTED) {
    return purchases.flatMap(({ quantity, ...pack }) =>
      Array.from({ length: Number(quantity) }, () => ({ ...pack, quantity: 1n })));
  }
  const alike = new Map();
  for (const pack of purchases) {
    const key = `${pack.day} ${pack.calls} ${pack.told} ${pack.name}`;
    const quantity = (alike.get(key)?.quantity ?? 0n) + pack.quantity;
    alike.set(key, { ...pack, quantity });
  }
  return [...alike.values()];
}

/**
 * The first day that a pack does not cover, null where it never expires. Months, a year where the
 * book gives no time, count from the first day covered; days count from the day of purchase.
 */
export function endOf({ day, pack: { months, days, endless } }, first) {
  if (endless) return null;
  return days ? daysLater(day, days) : later(first, months ?? 12);
}

/** The calls in a pack, or in all that are alike, when the first month of usage begins. */
const callsIn = ({ opening, quantity }) => opening * quantity;

const endsAfter = ({ end }, day) => end === null || day < end;
const covers = (pack, day) => pack.first <= day && endsAfter(pack, day);

// Free quotas (免费额度): who draws on which, on which days.

/** The grants of a month: their members in the order served, on the days `[first, end)`. */
function grantsOf({ first, end, facts, usage }, active, choices) {
  const issued = new Map(usage.map(({ name }) =>
    [name, issueDay(active(name), first, end, choices)]));
  const atIssue = choices["quota-change"] === "at-issue";
  const grants = facts.quotas.map((quota) => {
    const days = atIssue
      ? { first, end }
      : { first: latest(first, quota.from ?? first), end: least(end, quota.to ?? end) };
    const draws = (day) => (atIssue ? holds(quota, day) : days.first < days.end);
    const members = quota.interfaces.filter((name) => issued.get(name) && draws(issued.get(name)));
    return { quota, ...days, members: served(members, usage, choices) };
  });
  return grants.filter(({ members }) => members.length).sort(by((grant) => grant.first));
}

/** When an interface's free quota of a month is issued; null where it is not. */
function issueDay(activated, first, end, choices) {
  if (activated === null || activated < first) return first;
  return choices["first-month"] === "from-activation" && activated < end ? activated : null;
}

/** The members of a pool in the page's order, or by the price of their first tier. */
function served(members, usage, choices) {
  const sharers = usage.filter(({ name }) => members.includes(name));
  const sign = { "as-called": 0, "cheapest-first": 1, "dearest-first": -1 };
  const way = sign[choices["shared-pool-order"]];
  return sharers.sort((a, b) => way * byFirstPrice(a.table, b.table)).map(({ name }) => name);
}

function byFirstPrice(a, b) {
  const [x, y] = [a, b].map((table) => table ?? { tiers: [{ cents: 0n }], divisor: 1n });
  const difference = x.tiers[0].cents * y.divisor - y.tiers[0].cents * x.divisor;
  return difference < 0n ? -1 : Number(difference > 0n);
}

// Settling a month (结算顺序): free quota, then packs, then the rest is to be paid.

/**
 * Every month's deductions under one choice of readings, and what is left in each pack.
 *
 * `openings` are the calls in packs before the first month, where these are not full.
 */
function deductAll(
  account, choices, held = hold(account.purchases, choices), openings = new Map()
) {
  const left = new Map(held.map((pack) => [pack, openings.get(pack) ?? callsIn(pack)]));
  let atHand = held;
  const months = account.months.map((month) => {
    atHand = atHand.filter((pack) => left.get(pack) && endsAfter(pack, month.first));
    const grants = grantsOf(month, account.active, choices);
    const asCalled = choices["shared-pool-order"] === "as-called";
    const order = orderOf(month, choices);
    return { ...month, order, grants, lines: deduct(month, order, grants, asCalled, atHand, left) };
  });
  return { months, held, left };
}

/** The settlement order of a month's first day, or of its last under `whole-month-new`. */
function orderOf({ first, last, facts }, choices) {
  const day = choices["price-change"] === "whole-month-new" ? last : first;
  return facts.former.find((order) => holds(order, day)) ?? facts.order;
}

function deduct({ usage }, order, grants, asCalled, held, left) {
  const lines = usage.map(({ days, ...use }) => ({
    ...use, days, rest: days.map((day) => day[1]), free: [], packs: [], paid: 0n,
  }));
  const steps = {
    "free-quota": () => { for (const grant of grants) drawGrant(grant, lines, asCalled); },
    "resource-pack": () => { for (const line of lines) drawPacks(line, held, left); },
    "pay-as-you-go": () => { for (const line of lines) line.paid = sum(line.rest); },
  };
  for (const step of order.steps) steps[step]();
  return lines;
}

/** Take one quota from its members' calls, less what they already had free this month. */
function drawGrant({ quota, members, first, end }, lines, asCalled) {
  const sharers = members.map((name) => lines.find((line) => line.name === name));
  const queue = sharers.flatMap((line) => line.days.map(([day], index) => ({ day, line, index })));
  if (asCalled && sharers.length > 1) queue.sort(by(({ day }) => day));
  let left = quota.calls - sum(sharers.map(({ free }) => sumCalls(free)));
  const taken = new Map();
  for (const { day, line, index } of queue) {
    const take = first <= day && day < end ? least(left, line.rest[index]) : 0n;
    if (take <= 0n) continue;
    line.rest[index] -= take;
    left -= take;
    add(taken, line, take);
  }
  for (const [line, calls] of taken) line.free.push({ quota, calls });
}

/** Take one interface's calls from the packs that cover each day, in their order. */
function drawPacks(line, held, left) {
  const mine = held.filter((pack) => pack.name === line.name);
  if (!mine.length) return;
  const taken = new Map();
  line.days.forEach(([day], index) => {
    for (const pack of mine) {
      if (!line.rest[index]) break;
      const take = covers(pack, day) ? least(line.rest[index], left.get(pack)) : 0n;
      if (!take) continue;
      line.rest[index] -= take;
      add(left, pack, -take);
      add(taken, pack, take);
    }
  });
  line.packs = [...taken].map(([pack, calls]) => ({ pack, calls, left: left.get(pack) }));
}

// Pricing what is left to pay (后付费).

/**
 * What a line leaves to pay: its `shares`, each the parts that one table prices, the amount times
 * `divisor`, and whole cents.
 */
export function price(line, month, choices) {
  const { name, table, turns, calls, paid } = line;
  if (!paid) return { shares: [], amount: 0n, divisor: 1n, cents: 0n };
  if (!table) throw new Refusal("price-missing", { name, month });
  return charge(turns.length ? inTurns(line, choices) : [[table, paid]], calls, paid, choices);
}

/**
 * The paid calls of a month by the tables that price them; under `by-day` that of each day.
 *
 * @returns {[OpenTable, bigint][]}
 */
function inTurns({ name, turns, days, rest, paid }, choices) {
  const reading = choices["price-change"];
  if (reading !== "by-day") return [[turns.at(reading === "whole-month-new" ? -1 : 0), paid]];
  const counts = new Map(turns.map((table) => [table, 0n]));
  days.forEach(([day], index) => {
    if (rest[index]) add(counts, tableOn(day, turns, name), rest[index]);
  });
  return [...counts].filter(([, count]) => count);
}

function tableOn(day, turns, name) {
  const table = turns.find((one) => holds(one, day));
  if (!table) throw new Refusal("price-missing", { name, day, spans: turns }, "noPriceOnDay");
  return table;
}

/**
 * All paid calls choose each table's tier; rounded, and filled up, is once over all tables.
 *
 * @param {[OpenTable, bigint][]} counts
 * @param {bigint} calls
 * @param {bigint} paid
 * @param {Record<string, string>} choices
 */
export function charge(counts, calls, paid, choices) {
  const gross = choices["tier-basis"] === "gross";
  let below = gross ? calls - paid : 0n;
  const byNumber = choices["progressive-bound"] === "by-number";
  const shares = counts.map(([table, count]) => {
    below += count;
    return modeOf(table, choices) === "reached"
      ? { table, parts: [{ tier: reached(table, gross ? calls : paid), calls: count }] }
      : { table, parts: cut(table, below - count, count, byNumber) };
  });
  if (choices["partial-thousand"] === "round-up") {
    const { table: { per }, parts } = shares[shares.length - 1];
    parts.at(-1).calls += (per - (paid % per)) % per;
  }
  const divisor = shares.map(({ table }) => table.divisor).reduce(multipleOf);
  const amount = sum(shares.map(({ table, parts }) =>
    sum(parts.map((part) => part.calls * part.tier.cents)) * (divisor / table.divisor)));
  const half = choices.rounding === "half-up" ? divisor : 0n;
  return { shares, amount, divisor, cents: (2n * amount + half) / (2n * divisor) };
}

/** How tiers price calls: as the book says; where it only assumes, as `tier-mode` decides. */
export const modeOf = (table, choices) =>
  (table.mode_certainty === "assumed" ? choices["tier-mode"] : table.mode);

const reached = ({ tiers }, calls) => tiers.findLast(({ from }) => from <= calls);

/**
 * Progressive tiers: `paid` calls, on top of `below` others, cut at every bound. By number a tier
 * holds the calls numbered from its bound on; by measure a bound that is in the upper tier (不含)
 * is the number of the last call of the tier below.
 */
function cut({ tiers }, below, paid, byNumber) {
  const past = below + paid + 1n;
  const firsts = tiers.map(({ from, bound_in: side }, index) =>
    from + (index && side === "upper" && !byNumber ? 1n : 0n));
  const parts = tiers.map((tier, index) => {
    const end = least(firsts[index + 1] ?? past, past);
    return { tier, calls: end - latest(firsts[index], below + 1n) };
  });
  return parts.filter(({ calls }) => calls > 0n);
}

// How far the readings that the page leaves open can move a total.

/** The range of an account's total; the readings named in `fixed` stay as chosen. */
function rangeOf(account, choices, chosen, fixed) {
  const values = new Map(account.book.readings.map((reading) => [reading.name, reading.values]));
  const valuesOf = (name) => (fixed.has(name) ? [choices[name]] : values.get(name));
  const modes = valuesOf("tier-mode");
  const opened = (one) => {
    const names = [...ALWAYS, ...touching(one), ...touchingTiers(one, modes)];
    return Object.fromEntries(names.map((name) => [name, valuesOf(name)]));
  };
  const open = opened(account);
  const totals = [...totalsOf(account, choices, chosen, open)];
  const others = [...possibleFacts(account)].map((facts) => {
    const moved = withFacts(account, facts);
    return { moved, open: opened(moved) };
  });
  const { low, high } = endsOf(totals, onOtherDays(others, choices));
  const anywhere = new Set([{ open }, ...others].flatMap((one) => Object.keys(one.open)));
  const names = [...new Set([...PRICING, ...Object.keys(READINGS)])]
    .filter((name) => anywhere.has(name));
  const readings = (one) => Object.fromEntries(names.map((name) => [name, one.choices[name]]));
  return {
    low: money(low.low),
    high: money(high.high),
    low_readings: readings(low),
    high_readings: readings(high),
    readings: alternatives(totals, choices, open),
  };
}

/** The first of the lowest totals, and the first of the highest. */
function endsOf(totals, others) {
  let [low, high] = [totals[0], totals[0]];
  for (const some of [totals, others]) {
    for (const one of some) {
      if (one.low < low.low) low = one;
      if (one.high > high.high) high = one;
    }
  }
  return { low, high };
}

/** The total under every combination of the open readings; unpriced calls give none. */
function* totalsOf(account, choices, chosen, open) {
  const ordering = orderTurns(account);
  const pricing = PRICING.filter((name) => name in open && !(ordering && name === "price-change"));
  const deducting = Object.keys(open).filter((name) => !pricing.includes(name));
  const pricers = new Map();
  for (const settled of combinations(choices, deducting, open)) {
    const same = deducting.every((name) => settled[name] === choices[name]);
    const reading = settled["price-change"];
    if (!pricers.has(reading)) {
      const priced = { ...choices, "price-change": reading };
      pricers.set(reading, pricer(combinations(priced, pricing, open)));
    }
    const totalOf = pricers.get(reading);
    const ledger = same ? chosen : deductAll(account, settled);
    const totalAt = totalOf(ledger);
    const emptier = usedBefore(account, settled, ledger).map((ledgers) => ledgers.map(totalOf));
    for (const [index, one] of combinations(settled, pricing, open).entries()) {
      const cents = priceable(() => totalAt(index));
      if (cents !== null) yield { choices: one, cents, ...reach(cents, emptier, index) };
    }
  }
}

/** The ends of a total: free quota comes before packs, so interfaces move it by themselves. */
function reach(cents, emptier, index) {
  const moves = emptier.map((totals) =>
    totals.map((totalAt) => priceable(() => totalAt(index))).filter((total) => total !== null)
      .map((total) => total - cents));
  const ends = (choose) => cents + sum(moves.map((some) => some.reduce(choose, 0n)));
  return { low: ends(least), high: ends(latest) };
}

/** What `total` gives; null where calls have no price. */
function priceable(total) {
  try {
    return total();
  } catch (error) {
    if (error instanceof Refusal && error.id === "price-missing") return null;
    throw error;
  }
}

/** A ledger's total under each of `choices`; a line left with the same calls is priced once. */
function pricer(choices) {
  const known = new Map();
  const entry = (line, month) => {
    const key = [month, line.name, ...(line.turns.length ? line.rest : [line.paid])].join(" ");
    if (!known.has(key)) known.set(key, { line, month, cents: [] });
    return known.get(key);
  };
  return ({ months }) => {
    const all = months.flatMap(({ month, lines }) => lines.map((line) => entry(line, month)));
    return (index) => sum(all.map(({ line, month, cents }) => {
      cents[index] ??= price(line, month, choices[index]).cents;
      return cents[index];
    }));
  };
}

/** The readings, beside those that always can, that can make a difference to this usage. */
function touching({ book, months, purchases, anyActivation }) {
  const within = (day, { first, end }) => day != null && first < day && day < end;
  const sharing = ({ interfaces }, { usage }) =>
    usage.filter(({ name }) => interfaces.includes(name)).length > 1;
  const { quotas, tables } = book.facts;
  const some = (test) => months.some((month) => quotas.some((quota) => test(quota, month)));
  const touched = {
    "price-change": orderTurns({ book, months }) || months.some((month) =>
      month.usage.some(({ name }) => pricesIn(tables, name, month).turns.length > 1)),
    "quota-change": some(({ from, to }, month) => within(from, month) || within(to, month)),
    "first-month": anyActivation,
    "shared-pool-order": some((pool, month) => holdsWithin(pool, month) && sharing(pool, month)),
    "pack-order": countOf(purchases) > 1n,
    "pack-start": purchases.length > 0,
  };
  return Object.keys(touched).filter((name) => touched[name]);
}

/** Those of tiers: where no sentence decides their mode, or a graduated bound is in doubt. */
function touchingTiers(account, modes) {
  const tables = pricedBy(account).filter(({ tiers }) => tiers.length > 1);
  const graduated = tables.filter((table) =>
    (table.mode_certainty ? modes.includes("progressive") : table.mode === "progressive"));
  const doubtful = graduated.some(({ tiers }) =>
    tiers.slice(1).some(({ bound_in: side }) => side === "upper"));
  return [
    ...(tables.some((table) => table.mode_certainty) ? ["tier-mode"] : []),
    ...(doubtful ? ["progressive-bound"] : []),
  ];
}

/** The tables that can price calls; where a change was only seen, they may hold on other days. */
function pricedBy(account) {
  const moving = new Set(onlySeenOf(account).flatMap(({ interfaces }) => interfaces));
  return account.months.flatMap((month) => month.facts.tables.filter((table) =>
    month.uses.has(table.interface)
      && (holdsWithin(table, month) || moving.has(table.interface))));
}

/** Whether the settlement order changes within a month: `price-change` decides on it too. */
const orderTurns = ({ book, months }) => months.some(({ first, end }) =>
  (book.former_orders ?? []).some(({ to }) => to != null && first < to && to < end));

// Packs bought before the first month of usage count as full; nobody says what is left in them.
// Used in their order, one is begun when those before it are empty: one number, the calls left in
// all of them, says what each has. A total is least and greatest where they are full, empty, or
// where what some month costs can turn.

/** The packs of each interface that may have been used before, in their order. */
function doubtfulPacks({ months }, held) {
  const packs = new Map();
  for (const pack of held) {
    if (!pack.doubtful || !endsAfter(pack, months[0].first)) continue;
    packs.set(pack.name, [...(packs.get(pack.name) ?? []), pack]);
  }
  return packs;
}

/** For each interface with such packs, the ledgers in which they are not full. */
function usedBefore(account, choices, ledger) {
  return [...doubtfulPacks(account, ledger.held).values()].map((packs) => {
    const full = sum(packs.map(callsIn));
    const known = new Map([[full, ledger]]);
    const withLeft = (calls) => {
      if (!known.has(calls)) {
        known.set(calls, deductAll(account, choices, ledger.held, openingsOf(packs, calls)));
      }
      return known.get(calls);
    };
    return [...new Set([0n, ...crossings(withLeft, full)])].map(withLeft);
  });
}

/** What each pack has where `calls` are left in all of them: the last ones are full. */
function openingsOf(packs, calls) {
  const openings = new Map();
  for (const pack of [...packs].reverse()) {
    openings.set(pack, least(calls, callsIn(pack)));
    calls -= openings.get(pack);
  }
  return openings;
}

/** The calls left with which a line is just below a count at which its cost turns, and on it. */
function crossings(withLeft, full) {
  const linesOf = (calls) => withLeft(calls).months.flatMap(({ lines }) => lines);
  return linesOf(full).flatMap((line, index) => {
    const empty = linesOf(0n)[index];
    let both = 0n;
    return turningCounts(line, empty)
      .filter((count) => line.paid < count && count <= empty.paid)
      .sort(by((count) => -count))
      .flatMap((count) => {
        const less = (calls) => linesOf(calls)[index].paid < count;
        const below = leastWith(full, less, both - count);
        both = below + count;
        return [below - 1n, below];
      });
  });
}

/**
 * The numbers of paid calls from which on a line's cost can rise or fall otherwise: the bounds of
 * tiers. Where tables are graduated, or several hold in a month, those counted from either end of
 * the calls that each table can have, and the thousands around them: what fills one up has the
 * last call's price, while packs take the earliest calls that they can.
 */
function turningCounts(full, empty) {
  const tables = full.turns.length ? full.turns : [full.table].filter(Boolean);
  const starts = tables.flatMap(({ tiers }) => tiers.slice(1).flatMap((tier) =>
    (tier.bound_in === "upper" ? [tier.from, tier.from + 1n] : [tier.from])));
  const graduated = tables.some((table) => table.mode_certainty || table.mode === "progressive");
  const onePrice = starts.every((start) => start > full.calls);
  if (!tables[1] && (onePrice || !graduated)) return starts;
  const paid = ({ days, rest }, test) => sum(rest.filter((_, index) => test(days[index][0])));
  const sides = tables.filter(({ to }) => to).map(({ to }) =>
    [paid(full, (day) => day < to), paid(empty, (day) => day >= to)]);
  const points = [[0n, 0n], ...sides].flatMap(([head, tail]) => [head + tail,
    ...starts.flatMap((start) => [start + tail, full.calls + head - start])]);
  return [...new Set([full.paid, empty.paid, ...points].flatMap((point) => [point, point + 1n,
    ...tables.flatMap(({ per }) =>
      [1n - per, 1n, per + 1n].map((step) => point - (point % per) + step))]))];
}

/** The least number from 1 to `most` for which `test` holds, as for every greater one. */
function leastWith(most, test, guess) {
  if (guess > 0n && test(guess) && !test(guess - 1n)) return guess;
  let [low, high] = [1n, most];
  while (low < high) {
    const middle = (low + high) / 2n;
    [low, high] = test(middle) ? [low, middle] : [middle + 1n, high];
  }
  return low;
}

// Changes whose day nobody states: between two checks of the page, on some day, they came.

/** The totals where such a change came earlier than it was seen; other readings may be open. */
function* onOtherDays(others, choices) {
  for (const { moved, open } of others) {
    yield* totalsOf(moved, choices, deductAll(moved, choices), open);
  }
}

function withFacts(account, facts) {
  const book = { ...account.book, facts };
  const months = account.months.map((one) =>
    (one.facts === account.book.facts ? openMonth(book, one.month, one.uses) : one));
  return { ...account, book, months };
}

/** The changes that were only seen and may fall into a month with usage of their interfaces. */
function onlySeenOf({ book, months }) {
  return book.onlySeen.filter(({ day, not_before: since, interfaces }) =>
    months.some(({ first, end, uses }) =>
      since < end && first < day && interfaces.some((name) => uses.has(name))));
}

/** The book's facts with each such change on each earlier day that makes a difference. */
function* possibleFacts(account) {
  const changes = onlySeenOf(account);
  let days = changes.map((change) => daysOf(account, change, true));
  if (days.reduce((count, own) => count * own.length, 1) > MOST_BOOKS) {
    days = changes.map((change) => daysOf(account, change, false));
  }
  const chosen = days.reduce((some, own) => some.flatMap((one) => own.map((day) => [...one, day])),
    [[]]);
  const { facts } = account.book;
  for (const each of chosen) {
    if (each.some((day, index) => day !== changes[index].day)) yield moved(facts, changes, each);
  }
}

/** Between two days with calls all days give one bill. */
function daysOf({ months, active }, { day: seen, not_before: since, interfaces }, every) {
  const called = months.flatMap(({ uses }) => interfaces.flatMap((name) =>
    [...(uses.get(name)?.days.keys() ?? [])].map(nextDay)));
  const activated = interfaces.map(active).filter((day) => day !== null).map(nextDay);
  const points = [...months.map(({ first }) => first), ...activated, ...(every ? called : [])];
  return [...new Set([since, seen, ...points.filter((day) => since < day && day < seen)])].sort();
}

/** Facts with the prices and quotas of changes on the days they came; packs keep their days. */
function moved(facts, changes, came) {
  const pairs = changes.map((change, index) => ({ change, day: came[index] }));
  const earlier = pairs.filter(({ change, day }) => day !== change.day);
  const each = (some) => earlier.sort(by(({ change }) => change.day))
    .reduce((found, { change, day }) => movedTo(found, change, day), some);
  return { ...facts, quotas: each(facts.quotas), tables: each(facts.tables) };
}

const namesOf = (fact) => fact.interfaces ?? [fact.interface];

/** Facts with a change on an earlier day: nothing that held until it reaches past that day. */
function movedTo(facts, { day: seen, interfaces }, day) {
  const turning = new Set(facts.filter(({ from, to }) => from === seen || to === seen)
    .flatMap(namesOf).filter((name) => interfaces.includes(name)));
  const at = (fact) => {
    if (!namesOf(fact).some((name) => turning.has(name))) return fact;
    if (fact.from === seen) return { ...fact, from: day };
    return fact.to != null && fact.to <= seen ? { ...fact, to: least(fact.to, day) } : fact;
  };
  return facts.map(at).filter(({ from, to }) => from == null || to == null || from < to);
}

/** Each value of one reading that alone moves the total, and the total it gives. */
function alternatives(totals, choices, open) {
  const key = (one) => Object.values(one).join();
  const cents = new Map(totals.map((total) => [key(total.choices), total.cents]));
  const moved = Object.keys(choices).flatMap((name) => (open[name] ?? []).map((value) =>
    ({ name, value, cents: cents.get(key({ ...choices, [name]: value })) })));
  return moved.filter((one) => ![undefined, cents.get(key(choices))].includes(one.cents))
    .map(({ name, value, cents: total }) => ({ name, value, total: money(total) }));
}

// The statement as the object of the contract.

function statement(account, choices, fixed, words) {
  const ledger = deductAll(account, choices);
  const months = ledger.months.map((month) => ({
    ...month,
    lines: month.lines.map((line) => ({ ...line, charge: price(line, month.month, choices) })),
  }));
  const range = rangeOf(account, choices, ledger, fixed);
  const warnings = [
    ...leftUntold(account, ledger.held).map((one) => [LEFT_UNTOLD, words.packLeftUntold(one)]),
    ...packDoubts(months, ledger.held).map((one) => [LEFT_OUT, words.packWithinMonth(one)]),
    ...priceDoubts(months).map((one) =>
      ["price-change-within-month", words.priceChangeWithinMonth(one)]),
    ...onlySeenOf(account).map((one) => ["change-only-seen", words.changeOnlySeen(one)]),
  ].map(([id, text]) => ({ id, text }));
  const explain = (month, line) => reasonsOf(month, line, account.active(line.name), choices)
    .map(([rule, say, given]) => ({ rule, text: words[say](given) }));
  const told = (month, line) => ({ ...figures(line, choices), because: explain(month, line) });
  return {
    currency: "CNY",
    total: money(sum(months.map(centsOf))),
    months: months.map((month) => ({
      month: month.month,
      total: money(centsOf(month)),
      lines: month.lines.map((line) => told(month, line)),
      ...(month.facts !== account.book.facts && { snapshot: snapshotOf(month.facts) }),
    })),
    packs: ledger.held.flatMap((pack) => packsFigures(pack, ledger.left.get(pack))),
    range: { ...range, leaves_out: leftOut(warnings) },
    readings: choices,
    warnings,
    snapshot: snapshotOf(account.book.facts),
  };
}

const leftOut = (warnings) => warnings.filter(({ id }) => id === LEFT_OUT).map(({ text }) => text);
const centsOf = ({ lines }) => sum(lines.map(({ charge }) => charge.cents));
const money = (cents) => `${cents / 100n}.${`${cents % 100n}`.padStart(2, "0")}`;
const snapshotOf = ({ snapshot: { sha256, source } }) => ({ sha256, source });

function figures({ name, table, turns, calls, free, packs, paid, charge }, choices) {
  const { shares, cents } = charge;
  const changed = shares.length > 1;
  const prices = shares.at(-1)?.table ?? turns.at(-1) ?? table;
  const several = changed || (prices && modeOf(prices, choices) === "progressive");
  const parts = shares.flatMap((share) =>
    share.parts.map((part) => partFigures(part, changed ? share.table : null)));
  return {
    interface: name,
    calls,
    free: sumCalls(free),
    pack: sumCalls(packs),
    pay_as_you_go: paid,
    unit_price: parts.length && !several ? parts[0].unit_price : null,
    per_calls: prices ? prices.per : null,
    amount: money(cents),
    ...(several && { parts }),
  };
}

const partFigures = ({ tier, calls }, table) => ({
  from_calls: tier.from,
  calls,
  unit_price: tier.price,
  ...(table && { per_calls: table.per, from: table.from ?? null }),
});

/**
 * Of packs that are alike first those that are used up, then the one in use, then the others.
 *
 * @param {HeldPacks} held
 * @param {bigint} left
 */
function packsFigures(held, left) {
  const { opening, quantity } = held;
  const [whole, part] = opening ? [left / opening, left % opening] : [quantity, 0n];
  const inUse = part ? 1n : 0n;
  return [[0n, quantity - whole - inUse], [part, inUse], [opening, whole]]
    .filter(([, count]) => count)
    .map(([rest, count]) => packFigures(held, rest, count));
}

function packFigures({ day, name, pack, opening, first, end }, left, quantity) {
  return {
    purchased_on: day,
    interface: name,
    calls: pack.calls,
    ...(quantity > 1n && { quantity }),
    price: pack.price,
    ...(opening !== pack.calls && { left_before: opening }),
    used: opening - left,
    left,
    starts_on: first,
    expires_on: end,
  };
}

/** Packs that may have been used before the first month; those alike are told together. */
function leftUntold(account, held) {
  const alike = new Map();
  for (const pack of [...doubtfulPacks(account, held).values()].flat()) {
    const { day, calls, name, quantity } = pack;
    const key = `${day} ${calls} ${name}`;
    const count = (alike.get(key)?.count ?? 0n) + quantity;
    alike.set(key, { day, calls, name, count, begins: account.months[0].month });
  }
  return [...alike.values()];
}

/** A row that gives only its month cannot say which of its calls a pack's days cover. */
function packDoubts(months, held) {
  return undated(months).flatMap(({ month, first, last, end, name }) =>
    held.filter((pack) => pack.name === name)
      .flatMap((pack) => ["first", "end"].map((edge) => ({ edge, day: pack[edge], pack })))
      .filter(({ day }) => day !== null && first < day && day < end)
      .map(({ edge, day, pack: { calls } }) =>
        ({ month, name, calls, day, starts: edge === "first", last })));
}

/** The same where the price of its calls changes on a day within the month. */
function priceDoubts(months) {
  return undated(months).filter(({ turns }) => turns.length > 1)
    .map(({ month, name, turns, last }) => ({ month, name, days: changesIn(turns), last }));
}

function undated(months) {
  return months.flatMap(({ usage, ...month }) =>
    usage.filter((use) => use.undated).sort(by(({ name }) => name))
      .map((use) => ({ ...month, ...use })));
}

/** The days on which prices change. */
const changesIn = (turns) => turns.slice(1).map(({ from }) => from);

// Why a line costs what it costs: rules, each with what to say of it and the figures to say.

/** The reasons of one line in the order of its settlement, as `[rule, sentence, figures]`. */
function reasonsOf(month, line, activated, choices) {
  const reasons = {
    "free-quota": () => freeReasons(month, line, activated, choices),
    "resource-pack": () => line.packs.map(packReason),
    "pay-as-you-go": () => chargeReasons(month, line, choices),
  };
  return month.order.steps.flatMap((step) => reasons[step]());
}

function freeReasons(month, { name, calls, free }, activated, choices) {
  if (free.length || !calls) {
    return free.map(({ quota, calls: drawn }) => {
      const others = quota.interfaces.filter((other) => other !== name);
      return [quota.clause || "free-quota", "free", { drawn, calls, quota, others }];
    });
  }
  const grant = month.grants.find(({ members }) => members.includes(name));
  return [grant ? usedUp(grant, month, name) : notGranted(month, name, activated, choices)];
}

function usedUp({ quota, members }, { lines }, name) {
  const others = lines.map((line) => line.name).filter((other) => other !== name);
  const figures = { quota, sharers: members.length > 1 ? others : [] };
  return [quota.clause || "free-quota", "usedUp", figures];
}

function notGranted({ month, first, end, facts }, name, activated, choices) {
  const quota = facts.quotas.find((one) => one.interfaces.includes(name) && holds(one, first));
  const figures = { name, month, activated, issued: end, reading: choices["first-month"] };
  return activated !== null && quota
    ? ["first-month", "firstMonth", figures] : ["free-quota", "noQuota", figures];
}

function packReason({ pack: { day, pack, first, end, quantity }, calls, left }) {
  const figures = { calls, pack, day, first, end, left, quantity };
  return [pack.clause || "resource-pack", "pack", figures];
}

function chargeReasons({ order }, { calls, paid, turns, charge }, choices) {
  const { shares, amount, divisor, cents } = charge;
  if (!shares.length) return [[order.clause || "pay-as-you-go", "nothingLeft", {}]];
  const days = changesIn(turns);
  const changed = ["price-change", "priceChange", { days, reading: choices["price-change"] }];
  const { table } = shares.at(-1);
  const unsaid = shares.some((share) => share.table.mode_certainty && share.table.tiers.length > 1);
  const assumed = ["tier-mode", "assumedMode", { reading: choices["tier-mode"] }];
  const sums = {
    paid,
    per: table.per,
    parts: shares.flatMap(partsOf),
    rounding: choices.rounding,
    exact: [amount, divisor],
    cents,
  };
  const priced = shares.length > 1
    ? shares.map((share) => shareReason(share, share === shares.at(-1) ? sums : null))
    : [[ruleOf(table), modeOf(table, choices), {
      calls, upTo: upTo(shares[0]), gross: choices["tier-basis"] === "gross", ...sums,
    }]];
  return [...(days.length ? [changed] : []), ...(unsaid ? [assumed] : []), ...priced];
}

const ruleOf = (table) => table.mode_clause || table.clause || "pay-as-you-go";
const partsOf = ({ table, parts }) =>
  parts.map(({ tier, calls }) => ({ ...tier, calls, per: table.per, heading: table.heading }));

/** The last call of the tier that a share reaches; null where no tier follows. */
function upTo({ table, parts: [{ tier }] }) {
  const next = table.tiers[table.tiers.indexOf(tier) + 1];
  return next ? next.from - 1n : null;
}

/** The calls of one table among several; `sums` is the line's arithmetic, told with the last. */
function shareReason({ table, parts }, sums) {
  const { from, to } = table;
  return [ruleOf(table), "share", { from, to, parts: partsOf({ table, parts }), sums }];
}

/** What settles an account, for those who bill it again with one rule changed. */
export const SETTLING = Object.freeze({
  activation, charge, choose, daysLater, deduct, doubtfulPacks, endsAfter, callsIn, firstOf,
  grantsOf, hold, holds, holdsWithin, inWords, lastOf, later, modeOf, monthOf, openAccount,
  openTable, orderOf, packRow, price, pricesIn, usageRow,
});

// Figures as text. Settlement knows none of what follows.

/** A whole number with a comma at each thousand. */
export const grouped = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** An amount as people write it: `1,234.50`. */
export const yuan = (cents) => grouped(cents / 100n) + money(cents).slice(-3);

/** A fraction in decimals: exact where 28 digits hold it, else the nearest, ties to even. */
export function decimal(numerator, denominator) {
  if (!numerator) return "0";
  const quotient = (places) => (numerator * 10n ** BigInt(places)) / denominator;
  const digitsOf = (number) => (number ? `${number}`.length : 0);
  let places = Math.max(28 - digitsOf(quotient(0)), 0);
  while (digitsOf(quotient(places + 1)) <= 28) places += 1;
  const rest = (numerator * 10n ** BigInt(places)) % denominator;
  const up = 2n * rest > denominator || (2n * rest === denominator && quotient(places) % 2n);
  const text = `${quotient(places) + (up ? 1n : 0n)}`.padStart(places + 1, "0");
  const part = text.slice(text.length - places).replace(/0+$/, "");
  return grouped(text.slice(0, text.length - places)) + (part && `.${part}`);
}

/** Text between quotation marks, with what cannot be seen written as an escape. */
export function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", [mark]: `\\${mark}` };
  const escaped = (sign) => {
    const code = sign.codePointAt(0);
    const [letter, size] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return `\\${letter}${code.toString(16).padStart(size, "0")}`;
  };
  const shown = (sign) => (sign === " " || !/[\p{C}\p{Z}]/u.test(sign) ? sign : escaped(sign));
  return mark + Array.from(text, (sign) => named[sign] ?? shown(sign)).join("") + mark;
}

// The words. A message is the English sentence, by which a catalogue of wordings knows it.

const CONTEXT = "\u0004";

/**
 * How messages are said in a language; without its wordings in English. `{calls:,}` stands for
 * a number with commas, `{text!r}` for a quotation.
 *
 * @param {Language} [language]
 * @returns {Speech}
 */
export function speaking({ form, wordings } = { form: (n) => (n === 1 ? 0 : 1), wordings: {} }) {
  const filled = (template, values) =>
    template.replaceAll(/\{(\w+)(:,|!r)?\}/g, (_, name, way) => {
      const value = values[name];
      return way === ":," ? grouped(value) : way === "!r" ? quote(`${value}`) : value;
    });
  const say = (template, values = {}) => filled(wordings[template] ?? template, values);
  const sayAs = (context, template, values) =>
    filled(wordings[context + CONTEXT + template] ?? template, values);
  const sayMany = (one, many, n, values = {}) =>
    filled((wordings[one] ?? [one, many])[form(Number(n))], { n, ...values });
  const marks = wordings[`quotation${CONTEXT}'{text}'`];
  const quote = (text) =>
    (marks ? filled(marks, { text: quoted(text).slice(1, -1) }) : quoted(text));
  const listed = (items, separator = sayAs("list", ", ")) => items.join(separator);
  return { say, sayAs, sayMany, listed };
}

/**
 * @param {string} message
 * @param {string|null} [expected]
 * @param {Record<string, unknown>} [where]
 * @returns {Wording}
 */
const refuse = (message, expected = null, where = {}) => ({ message, expected, where });

/** Why the price of a month is not known, in the words of the price book. */
const AS_THE_BOOK_SAYS = {
  untold: ({ message }, month) => message.replaceAll("{month}", month),
  spans: ({ expected }) => expected,
  dated: (page) => page,
};

/**
 * A sentence for every reason and warning, and the text of every refusal.
 *
 * @param {Speech} speech
 * @param {UntoldWords} [untoldWords]  why the price of a month is not known; English without
 * @returns {Sentences}
 */
export function sentencesIn(speech, untoldWords = AS_THE_BOOK_SAYS) {
  const told = figuresIn(speech, untoldWords.dated);
  const refusals = Object.freeze(refusalsIn(speech, told, untoldWords));
  return Object.freeze({ ...reasonsIn(speech, told), ...warningsIn(speech), refusals });
}

/** Places, days and arithmetic in words. */
function figuresIn({ say, sayAs, listed }, dated) {
  /**
   * @param {Source} source
   * @param {string} [heading]  above its table
   */
  function place({ table, row, column, clause, page }, heading) {
    const n = Number(table) + 1;
    const where = table == null ? say("clause {clause}", { clause }) : listed([
      heading ? sayAs("place", "table {n} {heading!r}", { n, heading })
        : sayAs("place", "table {n}", { n }),
      sayAs("place", "row {n}", { n: Number(row) + 1 }),
      sayAs("place", "column {n}", { n: Number(column) + 1 }),
    ]);
    return page === undefined ? where
      : say("{place} of {page}", { place: where, page: dated(page) });
  }

  /**
   * The days of a fact, after a blank; empty where both ends are open.
   *
   * @param {Dated} fact
   */
  function daysOf({ from: first, to: end }) {
    if (first) {
      return end ? say(" from {first} until {end}, exclusive", { first, end })
        : say(" from {first}", { first });
    }
    return end ? say(" until {end}, exclusive", { end }) : "";
  }

  /** @param {Dated} fact */
  function spanOf({ from: first, to: end }) {
    if (first) {
      return end ? say("from {first} until {end}, exclusive", { first, end })
        : say("from {first}", { first });
    }
    return end ? say("until {end}, exclusive", { end }) : say("all");
  }

  const productOf = ({ calls, price, per }) => (per === 1n
    ? say("{calls:,} x {price}", { calls, price })
    : say("{calls:,} x {price} / {per:,}", { calls, price, per }));

  /**
   * The arithmetic of an amount: evaluated, it gives the line's cents.
   *
   * @param {Sums} sums
   */
  function arithmetic({ paid, per, parts, rounding, exact: [amount, divisor], cents: paidCents }) {
    const priced = sumCalls(parts);
    const [products, cents] = [parts.map(productOf).join(" + "), yuan(paidCents)];
    const how = rounding === "half-up" ? say("rounded half up") : say("rounded down");
    const sum = amount === paidCents * divisor
      ? say("{products} = {cents} yuan.", { products, cents })
      : say("{products} = {exact}, {how}: {cents} yuan.",
        { products, exact: decimal(amount, divisor * 100n), how, cents });
    return priced === paid ? sum : both(
      say("A part of {per:,} counts whole: {priced:,} calls are priced.", { per, priced }), sum);
  }

  const both = (first, second) => say("{first} {second}", { first, second });
  return { place, daysOf, spanOf, arithmetic, both };
}

/** Why calls cost what they cost. */
function reasonsIn({ say, sayAs, sayMany, listed }, { place, daysOf, arithmetic, both }) {
  const means = {
    "by-day": say("each call takes the price of its day, in the tier that all paid calls of the "
      + "month reach"),
    "whole-month-new": say("the prices of the month's last day hold for all of it"),
    "whole-month-old": say("the prices of the month's first day hold for all of it"),
  };
  const tiersMean = {
    reached: say("all of them are charged at the price of the tier they reach"),
    progressive: say("each tier's calls are charged at its own price"),
  };
  const priced = ({ calls, price, per, source, from, bound, heading }) => say(
    "{calls:,} at {price} yuan per {per:,} ({place}), the tier from {first:,} calls ({bound})",
    { calls, price, per, place: place(source, heading), first: from,
      bound: place(bound, heading) });

  /** @type {Pick<Sentences, "free"|"usedUp"|"firstMonth"|"noQuota"|"pack">} */
  const covered = {
    free: ({ drawn, calls, quota, others }) => {
      const given = { free: drawn, calls, quota: quota.calls, days: daysOf(quota),
        place: place(quota.source, quota.heading), others: listed(others) };
      return others.length
        ? say("{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month"
          + "{days}, shared with {others} ({place}).", given)
        : say("{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month"
          + "{days} ({place}).", given);
    },
    usedUp: ({ quota: { calls: quota }, sharers }) => (sharers.length
      ? say("No call is free: the free quota of {quota:,} calls is used up by {others}.",
        { quota, others: listed(sharers) })
      : say("No call is free: the free quota of {quota:,} calls is used up.", { quota })),
    firstMonth: (given) => say("No call is free: {name} was activated on {activated}, and its "
      + "first free pack is issued on {issued} (reading first-month: {reading}).", given),
    noQuota: (given) => say("No call is free: {name} has no free quota in {month}.", given),
    pack: ({ calls, pack, day, first, end, left, quantity }) => sayMany(
      "{calls:,} calls are covered by the pack of {size:,} calls bought on {bought} ({place}), "
      + "which covers calls from {first} {until}; {left:,} calls are left in it.",
      "{calls:,} calls are covered by {n:,} packs of {size:,} calls bought on {bought} ({place}), "
      + "which cover calls from {first} {until}; {left:,} calls are left in them.", quantity, {
        calls, size: pack.calls, bought: day, place: place(pack.source, pack.heading), first, left,
        until: end === null ? say("on, without end") : say("until {end}, exclusive", { end }),
      }),
  };

  const spanOf = (first, last) => (last === null
    ? say("{first:,} on", { first }) : say("{first:,} to {last:,}", { first, last }));

  return {
    ...covered,
    nothingLeft: () => say("No calls are left to pay."),
    reached: ({ parts: [tier], calls, paid, per, upTo: last, gross, ...sums }) => {
      const given = { paid, calls, span: spanOf(tier.from, last), price: tier.price, per,
        bound: place(tier.bound, tier.heading), place: place(tier.source, tier.heading) };
      return both(gross
        ? say("{paid:,} calls are left to pay; all {calls:,} calls of the month together reach the "
          + "tier of {span} calls ({bound}), so each of them costs {price} yuan per {per:,} "
          + "({place}).", given)
        : say("{paid:,} calls are left to pay and reach the tier of {span} calls ({bound}), so "
          + "each of them costs {price} yuan per {per:,} ({place}).", given),
      arithmetic({ parts: [tier], paid, per, ...sums }));
    },
    progressive: (line) => both(
      say("{paid:,} calls are left to pay, each tier's at its own price.", { paid: line.paid }),
      arithmetic(line)),
    priceChange: ({ days, reading }) =>
      say("Prices change on {days}: {means} (reading price-change: {reading}).",
        { days: listed(days, sayAs("list", " and ")), means: means[reading], reading }),
    assumedMode: ({ reading }) => say("The page does not say how its tiers price calls: {means} "
      + "(reading tier-mode: {reading}).", { means: tiersMean[reading], reading }),
    share: ({ from: first, to: end, parts, sums }) => {
      const given = { first, end, priced: listed(parts.map(priced), sayAs("list", " and ")) };
      const text = first ? say("Calls from {first} on: {priced}.", given)
        : say("Calls until {end}, exclusive: {priced}.", given);
      return sums ? both(text, arithmetic(sums)) : text;
    },
  };
}

/**
 * What a statement warns of.
 *
 * @returns {Omit<Sentences, "refusals"|keyof ReturnType<typeof reasonsIn>>}
 */
function warningsIn({ say, sayAs, sayMany, listed }) {
  return {
    packLeftUntold: ({ count, calls, name, day, begins: first }) => sayMany(
      "a pack of {calls:,} calls of {name} bought on {day} may have been used before {first}; "
      + "nobody says what was left then. It counts as full, and the range reaches over all that "
      + "can have been left, from full to empty.",
      "{n:,} packs of {calls:,} calls of {name} bought on {day} may have been used before "
      + "{first}; nobody says what was left then. They count as full, and the range reaches over "
      + "all that can have been left, from full to empty.", count, { calls, name, day, first }),
    packWithinMonth: ({ starts, ...given }) => (starts
      ? say("{month}: a pack of {calls:,} calls starts on {day}, but the usage of {name} gives "
        + "only the month; all its calls count on {last}. Daily rows settle it; the range leaves "
        + "this doubt out.", given)
      : say("{month}: a pack of {calls:,} calls ends on {day}, but the usage of {name} gives "
        + "only the month; all its calls count on {last}. Daily rows settle it; the range leaves "
        + "this doubt out.", given)),
    priceChangeWithinMonth: ({ days, ...given }) =>
      say("{month}: prices of {name} change on {days}, but its usage gives only the month; all "
        + "its calls count on {last}. Daily rows settle it.",
      { days: listed(days, sayAs("list", " and ")), ...given }),
    changeOnlySeen: ({ interfaces, ...given }) =>
      say("{names}: the change of {day} was only seen on that day; the page before it was last "
        + "seen on {not_before}, and no page says on which day between the change came. The range "
        + "reaches over all of them.", { names: listed(interfaces), ...given }),
  };
}

/**
 * What is refused.
 *
 * @returns {Refusals}
 */
function refusalsIn({ say, sayAs, listed }, { spanOf }, { untold, spans: spansOf }) {
  const date = say("a day YYYY-MM-DD or a month YYYY-MM");
  const calls = (most) => say("a whole number of calls, 0 to {most}", { most });
  return {
    "notADate": (given) => refuse(say("cannot read the date {text!r}", given), date),
    "noSuchDate": (given) => refuse(say("{text!r} is not in the calendar", given), date),
    "monthNotDay": (given) => refuse(say("{text!r} is a month", given), say("a day YYYY-MM-DD")),
    "calls-not-whole": (given) =>
      refuse(say("{text} is not a whole number of calls", given), calls(given.most)),
    "calls-unreadable": (given) =>
      refuse(say("{text!r} is not a number of calls", given), calls(given.most)),
    "calls-negative": (given) =>
      refuse(say("{calls} calls of {name} on {day}", given), say("a count of calls, 0 or more")),
    "calls-too-large": (given) =>
      refuse(say("{calls} calls of {name} on {day}", given), say("at most {most} calls", given)),
    "quantity-unreadable": (given) => refuse(
      say("{text!r} packs", given), say("a whole number of packs, 1 to {most}", given)),
    "leftTooMuch": (given) => refuse(
      say("{left} calls left in a pack of {calls}", given), say("0 to {calls} calls", given)),
    "leftBeforeBought": ({ begins: first, ...given }) => refuse(
      say("{left} calls left before {first}, the first month of usage, in a pack of {calls} that "
        + "was bought on {day}", { first, ...given }),
      say("what is left only of packs bought before {first}", { first })),
    "usage-before-activation": (given) => refuse(
      say("calls of {name} on {day}, before it was activated on {activated}", given),
      say("usage from {day} on", { day: given.activated })),
    "unknown-interface": ({ name, names }) => refuse(
      say("unknown interface {name!r}", { name }), say("one of {names}", { names: listed(names) })),
    "unknown-reading": ({ name, names }) =>
      refuse(say("unknown reading {name!r}", { name }), listed(names)),
    "unknown-reading-value": ({ name, value, values }) =>
      refuse(say("reading {name!r} has no value {value!r}", { name, value }), listed(values)),
    "packs-not-sold": ({ name, says, sellers }) => refuse(
      listed([say("no resource packs are sold for {interface}", { interface: name }),
        ...says.map((clause) => say("the page says: {clause}", { clause }))],
      sayAs("list", "; ")),
      sellers.length
        ? say("a pack for {names}", { names: listed(sellers, sayAs("list", " or ")) })
        : say("no packs")),
    "unknown-pack-size": ({ name, calls: size, offered }) => refuse(
      say("no pack of {calls} calls is sold for {interface}", { calls: size, interface: name }),
      say("one of {sizes}",
        { sizes: listed(offered.map((pack) => `${pack.size.text} (${pack.calls})`)) })),
    "month-before-book": ({ month, from }) => refuse(
      say("the price book knows no prices for {month}", { month }),
      say("usage from {day} on", { day: from })),
    "untold": ({ month, ...row }) => refuse(untold(row, month), spansOf(row)),
    "price-missing": ({ name, month }) => refuse(
      say("the price book has no pay-as-you-go price of {interface} in {month}",
        { interface: name, month }), say("calls of interfaces that the price book prices")),
    "noPriceOnDay": ({ name, day, spans }) => refuse(
      say("the price book has no pay-as-you-go price of {interface} on {day}",
        { interface: name, day }),
      say("calls on days that have a price: {spans}", { spans: listed(spans.map(spanOf)) })),
    "forecast-months": (given) => refuse(
      say("the forecast has {count} months", given), say("1 to {most} months", given)),
    "forecast-too-large": (given) => refuse(
      say("{calls} calls are too many for packs of {unit} and more", given),
      say("at most {most} calls in all", given)),
    "pack-after-begin": ({ day, begins }) => refuse(
      say("a pack bought on {day}, after the forecast begins", { day }),
      say("packs that are owned, bought on {day} or before", { day: begins })),
    "brokenRule": ({ rule, path, text }) => refuse(
      say("{count} broken rule(s):\n{rules}", { count: 1, rules: `  ${rule}: ${path}: ${text}` }),
      null, { file: "price book" }),
  };
}

/** English: a sentence for every reason and warning, and the text of every refusal. */
export const ENGLISH = sentencesIn(speaking());

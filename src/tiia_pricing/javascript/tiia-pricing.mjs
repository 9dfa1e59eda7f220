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
 * @typedef {{date: string, interface: string, calls: number|bigint|string}} UsageRow
 *   Calls of one interface on a day (`2023-05-02`) or in a month (`2023-05`, its last day).
 * @typedef {{purchased_on: string, interface: string, calls: number|bigint|string,
 *   quantity?: number|bigint|string}} PackRow  Resource packs of one size bought on one day.
 * @typedef {{service?: string|null, interfaces?: Object<string, string>}} Activation
 *   The day on which the service, or single interfaces, became active; none is long ago.
 * @typedef {{usage: UsageRow[], packs?: PackRow[], readings?: Object<string, string>,
 *   activated?: Activation}} Account
 */

/** Every reading and the values that can be settled, in the order in which statements list them. */
export const READINGS = Object.freeze({
  "tier-basis": ["after-deduction", "gross"],
  "partial-thousand": ["pro-rata", "round-up"],
  "rounding": ["half-up", "down"],
  "quota-change": ["at-issue", "on-date"],
  "first-month": ["from-next-month", "from-activation"],
  "shared-pool-order": ["as-called", "cheapest-first", "dearest-first"],
  "pack-order": ["earliest-expiry", "earliest-purchase"],
  "pack-validity": ["one-year"],
  "pack-start": ["purchase-day", "purchase-month"],
});

const PRICING = ["tier-basis", "partial-thousand", "rounding"];
const STEPS = ["free-quota", "pay-as-you-go", "resource-pack"];
const MAX_CALLS = 10n ** 15n;
const MAX_QUANTITY = 10_000n;

/** Something that cannot be billed as given, said once and completely. */
export class Refusal extends Error {
  name = "Refusal";

  /**
   * @param {string} id  a stable kebab-case name
   * @param {string} message  a sentence with the offending value in it
   * @param {{where?: Object, expected?: string|null}} [more]  the place, and what is accepted
   */
  constructor(id, message, { where = {}, expected = null } = {}) {
    super(message);
    Object.assign(this, { id, where, expected });
  }
}

/** A refusal before it has words. */
class Stop {
  constructor(id, figures, say = id) {
    Object.assign(this, { id, figures, say });
  }
}

/**
 * The statement of an account.
 *
 * Rows may come in any order; rows of one day and interface add up. `readings` fixes some
 * readings, in the range too. Interfaces go by name or API action.
 *
 * @param {Object} book  a price book
 * @param {Account} account
 * @param {typeof ENGLISH} [words]  the sentences of reasons, warnings and refusals
 * @returns {Object} the statement: money in strings, calls as BigInt
 * @throws {Refusal} for anything that cannot be billed as given
 */
export function bill(book, { usage, packs = [], readings = {}, activated = {} }, words = ENGLISH) {
  try {
    const input = {
      usage: usage.map(usageRow),
      packs: packs.flatMap(packRow),
      activated: activation(activated),
    };
    const choices = choose(book.readings, readings);
    const account = openAccount(openBook(book), input);
    const ledger = deductAll(account, choices);
    return statement({ account, choices, ledger, fixed: new Set(Object.keys(readings)), words });
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const { message, ...more } = words.refusals[stop.say](stop.figures);
    throw new Refusal(stop.id, message, more);
  }
}

/** A statement, or any plain value, as JSON text; BigInt becomes a plain integer. */
export function toJSON(value) {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(toJSON).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${toJSON(one)}`);
  return `{${members.join(",")}}`;
}

// Days and months. An ISO date compares as text as it does in time.

const monthOf = (day) => day.slice(0, 7);
const firstOf = (month) => `${month}-01`;

function daysIn(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function iso(year, month, day) {
  return [[year, 4], [month, 2], [day, 2]].map(([n, size]) => `${n}`.padStart(size, "0")).join("-");
}

/** The same day so many months later, or the last day of a month too short to have it. */
function later(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  if (y > 9999) throw new Stop("date-unreadable", { text: date }, "noSuchDate");
  return iso(y, m, Math.min(day, daysIn(y, m)));
}

/** A day, or a month as its last day; `month` says which. */
function parseDate(text) {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) throw new Stop("date-unreadable", { text }, "notADate");
  const [year, month, day] = match.slice(1).map(Number);
  const last = month >= 1 && month <= 12 ? daysIn(year, month) : 0;
  const exists = year > 0 && last > 0 && !text.startsWith("9999-12");
  if (!exists || (match[3] && !(day >= 1 && day <= last))) {
    throw new Stop("date-unreadable", { text }, "noSuchDate");
  }
  return { day: match[3] ? text : iso(year, month, last), month: !match[3] };
}

function parseDay(text) {
  const { day, month } = parseDate(text);
  if (month) throw new Stop("date-unreadable", { text }, "monthNotDay");
  return day;
}

/** Whether a dated fact is in force on a day; its interval is half-open, null an open end. */
const holds = ({ from, to }, day) => (from ?? "") <= day && (to == null || day < to);

// Small tools.

const sum = (counts) => counts.reduce((total, count) => total + count, 0n);
const least = (a, b) => (a < b ? a : b);
const latest = (a, b) => (a > b ? a : b);
const unique = (values) => [...new Set(values)];

/** A comparison by the first of the keys that differs. */
const by = (...keys) => (a, b) => {
  for (const key of keys) {
    const [x, y] = [key(a), key(b)];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
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
  throw /^-?\d*\.\d*$/.test(text)
    ? new Stop("calls-not-whole", { text, most: MAX_CALLS })
    : new Stop("calls-unreadable", { text, most: MAX_CALLS });
}

function usageRow({ date, interface: name, calls }) {
  return { ...parseDate(date), name, calls: parseCount(calls) };
}

function packRow({ purchased_on: date, interface: name, calls, quantity = 1 }) {
  const pack = { day: parseDay(date), name, calls: parseCount(calls) };
  const text = String(quantity);
  if (!/^\d{1,5}$/.test(text) || BigInt(text) < 1n || BigInt(text) > MAX_QUANTITY) {
    throw new Stop("quantity-unreadable", { text, most: MAX_QUANTITY });
  }
  return Array(Number(text)).fill(pack);
}

function activation({ service = null, interfaces = {} }) {
  const days = Object.entries(interfaces).map(([name, day]) => [name, parseDay(day)]);
  return { service: service === null ? null : parseDay(service), interfaces: days };
}

/** One value for each reading: the book's defaults, with those that are fixed in their place. */
function choose(readings, fixed) {
  const admissible = new Map(readings.map((reading) => [reading.name, reading]));
  for (const [name, value] of Object.entries(fixed)) {
    const values = admissible.get(name)?.values;
    if (!values) throw new Stop("unknown-reading", { name, names: [...admissible.keys()] });
    if (!values.includes(value)) throw new Stop("unknown-reading-value", { name, value, values });
  }
  for (const name of Object.keys(READINGS)) {
    const { values = [] } = admissible.get(name) ?? {};
    const known = values.length && values.every((value) => READINGS[name].includes(value));
    demand(known, "reading-known", "$.readings", `${name}: ${values.join(", ")}`);
  }
  const value = (name) => fixed[name] ?? admissible.get(name).default;
  return Object.fromEntries(Object.keys(READINGS).map((name) => [name, value(name)]));
}

// The price book made ready for exact arithmetic.

function demand(kept, rule, path, text) {
  if (!kept) throw new Stop(rule, { rule, path, text }, "bookInvalid");
}

function whole(number, path) {
  demand(typeof number === "bigint" || Number.isSafeInteger(number), "book-schema", path, number);
  return BigInt(number);
}

function openBook(book) {
  const names = new Map();
  for (const { name, action } of book.interfaces) {
    for (const given of [name, action]) if (!names.has(given)) names.set(given, name);
  }
  return {
    ...book,
    names,
    order: new Map(book.interfaces.map(({ name }, index) => [name, index])),
    packs: book.packs.map((pack, index) => openPack(pack, `$.packs[${index}]`)),
    facts: openFacts(book, "$"),
    editions: book.editions ?? [],
    untold: [...(book.untold ?? [])].sort(by((row) => row.interface)),
  };
}

/** What a page says of a month: the book's own, or that of one of its editions. */
function openFacts(page, path) {
  const { steps } = page.settlement_order;
  const inOrder = steps.at(-1) === "pay-as-you-go" && [...steps].sort().join() === STEPS.join();
  demand(inOrder, "settlement-steps-once", `${path}.settlement_order.steps`, steps.join(", "));
  const quotas = page.free_quotas.map((quota, index) => {
    const calls = whole(quota.calls, `${path}.free_quotas[${index}].calls`);
    return { ...quota, calls };
  });
  const tables = page.pay_as_you_go.map((table, index) =>
    openTable(table, `${path}.pay_as_you_go[${index}]`));
  return { snapshot: page.snapshot, order: page.settlement_order, quotas, tables };
}

/** A tier table whose calls times a tier's `cents`, by `divisor`, are cents exactly. */
function openTable(table, path) {
  const prices = table.tiers.map(({ price }, index) => digits(price, `${path}.tiers[${index}].price`));
  const places = Math.max(...prices.map((price) => (price.split(".")[1] ?? "").length));
  const tiers = table.tiers.map(({ from_calls, source, bound }, index) => ({
    from: whole(from_calls, `${path}.tiers[${index}].from_calls`),
    price: prices[index],
    cents: scaled(prices[index], places) * 100n,
    source,
    bound,
  }));
  const rising = tiers.every((tier, index) => !index || tiers[index - 1].from < tier.from);
  demand(tiers.length && tiers[0].from === 0n, "tiers-start-at-zero", `${path}.tiers`, "");
  demand(rising, "tiers-rise", `${path}.tiers`, tiers.map((tier) => tier.from).join(", "));
  demand(["reached", "progressive"].includes(table.mode), "book-schema", `${path}.mode`, table.mode);
  const per = whole(table.per_calls, `${path}.per_calls`);
  demand(per > 0n, "per-calls-positive", `${path}.per_calls`, per);
  return { ...table, per, tiers, divisor: per * 10n ** BigInt(places) };
}

function openPack(pack, path) {
  const [calls, price] = [whole(pack.calls, `${path}.calls`), digits(pack.price, `${path}.price`)];
  return { ...pack, calls, price, months: pack.months ?? 12 };
}

/** A price as the page writes it, without zeros at its head. */
function digits(price, path) {
  demand(/^\d+(\.\d+)?$/.test(price), "price-in-digits", path, price);
  return price.replace(/^0+(?=\d)/, "");
}

function scaled(price, places) {
  const [yuan, part = ""] = price.split(".");
  return BigInt(yuan + part.padEnd(places, "0"));
}

// The account put in order: nothing below depends on the order of rows.

function openAccount(book, { usage, packs, activated }) {
  const canonical = (name) => book.names.get(name) ?? stopUnknown(book, name);
  const days = new Map(activated.interfaces.map(([name, day]) => [canonical(name), day]));
  const active = (name) => days.get(name) ?? activated.service;
  const months = new Map();
  for (const row of usage) {
    const entry = { ...row, name: canonical(row.name) };
    checkRow(entry, active(entry.name));
    addRow(months, entry);
  }
  const purchases = packs.map((pack) => ({ ...pack, name: canonical(pack.name) }))
    .map((pack) => sold(book, pack));
  return {
    book,
    active,
    anyActivation: activated.service !== null || days.size > 0,
    purchases: purchases.sort(by(({ day }) => day, ({ name }) => name, ({ calls }) => calls)),
    months: [...months].sort(by(([month]) => month)).map((entry) => openMonth(book, ...entry)),
  };
}

function stopUnknown(book, name) {
  throw new Stop("unknown-interface", { name: String(name), names: [...book.order.keys()] });
}

function checkRow({ day, name, calls }, activated) {
  if (calls < 0n) throw new Stop("calls-negative", { calls, name, day });
  if (calls > MAX_CALLS) throw new Stop("calls-too-large", { calls, name, day, most: MAX_CALLS });
  if (activated !== null && day < activated) {
    throw new Stop("usage-before-activation", { name, day, activated });
  }
}

/** Add a row to its month and interface; `undated` marks those with a row of a whole month. */
function addRow(months, { day, month: undated, name, calls }) {
  const month = monthOf(day);
  if (!months.has(month)) months.set(month, new Map());
  const uses = months.get(month);
  if (!uses.has(name)) uses.set(name, { name, undated: false, days: new Map() });
  const use = uses.get(name);
  use.undated ||= undated;
  use.days.set(day, (use.days.get(day) ?? 0n) + calls);
}

/** A month with the facts that settle it, and its usage in the page's order. */
function openMonth(book, month, uses) {
  const first = firstOf(month);
  const facts = factsIn(book, month, first, uses);
  const prices = facts.tables.filter((table) => uses.has(table.interface) && holds(table, first));
  const tables = new Map(prices.map((table) => [table.interface, table]));
  const usage = [...uses.values()].map(({ name, undated, days }) => ({
    name,
    undated,
    table: tables.get(name),
    days: [...days].sort(by(([day]) => day)),
    calls: sum([...days.values()]),
  }));
  usage.sort(by(({ name }) => book.order.get(name)));
  return { month, first, end: later(first, 1), facts, usage };
}

function factsIn(book, month, first, uses) {
  const untold = book.untold.find((row) => uses.has(row.interface) && holds(row, first));
  if (untold) throw new Stop(untold.error, { ...untold, month }, "untold");
  const index = book.editions.findIndex((edition) => holds(edition, first));
  if (index >= 0) return openFacts(book.editions[index], `$.editions[${index}]`);
  if (book.known_from && later(first, 1) <= book.known_from) {
    throw new Stop("month-before-book", { month, from: monthOf(book.known_from) });
  }
  return book.facts;
}

// Resource packs (预付费资源包): what is sold, how long it lasts, whose turn it is.

/** The purchase with the pack of the book that was bought. */
function sold(book, { day, name, calls }) {
  const offered = book.packs.filter((pack) => pack.interface === name && holds(pack, day));
  if (!offered.length) throw stopNotSold(book, name);
  const pack = offered.find((one) => one.calls === calls);
  if (pack) return { day, name, calls, pack };
  const sizes = offered.map((one) => ({ text: one.size.text, calls: one.calls }));
  throw new Stop("unknown-pack-size", { name, calls, sizes });
}

function stopNotSold(book, name) {
  const exclusions = book.no_packs.filter(({ interfaces }) => interfaces.includes(name));
  const says = exclusions.map(({ clause }) => book.clauses.find(({ id }) => id === clause).text);
  return new Stop("packs-not-sold", {
    name, says, sellers: unique(book.packs.map((pack) => pack.interface)),
  });
}

/** The packs bought, each covering the days `[first, end)`, in the order in which they are used. */
function hold(purchases, choices) {
  const held = purchases.map((purchase) => {
    const { day, pack } = purchase;
    const first = choices["pack-start"] === "purchase-month" ? firstOf(monthOf(day)) : day;
    return { ...purchase, first, end: later(first, pack.months) };
  });
  const [day, end, calls] = ["day", "end", "calls"].map((key) => (pack) => pack[key]);
  const expiring = choices["pack-order"] === "earliest-expiry";
  return held.sort(expiring ? by(end, day, calls) : by(day, end, calls));
}

// Free quotas (免费额度): who draws on which, on which days.

/** The grants of a month: their members in the order served, on the days `[first, end)`. */
function grantsOf(account, { first, end, facts, usage }, choices) {
  const issued = new Map(usage.map(({ name }) =>
    [name, issueDay(account.active(name), first, end, choices)]));
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

function served(members, usage, choices) {
  const order = choices["shared-pool-order"];
  const sharers = usage.filter(({ name }) => members.includes(name));
  const sign = { "as-called": 0, "cheapest-first": 1, "dearest-first": -1 }[order];
  return sharers.sort((a, b) => sign * byFirstPrice(a.table, b.table)).map(({ name }) => name);
}

function byFirstPrice(a, b) {
  const [x, y] = [a, b].map((table) => table ?? { tiers: [{ cents: 0n }], divisor: 1n });
  const difference = x.tiers[0].cents * y.divisor - y.tiers[0].cents * x.divisor;
  return difference < 0n ? -1 : Number(difference > 0n);
}

// Settling a month (结算顺序): free quota, then packs, then the rest is to be paid.

/** Every month's deductions under one choice of readings, and what is left in each pack. */
function deductAll(account, choices) {
  const held = hold(account.purchases, choices);
  const left = new Map(held.map((pack) => [pack, pack.calls]));
  const months = account.months.map((month) => deduct(account, month, choices, held, left));
  return { months, held, left };
}

function deduct(account, month, choices, held, left) {
  const grants = grantsOf(account, month, choices);
  const lines = month.usage.map(({ name, table, days, calls }) => ({
    name, table, days, calls, rest: days.map((day) => day[1]), free: [], packs: [], paid: 0n,
  }));
  const asCalled = choices["shared-pool-order"] === "as-called";
  const steps = {
    "free-quota": () => grants.forEach((grant) => drawGrant(grant, lines, asCalled)),
    "resource-pack": () => lines.forEach((line) => drawPacks(line, held, left)),
    "pay-as-you-go": () => {},
  };
  for (const step of month.facts.order.steps) steps[step]();
  for (const line of lines) line.paid = sum(line.rest);
  return { ...month, grants, lines };
}

/** Take one quota from its members' calls, less what they already had free this month. */
function drawGrant({ quota, members, first, end }, lines, asCalled) {
  const sharers = members.map((name) => lines.find((line) => line.name === name));
  let left = quota.calls - sum(sharers.flatMap(({ free }) => free.map(({ calls }) => calls)));
  const queue = sharers.flatMap((line) => line.days.map(([day], index) => ({ day, line, index })));
  if (asCalled && sharers.length > 1) queue.sort(by(({ day }) => day));
  const taken = new Map();
  for (const { day, line, index } of queue) {
    const take = first <= day && day < end ? least(left, line.rest[index]) : 0n;
    if (take <= 0n) continue;
    line.rest[index] -= take;
    left -= take;
    taken.set(line, (taken.get(line) ?? 0n) + take);
  }
  for (const [line, calls] of taken) line.free.push({ quota, calls });
}

/** Take one interface's calls from the packs that cover each day, in their order. */
function drawPacks(line, held, left) {
  const mine = held.filter((pack) => pack.name === line.name);
  if (!mine.length) return;
  const taken = new Map();
  for (const [index, [day]] of line.days.entries()) {
    for (const pack of mine) {
      const take = holds({ from: pack.first, to: pack.end }, day)
        ? least(line.rest[index], left.get(pack)) : 0n;
      if (!take) continue;
      line.rest[index] -= take;
      left.set(pack, left.get(pack) - take);
      taken.set(pack, (taken.get(pack) ?? 0n) + take);
    }
  }
  line.packs = [...taken].map(([pack, calls]) => ({ pack, calls, left: left.get(pack) }));
}

// Pricing what is left to pay (后付费).

const NOTHING = Object.freeze({ parts: [], amount: 0n, cents: 0n });

/** What a line leaves to pay: its parts, the amount times the table's divisor, whole cents. */
function price({ name, table, calls, paid }, month, choices) {
  if (!paid) return NOTHING;
  if (!table) throw new Stop("price-missing", { name, month });
  const gross = choices["tier-basis"] === "gross";
  const parts = table.mode === "reached"
    ? [{ tier: reached(table, gross ? calls : paid), calls: paid }]
    : cut(table, gross ? calls - paid : 0n, paid);
  if (choices["partial-thousand"] === "round-up") {
    parts.at(-1).calls += (table.per - (paid % table.per)) % table.per;
  }
  const amount = sum(parts.map((part) => part.calls * part.tier.cents));
  return { parts, amount, cents: rounded(amount, table.divisor, choices.rounding) };
}

const reached = ({ tiers }, calls) => tiers.findLast(({ from }) => from <= calls);

/** Progressive tiers: `paid` calls, on top of `below` others, cut at every bound. */
function cut({ tiers }, below, paid) {
  const past = below + paid + 1n;
  const start = (tier) => (tier.from > 1n ? tier.from : 1n);
  const parts = tiers.map((tier, index) => {
    const end = index + 1 < tiers.length ? least(start(tiers[index + 1]), past) : past;
    return { tier, calls: end - latest(start(tier), below + 1n) };
  });
  return parts.filter(({ calls }) => calls > 0n);
}

function rounded(amount, divisor, rounding) {
  return rounding === "half-up" ? (2n * amount + divisor) / (2n * divisor) : amount / divisor;
}

// How far the readings that the page leaves open can move a total.

/** The range of an account's total; the readings named in `fixed` stay as chosen. */
function spreadOf(account, choices, chosen, fixed) {
  const given = new Map(account.book.readings.map(({ name, values }) => [name, values]));
  const deducting = touching(account);
  const names = [...PRICING, ...deducting];
  const open = Object.fromEntries(
    names.map((name) => [name, fixed.has(name) ? [choices[name]] : given.get(name)]));
  const priced = pricer(combinations(choices, PRICING, open));
  const totals = combinations(choices, deducting, open).flatMap((settled) => {
    const same = deducting.every((name) => settled[name] === choices[name]);
    const cents = priced(same ? chosen : deductAll(account, settled));
    return combinations(settled, PRICING, open).map((one, index) =>
      ({ choices: one, cents: cents[index] }));
  });
  const [low, high] = [1, -1].map((sign) => totals.reduce((best, one) =>
    (sign > 0 ? one.cents < best.cents : one.cents > best.cents) ? one : best));
  const readings = (one) => Object.fromEntries(names.map((name) => [name, one.choices[name]]));
  return { low, high, readings, moving: alternatives(totals, choices, open) };
}

/** A ledger's totals under each of `choices`; a line left with the same calls is priced once. */
function pricer(choices) {
  const known = new Map();
  const prices = (line, month) => {
    const key = `${month} ${line.name} ${line.paid}`;
    if (!known.has(key)) known.set(key, choices.map((one) => price(line, month, one).cents));
    return known.get(key);
  };
  return ({ months }) => {
    const lines = months.flatMap(({ month, lines: all }) => all.map((line) => prices(line, month)));
    return choices.map((_, index) => sum(lines.map((cents) => cents[index])));
  };
}

/** The deducting readings that can make a difference to this usage at all. */
function touching({ book, months, purchases, anyActivation }) {
  const within = (day, { first, end }) => day != null && first < day && day < end;
  const some = (test) => months.some((month) => book.facts.quotas.some((quota) => test(quota, month)));
  const touched = {
    "quota-change": some(({ from, to }, month) => within(from, month) || within(to, month)),
    "first-month": anyActivation,
    "shared-pool-order": some(({ from, to, interfaces }, { first, end, usage }) =>
      (from ?? "") < end && (to == null || to > first)
      && interfaces.filter((name) => usage.some((use) => use.name === name)).length > 1),
    "pack-order": purchases.length > 1,
    "pack-start": purchases.length > 0,
  };
  return Object.keys(touched).filter((name) => touched[name]);
}

/** Each value of one reading that alone moves the total, and the total it gives. */
function alternatives(totals, choices, open) {
  const key = (one) => Object.values(one).join();
  const cents = new Map(totals.map((total) => [key(total.choices), total.cents]));
  const moved = Object.keys(choices).flatMap((name) => (open[name] ?? []).map((value) =>
    ({ name, value, cents: cents.get(key({ ...choices, [name]: value })) })));
  return moved.filter((one) => one.cents !== cents.get(key(choices)));
}

// The statement as the object of the contract, and its reasons.

function statement({ account, choices, ledger, fixed, words }) {
  const months = ledger.months.map((month) => ({
    ...month,
    lines: month.lines.map((line) => ({ ...line, charge: price(line, month.month, choices) })),
  }));
  const spread = spreadOf(account, choices, ledger, fixed);
  const warnings = doubts(account.months, ledger.held);
  const texts = warnings.map(({ figures }) => words.packWithinMonth(figures));
  const explain = (month, line) => reasonsOf(month, line, account.active(line.name), choices)
    .map(({ rule, say, figures }) => ({ rule, text: words[say](figures) }));
  return {
    currency: "CNY",
    total: money(sum(months.map(centsOf))),
    months: months.map((month) => ({
      month: month.month,
      total: money(centsOf(month)),
      lines: month.lines.map((line) => ({ ...figures(line), because: explain(month, line) })),
      ...(month.facts === account.book.facts ? {} : { snapshot: snapshotOf(month.facts) }),
    })),
    packs: ledger.held.map((pack) => packFigures(pack, ledger.left.get(pack))),
    range: {
      low: money(spread.low.cents),
      high: money(spread.high.cents),
      low_readings: spread.readings(spread.low),
      high_readings: spread.readings(spread.high),
      readings: spread.moving.map(({ cents, ...one }) => ({ ...one, total: money(cents) })),
      leaves_out: texts,
    },
    readings: choices,
    warnings: warnings.map(({ id }, index) => ({ id, text: texts[index] })),
    snapshot: snapshotOf(account.book.facts),
  };
}

const centsOf = ({ lines }) => sum(lines.map(({ charge }) => charge.cents));
const money = (cents) => `${cents / 100n}.${`${cents % 100n}`.padStart(2, "0")}`;
const snapshotOf = ({ snapshot: { sha256, source } }) => ({ sha256, source });
const drawnOf = (some) => sum(some.map(({ calls }) => calls));

function figures({ name, table, calls, free, packs, paid, charge: { parts, cents } }) {
  const progressive = table?.mode === "progressive";
  return {
    interface: name,
    calls,
    free: drawnOf(free),
    pack: drawnOf(packs),
    pay_as_you_go: paid,
    unit_price: parts.length && !progressive ? parts[0].tier.price : null,
    per_calls: table ? table.per : null,
    amount: money(cents),
    ...(progressive && { parts: parts.map(partFigures) }),
  };
}

function partFigures({ tier, calls }) {
  return { from_calls: tier.from, calls, unit_price: tier.price };
}

function packFigures({ day, name, pack, first, end }, left) {
  return {
    purchased_on: day,
    interface: name,
    calls: pack.calls,
    price: pack.price,
    used: pack.calls - left,
    left,
    starts_on: first,
    expires_on: end,
  };
}

/** A row that gives only its month cannot say which of its calls a pack's days cover. */
function doubts(months, held) {
  return months.flatMap(({ month, first, end, usage }) => {
    const undated = usage.filter((use) => use.undated).sort(by(({ name }) => name));
    const last = usage.length && `${month}-${daysIn(...month.split("-").map(Number))}`;
    return undated.flatMap(({ name }) => held.filter((pack) => pack.name === name)
      .flatMap(({ calls, ...pack }) => ["first", "end"].map((edge) => ({ day: pack[edge], edge }))
        .filter(({ day }) => first < day && day < end)
        .map(({ day, edge }) => ({
          id: "pack-within-month",
          figures: { month, calls, name, day, last, starts: edge === "first" },
        }))));
  });
}

/** The reasons of one line in the order of its settlement: the rule, and what to say of it. */
function reasonsOf(month, line, activated, choices) {
  const reasons = {
    "free-quota": freeReasons,
    "resource-pack": packReasons,
    "pay-as-you-go": chargeReasons,
  };
  return month.facts.order.steps.flatMap((step) => reasons[step](month, line, choices, activated));
}

function freeReasons(month, { name, calls, free }, choices, activated) {
  if (free.length || !calls) {
    return free.map((drawn) => freeReason(drawn, calls, name));
  }
  const grant = month.grants.find(({ members }) => members.includes(name));
  if (grant) {
    const others = month.lines.map((line) => line.name).filter((other) => other !== name);
    const sharers = grant.members.length > 1 ? others : [];
    const figures = { quota: grant.quota.calls, sharers };
    return [{ rule: grant.quota.clause || "free-quota", say: "usedUp", figures }];
  }
  const granted = month.facts.quotas.some((quota) =>
    quota.interfaces.includes(name) && holds(quota, month.first));
  return activated !== null && granted
    ? [{
      rule: "first-month",
      say: "firstMonth",
      figures: { name, activated, issued: month.end, reading: choices["first-month"] },
    }]
    : [{ rule: "free-quota", say: "noQuota", figures: { name, month: month.month } }];
}

function freeReason({ quota, calls: drawn }, calls, name) {
  const others = quota.interfaces.filter((other) => other !== name);
  return {
    rule: quota.clause || "free-quota", say: "free", figures: { drawn, calls, quota, others },
  };
}

function packReasons(month, { packs }) {
  return packs.map(({ pack: { day, pack, first, end }, calls, left }) => ({
    rule: pack.clause || "resource-pack",
    say: "pack",
    figures: { calls, size: pack.calls, day, source: pack.source, first, end, left },
  }));
}

function chargeReasons({ facts }, { table, calls, paid, charge }, choices) {
  const { parts, amount, cents } = charge;
  if (!parts.length) {
    return [{ rule: facts.order.clause || "pay-as-you-go", say: "nothingLeft", figures: {} }];
  }
  const next = table.tiers[table.tiers.indexOf(parts[0].tier) + 1];
  return [{
    rule: table.mode_clause || table.clause || "pay-as-you-go",
    say: table.mode,
    figures: {
      calls,
      paid,
      per: table.per,
      parts: parts.map((part) => ({ calls: part.calls, ...part.tier })),
      upTo: next ? next.from - 1n : null,
      gross: choices["tier-basis"] === "gross",
      rounding: choices.rounding,
      exact: { cents: amount, divisor: table.divisor },
      cents,
    },
  }];
}

// Figures in words. Settlement knows none of what follows.

/** A whole number with a comma at each thousand. */
export const grouped = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, ",");

/** An amount as people write it: `1,234.50`. */
export function yuan(cents) {
  const [whole_, part] = money(cents).split(".");
  return `${grouped(whole_)}.${part}`;
}

/** The fraction in decimals: exact where 28 digits hold it, else the nearest, ties to even. */
export function decimal(numerator, denominator) {
  const size = (number) => `${number}`.length;
  let places = Math.max(28 - (size(numerator) - size(denominator)), 0);
  if (size((numerator * 10n ** BigInt(places)) / denominator) > 28 && places) places -= 1;
  const dividend = numerator * 10n ** BigInt(places);
  const [quotient, rest] = [dividend / denominator, dividend % denominator];
  const up = 2n * rest > denominator || (2n * rest === denominator && quotient % 2n === 1n);
  const text = `${quotient + (up ? 1n : 0n)}`.padStart(places + 1, "0");
  const part = text.slice(text.length - places).replace(/0+$/, "");
  return grouped(text.slice(0, text.length - places)) + (places && part ? `.${part}` : "");
}

/** Text between quotation marks, with what cannot be seen written as an escape. */
export function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", [mark]: `\\${mark}` };
  const escape = (sign) => {
    const code = sign.codePointAt(0);
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, "0")}`;
    return code < 0x10000
      ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
  };
  const shown = (sign) => named[sign] ?? (/[\p{C}\p{Z}]/u.test(sign) && sign !== " " ? escape(sign) : sign);
  return mark + Array.from(text, shown).join("") + mark;
}

function place({ table, row, column, clause, page }) {
  const where = table == null ? `clause ${clause}` : `table ${table}, row ${row}, column ${column}`;
  return page === undefined ? where : `${where} of ${page}`;
}

/** The arithmetic of an amount: evaluated, it gives the line's cents. */
function arithmetic({ paid, per, parts, rounding, exact, cents }) {
  const priced = drawnOf(parts);
  const roundedUp = priced === paid
    ? "" : `A part of ${grouped(per)} counts whole: ${grouped(priced)} calls are priced. `;
  const divided = per === 1n ? "" : ` / ${grouped(per)}`;
  const products = parts.map((part) => `${grouped(part.calls)} x ${part.price}${divided}`).join(" + ");
  const how = rounding === "half-up" ? "rounded half up" : "rounded down";
  const amount = exact.cents === cents * exact.divisor
    ? "" : `${decimal(exact.cents, exact.divisor * 100n)}, ${how}: `;
  return `${roundedUp}${products} = ${amount}${yuan(cents)} yuan.`;
}

const DATE = "a day YYYY-MM-DD or a month YYYY-MM";
const count = ({ most }) => `a whole number of calls, 0 to ${most}`;

/** English: a sentence for every reason and warning, and for every refusal its text. */
export const ENGLISH = Object.freeze({
  free: ({ drawn, calls, quota, others }) =>
    `${grouped(drawn)} of ${grouped(calls)} calls are free: the free quota is `
    + `${grouped(quota.calls)} calls a month${quota.from ? ` from ${quota.from}` : ""}`
    + `${quota.to ? ` until ${quota.to}, exclusive` : ""}`
    + `${others.length ? `, shared with ${others.join(", ")}` : ""} (${place(quota.source)}).`,
  usedUp: ({ quota, sharers }) =>
    `No call is free: the free quota of ${grouped(quota)} calls is used up`
    + `${sharers.length ? ` by ${sharers.join(", ")}` : ""}.`,
  firstMonth: ({ name, activated, issued, reading }) =>
    `No call is free: ${name} was activated on ${activated}, and its first free pack is `
    + `issued on ${issued} (reading first-month: ${reading}).`,
  noQuota: ({ name, month }) => `No call is free: ${name} has no free quota in ${month}.`,
  pack: ({ calls, size, day, source, first, end, left }) =>
    `${grouped(calls)} calls are covered by the pack of ${grouped(size)} calls bought on ${day} `
    + `(${place(source)}), which covers calls from ${first} until ${end}, exclusive; `
    + `${grouped(left)} calls are left in it.`,
  nothingLeft: () => "No calls are left to pay.",
  reached: (line) => {
    const [tier] = line.parts;
    const span = line.upTo === null ? "on" : `to ${grouped(line.upTo)}`;
    const reaching = line.gross
      ? `; all ${grouped(line.calls)} calls of the month together reach` : " and reach";
    return `${grouped(line.paid)} calls are left to pay${reaching} the tier of `
      + `${grouped(tier.from)} ${span} calls (${place(tier.bound)}), so each of them costs `
      + `${tier.price} yuan per ${grouped(line.per)} (${place(tier.source)}). ${arithmetic(line)}`;
  },
  progressive: (line) =>
    `${grouped(line.paid)} calls are left to pay, each tier's at its own price. ${arithmetic(line)}`,
  packWithinMonth: ({ month, calls, name, day, last, starts }) =>
    `${month}: a pack of ${grouped(calls)} calls ${starts ? "starts" : "ends"} on ${day}, but the `
    + `usage of ${name} gives only the month; all its calls count on ${last}. Daily rows settle `
    + "it; the range leaves this doubt out.",
  refusals: Object.freeze({
    "notADate": ({ text }) => ({
      message: `cannot read the date ${quoted(String(text))}`, expected: DATE,
    }),
    "noSuchDate": ({ text }) => ({ message: `there is no date ${quoted(text)}`, expected: DATE }),
    "monthNotDay": ({ text }) => ({
      message: `${quoted(text)} is a month`, expected: "a day YYYY-MM-DD",
    }),
    "calls-not-whole": ({ text, most }) => ({
      message: `${text} is no whole number of calls`, expected: count({ most }),
    }),
    "calls-unreadable": ({ text, most }) => ({
      message: `${quoted(text)} is no count of calls`, expected: count({ most }),
    }),
    "calls-negative": ({ calls, name, day }) => ({
      message: `${calls} calls of ${name} on ${day}`, expected: "a count of calls, 0 or more",
    }),
    "calls-too-large": ({ calls, name, day, most }) => ({
      message: `${calls} calls of ${name} on ${day}`, expected: `at most ${most} calls`,
    }),
    "quantity-unreadable": ({ text, most }) => ({
      message: `${quoted(text)} packs`, expected: `a whole number of packs, 1 to ${most}`,
    }),
    "usage-before-activation": ({ name, day, activated }) => ({
      message: `calls of ${name} on ${day}, before it was activated on ${activated}`,
      expected: `usage from ${activated} on`,
    }),
    "unknown-interface": ({ name, names }) => ({
      message: `unknown interface ${quoted(name)}`, expected: `one of ${names.join(", ")}`,
    }),
    "unknown-reading": ({ name, names }) => ({
      message: `unknown reading ${quoted(name)}`, expected: names.join(", "),
    }),
    "unknown-reading-value": ({ name, value, values }) => ({
      message: `reading ${quoted(name)} has no value ${quoted(String(value))}`,
      expected: values.join(", "),
    }),
    "packs-not-sold": ({ name, says, sellers }) => ({
      message: [`no resource packs are sold for ${name}`, ...says].join("; the page says: "),
      expected: sellers.length ? `a pack for ${sellers.join(" or ")}` : "no packs",
    }),
    "unknown-pack-size": ({ name, calls, sizes }) => ({
      message: `no pack of ${calls} calls is sold for ${name}`,
      expected: `one of ${sizes.map((size) => `${size.text} (${size.calls})`).join(", ")}`,
    }),
    "month-before-book": ({ month, from }) => ({
      message: `the price book knows no prices for ${month}`, expected: `usage from ${from} on`,
    }),
    "untold": ({ message, month, expected }) => ({
      message: message.replaceAll("{month}", month), expected,
    }),
    "price-missing": ({ name, month }) => ({
      message: `the price book has no pay-as-you-go price of ${name} in ${month}`,
      expected: "calls of interfaces that the price book prices",
    }),
    "bookInvalid": ({ rule, path, text }) => ({
      message: `1 broken rule(s):\n  ${rule}: ${path}: ${text}`, where: { file: "price book" },
    }),
  }),
});

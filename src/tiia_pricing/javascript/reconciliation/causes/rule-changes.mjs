/** Every way of billing that the page does not mean: readings, tiers, packs, prices. */

/** @import { Rebilling } from "./rebilling.mjs" */
/** @import { RuleChange } from "../types.d.ts" */

import {
  daysLater, firstOf, holdsWithin, monthOf, monthsLater,
} from "../../pricebook/calendar.mjs";
import { least } from "../../pricebook/counting.mjs";
import { openTable } from "../../pricebook/open-book.mjs";
import { quotaChanges } from "./quota-changes.mjs";

const MOST_SINGLE = 20;

// The causes that have a name of their own; any other is called by its reading.
const CAUSES = {
  "tier-basis=gross": "tier-basis-gross",
  "tier-basis=after-deduction": "tier-basis-after-deduction",
  "rounding=down": "rounded-down",
  "rounding=half-up": "rounded-half-up",
  "tier-mode=progressive": "tier-progressive",
  "tier-mode=reached": "tier-reached",
  "progressive-bound=by-number": "tier-progressive-by-number",
  "progressive-bound=by-measure": "tier-progressive",
  "price-change=whole-month-old": "price-older",
  "price-change=whole-month-new": "price-newer",
};

/**
 * All changes in the order in which they are tried.
 *
 * @param {Rebilling} rebilling
 * @returns {RuleChange[]}
 */
export const ruleChanges = (rebilling) => [
  ...readingChanges(rebilling), ...tierChanges(), ...quotaChanges(rebilling),
  ...packChanges(rebilling), ...priceChanges(rebilling),
];

/**
 * What the page leaves open, answered otherwise than chosen.
 *
 * @param {Rebilling} rebilling
 * @returns {RuleChange[]}
 */
export function readingChanges({ book, choices }) {
  return book.readings.flatMap(({ name, values }) =>
    values.filter((value) => value !== choices[name]).map((value) => {
      const reading = `${name}=${value}`;
      return { cause: CAUSES[reading] ?? name, choices: { [name]: value }, reading };
    }));
}

/** Tiers billed otherwise: graduated, by another bound, the first for all. */
function tierChanges() {
  const edited = (edit) => (facts) => ({ ...facts, tables: facts.tables.map(edit) });
  const mode = (mode) => edited((table) => ({ ...table, mode, mode_certainty: undefined }));
  const bound = (value) => ({ "progressive-bound": value });
  return [
    { cause: "tier-progressive", facts: mode("progressive"), choices: bound("by-measure") },
    { cause: "tier-progressive-by-number", facts: mode("progressive"),
      choices: bound("by-number") },
    { cause: "tier-reached", facts: mode("reached") },
    { cause: "tier-bound-in-lower", facts: edited(boundInLower) },
    { cause: "tier-first-only",
      facts: edited((table) => ({ ...table, tiers: table.tiers.slice(0, 1) })) },
  ];
}

/** The number that the page writes as a bound belongs to the tier below it. */
function boundInLower(table) {
  const tiers = table.tiers.map((tier, index) =>
    (!index || tier.bound_in === "lower" ? tier : { ...tier, from: tier.from + 1n }));
  return { ...table, tiers };
}

/** Packs billed otherwise: not used, in another order, ended too early or too late. */
function packChanges({ account: { purchases } }) {
  if (!purchases.length) return [];
  const steps = (steps) => (facts) => ({
    ...facts,
    order: { ...facts.order, steps: steps(facts.order.steps) },
    former: facts.former.map((order) => ({ ...order, steps: steps(facts.order.steps) })),
  });
  const without = (some) => some.filter((step) => step !== "resource-pack");
  const first = () => ["resource-pack", "free-quota", "pay-as-you-go"];
  const sorted = (order) => (held) => [...held].sort(order);
  return [
    { cause: "pack-not-applied", facts: steps(without) },
    ...distinct(purchases).slice(0, MOST_SINGLE).map((one) =>
      ({ cause: "pack-not-applied", held: (held) => held.filter((pack) => !isAlike(pack, one)) })),
    { cause: "pack-order", facts: steps(first) },
    ...[latestFirst, smallestFirst, largestFirst].map((order) =>
      ({ cause: "pack-order", held: sorted(order) })),
    ...[monthStart, dayLess, afterDays].map((end) =>
      ({ cause: "pack-expired", held: ending(end) })),
    ...[monthEnd, dayMore, () => null].map((end) =>
      ({ cause: "pack-after-expiry", held: ending(end) })),
  ];
}

const KIND = ["day", "name", "calls", "told"];
const isAlike = (one, other) => KIND.every((key) => one[key] === other[key]);

const distinct = (purchases) => purchases.filter((one, at) =>
  purchases.findIndex((other) => isAlike(one, other) && one.quantity === other.quantity) === at);

const compare = (a, b) => (a < b ? -1 : Number(a > b));
const latestFirst = (a, b) => compare(b.day, a.day);
const smallestFirst = (a, b) => compare(a.calls, b.calls) || compare(a.day, b.day);
const largestFirst = (a, b) => compare(b.calls, a.calls) || compare(a.day, b.day);

/** Each pack with another end; one that never ends stays, or whose new end no calendar has. */
function ending(end) {
  const ended = (pack) => {
    try {
      return pack.end === null ? pack : { ...pack, end: end(pack.first, pack.end) };
    } catch {
      return pack;
    }
  };
  return (held) => held.map(ended);
}

const dayBefore = (day) => daysLater(day, -1);
const dayLess = (_, end) => dayBefore(end);
const dayMore = (_, end) => daysLater(end, 1);
const monthEnd = (_, end) => monthsLater(firstOf(monthOf(dayBefore(end))), 1);
const afterDays = (first, end) => least(end, daysLater(first, 360));

function monthStart(first, end) {
  const start = firstOf(monthOf(dayBefore(end)));
  return start > first ? start : first;
}

/** Each price table that an API had or will have, in the place of the one in force. */
function priceChanges({ book, named }) {
  const starts = startsOf(book);
  return [...starts.values()].filter(({ table }) => named.has(table.interface)).flatMap((one) => {
    const said = { since: one.table.from ?? "", until: one.table.to ?? "" };
    return [
      { cause: "price-older", facts: instead(one, starts, true), said },
      { cause: "price-newer", facts: instead(one, starts, false), said },
    ];
  });
}

/** Facts with one table alone for its API, in months in which another one is newer, or older. */
function instead({ table, start }, starts, older) {
  return (facts, month) => {
    const own = facts.tables.filter((one) => one.interface === table.interface);
    const now = own.filter((one) => holdsWithin(one, month))
      .map((one) => starts.get(identity(one))?.start ?? "");
    if (!now.some((other) => (older ? other > start : other < start))) return facts;
    const kept = facts.tables.filter((one) => !own.includes(one));
    return { ...facts, tables: [...kept, { ...table, from: null, to: null }] };
  };
}

/** Every price table of a book and of its past, with the day from which it is known. */
function startsOf(book) {
  const found = new Map();
  for (const edition of book.editions) {
    for (const one of edition.pay_as_you_go) {
      const table = openTable(one, "$.editions");
      const known = found.get(identity(table))?.table ?? table;
      found.set(identity(table), { table: known, start: table.from ?? edition.from });
    }
  }
  for (const table of book.facts.tables) {
    const key = identity(table);
    if (!found.has(key)) found.set(key, { table, start: table.from ?? book.known_from ?? "" });
  }
  return found;
}

/** What a table is, wherever its numbers stood. */
function identity(table) {
  const { from = null, to = null, known_since: since = null, mode_certainty: sure = null } = table;
  const tiers = table.tiers.map((tier) =>
    [`${tier.from}`, `${tier.cents}`, tier.bound_in ?? null]);
  return JSON.stringify([table.interface, table.mode, sure, `${table.per}`, `${table.divisor}`,
    table.clause, table.mode_clause, from, to, since, tiers]);
}

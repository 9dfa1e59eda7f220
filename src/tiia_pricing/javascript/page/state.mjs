/**
 * What a person has entered, as text, and its two other forms: the fragment of a link, and the
 * account that is billed.
 *
 *   #month=2023-05&DetectProduct=1000000&pack=100000&day=2023-05-01&tier-basis=gross
 *
 * `day`, `count` and `left` are those of the row of packs before them. What links had before is
 * read as well: 商品识别=1000000&pack=10万次@2023-05-01.
 */

/**
 * @import {
 *   Account, Bought, EntryFault, EntryFaultId, LinkState, OpenBook, PackRow, State, UsageRow
 * } from "../types.d.ts"
 */

import { inLink, packFromLink, packPairs, wholeRow } from "../links/packs.mjs";
import { joined, pairsOf } from "../links/signs.mjs";
import { wholeYear, yearKeys, yearPairs } from "../links/years.mjs";
import { isEntered } from "../links/year-state.mjs";
import { countOf, parseCalls } from "../page-parts/amounts.mjs";
import { openReadings } from "../page-parts/facts.mjs";
import { packRows } from "../page-parts/pack-rows.mjs";

const MOST_PACKS = 200; // rows that a link may fill in
const LONGEST = 30_000; // characters of a link: 400 rows of packs are two thirds of it
const SHOWN = 40; // characters of one that is longer

/**
 * Nothing entered yet.
 *
 * @param {string} month
 * @returns {State}
 */
export const empty = (month) =>
  ({ month, calls: named(), packs: [], activated: "", readings: named(), year: null });

/**
 * Texts by names that somebody else chose, of which an object of its own has some already.
 *
 * @param {[string, string][]} [pairs]
 * @returns {Record<string, string>}
 */
export const named = (pairs = []) =>
  Object.assign(Object.create(null), Object.fromEntries(pairs));

/**
 * The fragment of a state, without its `#`; calls as digits where they can be read.
 *
 * @param {State} state
 * @param {OpenBook} book
 */
export function toFragment({ month, calls, packs, activated, readings, year }, book) {
  const pairs = [["month", month]];
  for (const [name, text] of Object.entries(calls)) {
    if (text.trim()) pairs.push([inLink(book, name), String(parseCalls(text) ?? text)]);
  }
  for (const pack of packs) pairs.push(...packPairs("pack", pack, book));
  if (activated) pairs.push(["activated", activated]);
  pairs.push(...Object.entries(readings));
  if (year && isEntered(year)) pairs.push(...yearPairs(year, book));
  return joined(pairs);
}

/**
 * Whether a fragment is a state at all, rather than the anchor of a heading.
 *
 * @param {string} fragment
 */
export const isState = (fragment) => /=|%(25)*3d/i.test(fragment);

/**
 * The state in a fragment, and what in it was not understood.
 *
 * @param {string} fragment  without its `#`
 * @param {OpenBook} book
 * @param {string} month  where the fragment names none
 * @returns {{state: State, faults: EntryFault[]}}
 */
export function fromFragment(fragment, book, month) {
  /** @type {LinkState} */
  const state = { ...empty(month), year: null, packs: [], row: null };
  /** @type {EntryFault[]} */
  const faults = [];
  const known = keysOf(book);
  const long = fragment.length > LONGEST;
  for (const [key, value] of pairsOf(long ? "" : fragment)) {
    const put = known.get(key);
    const id = put ? put(state, value) : "link-unknown";
    if (id) faults.push({ field: "link", id, text: `${key}=${value}` });
  }
  const shown = `${fragment.slice(0, SHOWN)}…`;
  if (long) faults.push({ field: "link", id: "link-unknown", text: shown });
  const { row, packs, year, ...plain } = state;
  for (const rows of [packs, year?.packs ?? []]) {
    if (rows.length <= MOST_PACKS) continue;
    rows.length = MOST_PACKS;
    faults.push({ field: "link", id: "link-packs", text: String(MOST_PACKS) });
  }
  const whole = { packs: packs.map(wholeRow), year: year && wholeYear(year) };
  return { state: { ...plain, ...whole }, faults };
}

/**
 * What each key of a link does to a state; it gives the id of a fault, or null.
 *
 * @param {OpenBook} book
 * @returns {Map<string, (state: LinkState, value: string) => EntryFaultId|null>}
 */
function keysOf(book) {
  /** @type {ReturnType<typeof keysOf>} */
  const keys = new Map();
  for (const [given, name] of book.names) {
    if (given) keys.set(given, ({ calls }, value) => once(calls, name, value));
  }
  for (const reading of openReadings(book)) {
    keys.set(reading.name, (state, value) => {
      if (!reading.values.includes(value)) return "link-value";
      return value === reading.default ? null : once(state.readings, reading.name, value);
    });
  }
  /** @type {("month"|"activated")[]} */
  const plain = ["month", "activated"];
  /** @type {Record<string, unknown>} */
  const met = {};
  for (const key of plain) {
    keys.set(key, (state, value) => {
      const twice = once(met, key, value);
      if (!twice) state[key] = value;
      return twice;
    });
  }
  keys.set("pack", (state, value) => addPack(state, state.packs, value, book));
  keys.set("owned", (state, value) => addPack(state, state.year?.packs, value, book));
  for (const [key, part] of [["day", "day"], ["count", "quantity"], ["left", "left"]]) {
    keys.set(key, ({ row }, value) => (row ? once(row, part, value) : "link-value"));
  }
  for (const [key, put] of yearKeys(book, once)) keys.set(key, put);
  return keys;
}

/** @type {(part: Record<string, unknown>, name: string, value: string) => EntryFaultId|null} */
function once(part, name, value) {
  if (name in part) return "link-twice";
  part[name] = value;
  return null;
}

/**
 * @param {LinkState} state
 * @param {Partial<Bought>[]|undefined} rows
 * @param {string} value
 * @param {OpenBook} book
 * @returns {EntryFaultId|null}
 */
function addPack(state, rows, value, book) {
  state.row = packFromLink(value, book);
  if (!state.row || !rows) return "link-value";
  rows.push(state.row);
  return null;
}

/**
 * The account of a state, and what in it cannot be read.
 *
 * @param {State} state
 * @param {OpenBook} book
 * @returns {{account: Account & {packs: PackRow[]}, faults: EntryFault[]}}
 */
export function toAccount({ month, calls, packs, activated, readings }, book) {
  /** @type {EntryFault[]} */
  const faults = [];
  /** @type {(field: string, id: EntryFaultId, text: string) => void} */
  const fault = (field, id, text) => faults.push({ field, id, text });
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) fault("month", "month-unreadable", month);
  /** @type {UsageRow[]} */
  const usage = [];
  for (const [name, text] of Object.entries(calls).filter(([, given]) => given.trim())) {
    const count = countOf(text, (id, found) => fault(`calls:${name}`, id, found));
    if (count !== null) usage.push({ date: month, interface: name, calls: count });
  }
  const bought = packRows(packs, book, fault);
  const active = activated ? { service: activated } : {};
  return { account: { usage, packs: bought, readings, activated: active }, faults };
}

/**
 * What a person has entered, as text, and its two other forms: the fragment of a link, and the
 * account that is billed.
 *
 *   #month=2023-05&商品识别=1000000&pack=10万次@2023-05-01&tier-basis=gross&year=…
 */

/**
 * @import {
 *   Account, EntryFault, EntryFaultId, OpenBook, PackRow, State, UsageRow
 * } from "../types.d.ts"
 */

import { parseCalls } from "./amounts.mjs";
import { openReadings } from "./facts.mjs";
import { MOST_PACKS, packFromLink, packRows, packToLink } from "./pack-rows.mjs";
import { isEntered, yearFromLink, yearToLink } from "../year/state.mjs";

/**
 * Nothing entered yet.
 *
 * @param {string} month
 * @returns {State}
 */
export const empty = (month) =>
  ({ month, calls: {}, packs: [], activated: "", readings: {}, year: null });

// Characters that a fragment keeps for itself, or that a program ends a link at.
const ESCAPED = /[\s%&=#+"'<>`\\^{|}]/gu;
/** @type {(text: string) => string} */
const escaped = (text) =>
  text.replace(ESCAPED, (sign) => (sign === "'" ? "%27" : encodeURIComponent(sign)));

/**
 * The fragment of a state, without its `#`; calls as digits where they can be read.
 *
 * @param {State} state
 */
export function toFragment({ month, calls, packs, activated, readings, year }) {
  const pairs = [["month", month]];
  for (const [name, text] of Object.entries(calls)) {
    if (text.trim()) pairs.push([name, String(parseCalls(text) ?? text)]);
  }
  for (const pack of packs) pairs.push(["pack", packToLink(pack)]);
  if (activated) pairs.push(["activated", activated]);
  pairs.push(...Object.entries(readings));
  if (year && isEntered(year)) pairs.push(["year", yearToLink(year)]);
  return pairs.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
}

/**
 * Whether a fragment is a state at all, rather than the anchor of a heading.
 *
 * @param {string} fragment
 */
export const isState = (fragment) => fragment.includes("=");

/**
 * The state in a fragment, and what in it was not understood.
 *
 * @param {string} fragment  without its `#`
 * @param {OpenBook} book
 * @param {string} month  where the fragment names none
 * @returns {{state: State, faults: EntryFault[]}}
 */
export function fromFragment(fragment, book, month) {
  const state = empty(month);
  /** @type {EntryFault[]} */
  const faults = [];
  const known = keysOf(book);
  for (const pair of fragment.split("&").filter(Boolean)) {
    const [key, value] = unescaped(pair);
    const put = known.get(key);
    const id = put ? put(state, value) : "link-unknown";
    if (id) faults.push({ field: "link", id, text: `${key}=${value}` });
  }
  if (state.packs.length > MOST_PACKS) {
    state.packs.length = MOST_PACKS;
    faults.push({ field: "link", id: "link-packs", text: String(MOST_PACKS) });
  }
  return { state, faults };
}

/** @param {string} pair */
function unescaped(pair) {
  const at = pair.indexOf("=") < 0 ? pair.length : pair.indexOf("=");
  try {
    return [pair.slice(0, at), pair.slice(at + 1)].map(decodeURIComponent);
  } catch {
    return [pair, ""];
  }
}

/**
 * What each key of a link does to a state; it gives the id of a fault, or null.
 *
 * @param {OpenBook} book
 * @returns {Map<string, (state: State, value: string) => EntryFaultId|null>}
 */
function keysOf(book) {
  /** @type {(state: Record<string, string>, name: string, value: string) => EntryFaultId|null} */
  const once = (part, name, value) => {
    if (name in part) return "link-twice";
    part[name] = value;
    return null;
  };
  /** @type {ReturnType<typeof keysOf>} */
  const keys = new Map();
  for (const { name, action } of book.interfaces) {
    for (const key of [action, name]) {
      if (key) keys.set(key, (state, value) => once(state.calls, name, value));
    }
  }
  for (const reading of openReadings(book)) {
    keys.set(reading.name, (state, value) => {
      if (!reading.values.includes(value)) return "link-value";
      return value === reading.default ? null : once(state.readings, reading.name, value);
    });
  }
  /** @type {("month"|"activated")[]} */
  const plain = ["month", "activated"];
  for (const key of plain) {
    keys.set(key, (state, value) => {
      state[key] = value;
      return null;
    });
  }
  keys.set("year", (state, value) => {
    if (state.year) return "link-twice";
    state.year = yearFromLink(value, book);
    return state.year ? null : "link-value";
  });
  keys.set("pack", (state, value) => addPack(state, value, book));
  return keys;
}

/**
 * @param {State} state
 * @param {string} value
 * @param {OpenBook} book
 * @returns {EntryFaultId|null}
 */
function addPack(state, value, book) {
  const pack = packFromLink(value, book);
  if (!pack) return "link-value";
  state.packs.push(pack);
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
    const count = parseCalls(text);
    if (count === null) fault(`calls:${name}`, "calls-unreadable", text);
    else usage.push({ date: month, interface: name, calls: count });
  }
  const bought = packRows(packs, book, fault);
  const active = activated ? { service: activated } : {};
  return { account: { usage, packs: bought, readings, activated: active }, faults };
}

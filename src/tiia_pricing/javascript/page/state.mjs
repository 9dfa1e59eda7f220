/**
 * What a person has entered, as text, and its two other forms: the fragment of a link, and the
 * account that is billed.
 *
 *   #month=2023-05&商品识别=1000000&pack=10万次@2023-05-01&tier-basis=gross
 */

import { parseCalls } from "./amounts.mjs";
import { openReadings, packs as packsOf } from "./facts.mjs";

/**
 * @typedef {{key: string, day: string, quantity: string}} Bought  A row of packs.
 * @typedef {{month: string, calls: Object<string, string>, packs: Bought[], activated: string,
 *   readings: Object<string, string>}} State  `readings` has only what differs from the default.
 * @typedef {{field: string, id: string, text: string}} Fault
 *   Something that cannot be understood; `field` is where: `month`, `calls:商品识别`,
 *   `pack:0:day`, or `link`.
 */

const MOST_PACKS = 200; // rows of packs that a link may fill in

/** Nothing entered yet. @returns {State} */
export const empty = (month) => ({ month, calls: {}, packs: [], activated: "", readings: {} });

// Characters that a fragment keeps for itself, or that a program ends a link at.
const ESCAPED = /[\s%&=#+"'<>`\\^{|}]/gu;
const escaped = (text) =>
  text.replace(ESCAPED, (sign) => (sign === "'" ? "%27" : encodeURIComponent(sign)));

/** The fragment of a state, without its `#`; calls as digits where they can be read. */
export function toFragment({ month, calls, packs, activated, readings }) {
  const pairs = [["month", month]];
  for (const [name, text] of Object.entries(calls)) {
    if (text.trim()) pairs.push([name, String(parseCalls(text) ?? text)]);
  }
  for (const { key, day, quantity } of packs) {
    pairs.push(["pack", `${key}@${day}${quantity === "1" ? "" : `*${quantity}`}`]);
  }
  if (activated) pairs.push(["activated", activated]);
  pairs.push(...Object.entries(readings));
  return pairs.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
}

/** Whether a fragment is a state at all, rather than the anchor of a heading. */
export const isState = (fragment) => fragment.includes("=");

/**
 * The state in a fragment, and what in it was not understood.
 *
 * @param {string} fragment  without its `#`
 * @param {Object} book
 * @param {string} month  where the fragment names none
 * @returns {{state: State, faults: Fault[]}}
 */
export function fromFragment(fragment, book, month) {
  const [state, faults] = [empty(month), []];
  const known = keysOf(book);
  for (const pair of fragment.split("&").filter(Boolean)) {
    const [key, value] = unescaped(pair);
    const put = known.get(key);
    const id = !put ? "link-unknown" : put(state, value);
    if (id) faults.push({ field: "link", id, text: `${key}=${value}` });
  }
  if (state.packs.length > MOST_PACKS) {
    state.packs.length = MOST_PACKS;
    faults.push({ field: "link", id: "link-packs", text: String(MOST_PACKS) });
  }
  return { state, faults };
}

function unescaped(pair) {
  const at = pair.indexOf("=") < 0 ? pair.length : pair.indexOf("=");
  try {
    return [pair.slice(0, at), pair.slice(at + 1)].map(decodeURIComponent);
  } catch {
    return [pair, ""];
  }
}

/** What each key of a link does to a state; it gives the id of a fault, or nothing. */
function keysOf(book) {
  const once = (state, part, name, value) => {
    if (name in state[part]) return "link-twice";
    state[part][name] = value;
  };
  const keys = new Map();
  for (const { name, action } of book.interfaces) {
    for (const key of [action, name]) {
      if (key) keys.set(key, (state, value) => once(state, "calls", name, value));
    }
  }
  for (const reading of openReadings(book)) {
    keys.set(reading.name, (state, value) => {
      if (!reading.values.includes(value)) return "link-value";
      return value === reading.default ? null : once(state, "readings", reading.name, value);
    });
  }
  keys.set("month", (state, value) => { state.month = value; });
  keys.set("activated", (state, value) => { state.activated = value; });
  keys.set("pack", (state, value) => addPack(state, value, book));
  return keys;
}

function addPack(state, value, book) {
  const [match, key, day, quantity = "1"] = /^([^@]+)@([^*]*)(?:\*(.*))?$/.exec(value) ?? [];
  if (!match || !packsOf(book).some((pack) => pack.key === key)) return "link-value";
  state.packs.push({ key, day, quantity });
}

/**
 * The account of a state, and what in it cannot be read.
 *
 * @param {State} state
 * @param {Object} book
 * @returns {{account: Object, faults: Fault[]}}
 */
export function toAccount({ month, calls, packs, activated, readings }, book) {
  const faults = [];
  const fault = (field, id, text) => faults.push({ field, id, text });
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) fault("month", "month-unreadable", month);
  const usage = [];
  for (const [name, text] of Object.entries(calls).filter(([, given]) => given.trim())) {
    const count = parseCalls(text);
    if (count === null) fault(`calls:${name}`, "calls-unreadable", text);
    else usage.push({ date: month, interface: name, calls: count });
  }
  const sold = new Map(packsOf(book).map((pack) => [pack.key, pack]));
  const bought = packs.map(({ key, day, quantity }) => {
    const { interface: name, calls: size } = sold.get(key);
    return { purchased_on: day, interface: name, calls: size, quantity };
  });
  const active = activated ? { service: activated } : {};
  return { account: { usage, packs: bought, readings, activated: active }, faults };
}

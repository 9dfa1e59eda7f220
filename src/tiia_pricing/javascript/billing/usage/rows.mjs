/** The account as it is given: text and numbers become typed values, once. */

import { parseDate, parseDay } from "../../pricebook/calendar.mjs";
import { MAX_CALLS, MAX_QUANTITY } from "../../pricebook/limits.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";

function parseCount(calls) {
  const text = String(calls);
  if (/^-?\d+$/.test(text) || Number.isInteger(calls)) return BigInt(calls);
  const id = /^-?\d*\.\d*$/.test(text) ? "calls-not-whole" : "calls-unreadable";
  throw new Refusal(id, { text, most: MAX_CALLS });
}

/** A row of usage: a day, or the last of its month, the name and the calls. */
export function usageRow({ date, interface: name, calls }) {
  return { ...parseDate(date), name, calls: parseCount(calls) };
}

/** Packs that were bought: a day, the name, the size, what was told to be left, how many. */
export function packRow({ purchased_on: date, interface: name, calls, quantity = 1, left = null }) {
  const told = left === null ? null : parseCount(left);
  const pack = { day: parseDay(date), name, calls: parseCount(calls), told };
  const text = String(quantity);
  if (!/^\d{1,5}$/.test(text) || BigInt(text) < 1n || BigInt(text) > MAX_QUANTITY) {
    throw new Refusal("quantity-unreadable", { text, most: MAX_QUANTITY });
  }
  return { ...pack, quantity: BigInt(text) };
}

/** The days on which the service, and single interfaces, were activated. */
export function activation({ service = null, interfaces = {} }) {
  const days = Object.entries(interfaces).map(([name, day]) => [name, parseDay(day)]);
  return { service: service === null ? null : parseDay(service), days };
}

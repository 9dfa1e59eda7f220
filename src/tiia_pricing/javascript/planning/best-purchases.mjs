/** The cheapest purchases of all interfaces of an account under one choice of readings. */

/**
 * @import {
 *   BestPurchases, MonthCost, Offer, OpenBook, OverYears, ToBuy
 * } from "../types.d.ts"
 * @import { deductions } from "../billing/bill.mjs"
 */

import { endOf } from "../billing/settlement/held-packs.mjs";
import { price } from "../billing/settlement/tier-pricing.mjs";
import { holds, lastOf } from "../pricebook/calendar.mjs";
import { cheapest } from "./cheapest.mjs";
import { monthCost, pricesOf } from "./month-costs.mjs";

/**
 * The months of each interface that packs can serve, and the cents of all that they cannot.
 *
 * @param {OpenBook} book
 * @param {ReturnType<typeof deductions>} before  the account's months with the packs owned
 */
export function servable(book, { choices, months }) {
  const sellers = new Set(book.packs.map((pack) => pack.interface));
  /** @type {Map<string, MonthCost[]>} */
  const costs = new Map();
  let settled = 0n;
  for (const { month, first, last, lines } of months) {
    for (const line of lines) {
      if (!line.paid || !sellers.has(line.name)) {
        settled += price(line, month, choices).cents;
        continue;
      }
      const table = pricesOf(line, last, choices);
      const cost = monthCost({ day: first, table, calls: line.calls, paid: line.paid }, choices);
      costs.set(line.name, [...(costs.get(line.name) ?? []), cost]);
    }
  }
  return { costs, settled };
}

/**
 * The best purchases; free quota comes before packs, so each interface is for itself.
 *
 * @param {OpenBook} book
 * @param {ReturnType<typeof servable>} served
 * @param {boolean} plain  whether all packs are used in one order, see `isPlain`
 * @param {OverYears} overYears
 * @returns {BestPurchases}
 */
export function bestPurchases(book, { costs, settled }, plain, overYears) {
  /** @type {BestPurchases} */
  const all = { purchases: [], cents: settled, lowerBound: settled, complete: plain };
  for (const [name, months] of costs) {
    const offers = offersOf(book, name, months.map(({ day }) => day));
    const found = cheapest(months, offers, overYears);
    all.cents += found.cents;
    all.lowerBound += plain ? found.lowerBound : 0n;
    all.complete &&= found.complete;
    for (const { month, calls } of found.purchases) {
      all.purchases.push(toBuy(book, name, months[month].day, calls));
    }
  }
  all.purchases.sort(byDay);
  return all;
}

/** @type {(a: ToBuy, b: ToBuy) => number} */
function byDay(a, b) {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.interface !== b.interface) return codePoints(a.interface, b.interface);
  return Number(b.calls - a.calls);
}

/** Names in the order of their characters, as the reference sorts them. */
function codePoints(a, b) {
  const [one, other] = [[...a], [...b]].map((some) => some.map((sign) => sign.codePointAt(0)));
  const at = one.findIndex((code, index) => code !== other[index]);
  return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
}

/** Whether packs follow the free quota and last alike, so that those owned go first. */
export function isPlain({ packs }, months) {
  const lasting = new Set(packs.map(({ months: count, days, endless }) =>
    (endless ? "endless" : days ? `${days} days` : `${count ?? 12} months`)));
  return lasting.size <= 1 && months.every(({ order: { steps } }) =>
    steps.indexOf("free-quota") < steps.indexOf("resource-pack"));
}

/**
 * What is on sale on the first of each month.
 *
 * @param {OpenBook} book
 * @param {string} name
 * @param {string[]} days
 * @returns {Offer[][]}
 */
function offersOf({ packs }, name, days) {
  return days.map((day, index) =>
    packs.filter((pack) => pack.interface === name && holds(pack, day)).map((pack) => {
      const months = days.slice(index).filter(coveredFrom(pack, day));
      return { calls: pack.calls, cents: pack.cents, months: months.length };
    }));
}

/** Whether a pack bought on a first of the month covers the month that begins on another. */
export function coveredFrom(pack, day) {
  const end = endOf({ day, pack }, day);
  return (first) => day <= first && (end === null || lastOf(first.slice(0, 7)) < end);
}

/**
 * @param {OpenBook} book
 * @param {string} name
 * @param {string} day
 * @param {bigint} calls
 * @returns {ToBuy}
 */
function toBuy({ packs }, name, day, calls) {
  const sold = packs.find((pack) =>
    pack.interface === name && pack.calls === calls && holds(pack, day));
  if (!sold) throw new RangeError(`no pack of ${calls} calls is sold for ${name} on ${day}`);
  return { on: day, interface: name, calls, price: sold.price, cents: sold.cents };
}

/** Resource packs (预付费资源包): what is sold, how long it lasts, whose turn it is. */

import { daysLater, firstOf, holds, monthsLater, monthOf } from "../../pricebook/calendar.mjs";
import { by, sum } from "../../pricebook/counting.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";

const MOST_LISTED = 1000n; // of more packs those that are alike stand together
const NEVER = "9999-12-31"; // where a pack without end stands among those that expire

/** The pack of the book that was bought. */
export function sold({ packs, no_packs: exclusions, clauses }, { day, name, calls }) {
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
export function hold(purchases, choices) {
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

/** How many packs these are. */
export const countOf = (packs) => sum(packs.map(({ quantity }) => quantity));

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
  return days ? daysLater(day, days) : monthsLater(first, months ?? 12);
}

/** The calls in a pack, or in all that are alike, when the first month of usage begins. */
export const callsIn = ({ opening, quantity }) => opening * quantity;

/** Whether a pack still lasts on a day. */
export const endsAfter = ({ end }, day) => end === null || day < end;

/** Whether a pack covers the calls of a day. */
export const covers = (pack, day) => pack.first <= day && endsAfter(pack, day);

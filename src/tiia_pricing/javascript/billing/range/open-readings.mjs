/** The readings that can make a difference to an account. */

import { holdsWithin } from "../../pricebook/calendar.mjs";
import { countOf } from "../settlement/held-packs.mjs";
import { pricesIn } from "../usage/account.mjs";
import { onlySeenOf } from "./only-seen.mjs";

/** The readings that make a difference to any usage. */
export const ALWAYS = ["tier-basis", "partial-thousand", "rounding"];

/** The readings, beside those that always can, that can make a difference to this usage. */
export function touching({ book, months, purchases, anyActivation }) {
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
export function touchingTiers(account, modes) {
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
export const orderTurns = ({ book, months }) => months.some(({ first, end }) =>
  (book.former_orders ?? []).some(({ to }) => to != null && first < to && to < end));

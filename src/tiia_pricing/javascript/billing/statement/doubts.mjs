/** What is in doubt of an account, for the warnings of its statement. */

import { by } from "../../pricebook/counting.mjs";
import { doubtfulPacks } from "../range/earlier-packs.mjs";

/** Packs that may have been used before the first month; those alike are told together. */
export function leftUntold(account, held) {
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
export function packDoubts(months, held) {
  return undated(months).flatMap(({ month, first, last, end, name }) =>
    held.filter((pack) => pack.name === name)
      .flatMap((pack) => ["first", "end"].map((edge) => ({ edge, day: pack[edge], pack })))
      .filter(({ day }) => day !== null && first < day && day < end)
      .map(({ edge, day, pack: { calls } }) =>
        ({ month, name, calls, day, starts: edge === "first", last })));
}

/** The same where the price of its calls changes on a day within the month. */
export function priceDoubts(months) {
  return undated(months).filter(({ turns }) => turns.length > 1)
    .map(({ month, name, turns, last }) => ({ month, name, days: changesIn(turns), last }));
}

function undated(months) {
  return months.flatMap(({ usage, ...month }) =>
    usage.filter((use) => use.undated).sort(by(({ name }) => name))
      .map((use) => ({ ...month, ...use })));
}

/** The days on which prices change. */
export const changesIn = (turns) => turns.slice(1).map(({ from }) => from);

/** Changes whose day nobody states: between two checks of the page, on some day, they came. */

/** @import { Facts } from "../../types.d.ts" */

import { nextDay } from "../../pricebook/calendar.mjs";
import { by, least } from "../../pricebook/counting.mjs";
import { openMonth } from "../usage/account.mjs";

const MOST_BOOKS = 1000;

/** The account, with other facts for the months that the newest page settles. */
export function withFacts(account, facts) {
  const book = { ...account.book, facts };
  const months = account.months.map((one) =>
    (one.facts === account.book.facts ? openMonth(book, one.month, one.uses) : one));
  return { ...account, book, months };
}

/** The changes that were only seen and may fall into a month with usage of their interfaces. */
export function onlySeenOf({ book, months }) {
  return book.onlySeen.filter(({ day, not_before: since, interfaces }) =>
    months.some(({ first, end, uses }) =>
      since < end && first < day && interfaces.some((name) => uses.has(name))));
}

/** The book's facts with each such change on each earlier day that makes a difference. */
export function* possibleFacts(account) {
  const changes = onlySeenOf(account);
  let days = changes.map((change) => daysOf(account, change, true));
  if (days.reduce((count, own) => count * own.length, 1) > MOST_BOOKS) {
    days = changes.map((change) => daysOf(account, change, false));
  }
  const chosen = days.reduce((some, own) => some.flatMap((one) => own.map((day) => [...one, day])),
    [[]]);
  const { facts } = account.book;
  for (const each of chosen) {
    if (each.some((day, index) => day !== changes[index].day)) yield moved(facts, changes, each);
  }
}

/** Between two days with calls all days give one bill. */
function daysOf({ months, active }, { day: seen, not_before: since, interfaces }, every) {
  const called = months.flatMap(({ uses }) => interfaces.flatMap((name) =>
    [...(uses.get(name)?.days.keys() ?? [])].map(nextDay)));
  const activated = interfaces.map(active).filter((day) => day !== null).map(nextDay);
  const points = [...months.map(({ first }) => first), ...activated, ...(every ? called : [])];
  return [...new Set([since, seen, ...points.filter((day) => since < day && day < seen)])].sort();
}

/** Facts with the prices and quotas of changes on the days they came; packs keep their days. */
function moved(facts, changes, came) {
  const pairs = changes.map((change, index) => ({ change, day: came[index] }));
  const earlier = pairs.filter(({ change, day }) => day !== change.day);
  const each = (some) => earlier.sort(by(({ change }) => change.day))
    .reduce((found, { change, day }) => movedTo(found, change, day), some);
  return { ...facts, quotas: each(facts.quotas), tables: each(facts.tables) };
}

const namesOf = (fact) => fact.interfaces ?? [fact.interface];

/** Facts with a change on an earlier day: nothing that held until it reaches past that day. */
function movedTo(facts, { day: seen, interfaces }, day) {
  const turning = new Set(facts.filter(({ from, to }) => from === seen || to === seen)
    .flatMap(namesOf).filter((name) => interfaces.includes(name)));
  const at = (fact) => {
    if (!namesOf(fact).some((name) => turning.has(name))) return fact;
    if (fact.from === seen) return { ...fact, from: day };
    return fact.to != null && fact.to <= seen ? { ...fact, to: least(fact.to, day) } : fact;
  };
  return facts.map(at).filter(({ from, to }) => from == null || to == null || from < to);
}

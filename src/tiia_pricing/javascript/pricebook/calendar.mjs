/** Days and months. An ISO date compares as text as it does in time. */

/** @import { Dated } from "../types.d.ts" */

import { least } from "./counting.mjs";
import { Refusal } from "./refusal.mjs";

/** The month of a day. @type {(day: string) => string} */
export const monthOf = (day) => day.slice(0, 7);
/** The first day of a month. @type {(month: string) => string} */
export const firstOf = (month) => `${month}-01`;

const numbers = (date) => date.split("-").map(Number);

/** The last day of a month. */
export function lastOf(month) {
  const [year, number] = numbers(month);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${month}-${days[number - 1]}`;
}

/** The same day so many months later, or the last day of a month too short to have it. */
export function monthsLater(day, months) {
  const [year, month] = numbers(day);
  const count = year * 12 + month - 1 + months;
  if (count >= 120_000) throw new Refusal("date-unreadable", { text: day }, "noSuchDate");
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const then = `${`${y}`.padStart(4, "0")}-${`${m}`.padStart(2, "0")}`;
  return least(`${then}${day.slice(7)}`, lastOf(then));
}

/** The day so many days later; counted 400 years on, for `Date.UTC` takes year 99 for 1999. */
export function daysLater(day, days) {
  const [year, month, date] = numbers(day);
  const then = new Date(Date.UTC(year + 400, month - 1, date + days));
  const later = then.getUTCFullYear() - 400;
  if (!(later <= 9999)) throw new Refusal("date-unreadable", { text: day }, "noSuchDate");
  return `${later}`.padStart(4, "0") + then.toISOString().slice(-20, -14);
}

/** The day after. */
export function nextDay(day) {
  if (day === lastOf(monthOf(day))) return monthsLater(firstOf(monthOf(day)), 1);
  return `${monthOf(day)}-${`${Number(day.slice(8)) + 1}`.padStart(2, "0")}`;
}

/** A day, or a month as its last day; `undated` says that it was a month. */
export function parseDate(text) {
  const [match, month, day] = /^(\d{4}-\d{2})(-\d{2})?$/.exec(text) ?? [];
  if (!match) throw new Refusal("date-unreadable", { text: String(text) }, "notADate");
  const exists = month >= "0001-01" && month < "9999-12" && /0[1-9]$|1[0-2]$/.test(month)
    && (!day || (day >= "-01" && text <= lastOf(month)));
  if (!exists) throw new Refusal("date-unreadable", { text }, "noSuchDate");
  return { day: day ? text : lastOf(month), undated: !day };
}

/** A day; a month is none. */
export function parseDay(text) {
  const { day, undated } = parseDate(text);
  if (undated) throw new Refusal("date-unreadable", { text }, "monthNotDay");
  return day;
}

/**
 * Whether a dated fact is in force on a day; its interval is half-open, null an open end.
 *
 * @type {(fact: Dated, day: string) => boolean}
 */
export const holds = ({ from, to }, day) => (from ?? "") <= day && (to == null || day < to);

/**
 * Whether it is in force on some day of `[first, end)`.
 *
 * @type {(fact: Dated, days: {first: string, end: string}) => boolean}
 */
export const holdsWithin = ({ from, to }, { first, end }) =>
  (from ?? "") < end && (to == null || first < to);

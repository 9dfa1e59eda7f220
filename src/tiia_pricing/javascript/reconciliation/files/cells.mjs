/** What a cell of the export says: amounts to eight decimals, calls with their unit, months. */

/** @import { Fraction, ShownAmount, WrittenNumber } from "../types.d.ts" */

import { SPACE } from "../../account-files/plain-text.mjs";
import { daysLater, lastOf, monthOf } from "../../pricebook/calendar.mjs";
import { fraction, less, written } from "../exact.mjs";
import { Fault } from "../../tables/faults.mjs";

const MOST_DECIMALS = 8;
const MOST = fraction(10n ** 13n);
const NUMBER = /^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,2})?$/;
const EMPTY = new Set(["", "-", "--", "/", "n/a", "null", "none"]);
const UNIT = /^([0-9]*)(千|万|百万|k)?(?:次|次数|times?|calls?|counts?|requests?)?$/;
const SCALES = { "": 1n, 千: 1000n, k: 1000n, 万: 10_000n, 百万: 1_000_000n };
const MONTH = /^([0-9]{4})(?:[-/.](1[0-2]|0?[1-9])|年(1[0-2]|0?[1-9])月|(1[0-2]|0[1-9]))$/;
const NAMED = /^([a-z]{3})-([0-9]{2})$/;
const NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const TIME = new RegExp(["^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})",
  "(?:[ t]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.[0-9]+)?)?(z|[+-][0-9]{2}:?[0-9]{2})?)?$",
].join(""));
const BEIJING = 8 * 60;
const SPACES = new RegExp(SPACE, "g");

/** A text without width, case and blanks, to compare. */
export const plainOf = (text) => text.normalize("NFKC").replace(SPACES, "").toLowerCase();

/**
 * The amount of a cell, to the decimals that it shows, two at least; null for an empty one.
 *
 * @param {string} text
 * @returns {ShownAmount|null}
 */
export function parseAmount(text) {
  const found = parseNumber(text, "amount");
  if (found === null) return null;
  const digits = Math.max(2, found.places);
  if (digits > MOST_DECIMALS) {
    throw new Fault("amount-unreadable", { text, digits }, { say: "tooFine" });
  }
  return { value: found.value, digits };
}

/**
 * The number of a cell, exactly; null for an empty one. `kind` is what is expected there.
 *
 * @param {string} text
 * @param {"amount"|"price"|"count"|"discount"} kind
 * @returns {WrittenNumber|null}
 */
export function parseNumber(text, kind) {
  const plain = plainOf(text).replace(/^¥/, "").replaceAll("−", "-");
  if (EMPTY.has(plain)) return null;
  const found = NUMBER.test(plain) && plain.length <= 40 ? numberOf(plain) : null;
  const { n, d } = found?.value ?? MOST;
  if (!found || !less(fraction(n < 0n ? -n : n, d), MOST)) {
    throw new Fault("amount-unreadable", { text: text.slice(0, 60), kind });
  }
  return found;
}

/** @param {string} plain */
function numberOf(plain) {
  const [digits, power = "0"] = plain.replaceAll(",", "").split("e");
  const [whole, part = ""] = digits.split(".");
  const units = BigInt(whole.replace("+", "") + part);
  const places = part.length - Number(power);
  return places < 0 ? numbered(units * 10n ** BigInt(-places), 0) : numbered(units, places);
}

/** @type {(units: bigint, places: number) => WrittenNumber} */
const numbered = (units, places) =>
  ({ value: fraction(units, 10n ** BigInt(places)), units, places });

/**
 * A multiplier such as `0.9`, also as `90%`, with its own digits.
 *
 * @param {string} text
 * @returns {{value: Fraction, text: string}|null}
 */
export function parseDiscount(text) {
  const plain = plainOf(text);
  const found = parseNumber(plain.replace(/%$/, ""), "discount");
  if (found === null) return null;
  const { value, units, places } = plain.endsWith("%") ? hundredth(found) : found;
  if (value.n < 0n || less(fraction(10n), value)) throw new Fault("discount-unreadable", { text });
  return { value, text: written(units, places) };
}

/** A hundredth, with no more decimals than it needs, and no fewer than there were. */
function hundredth({ units, places }) {
  const spare = [0n, 10n, 100n].findLastIndex((ten) => !ten || units % ten === 0n);
  return numbered(units / 10n ** BigInt(spare), places + 2 - spare);
}

/**
 * How many calls one of a unit is: `次` 1, `千次` 1,000, `万次` 10,000.
 *
 * @param {string} text
 */
export function parseScale(text) {
  const plain = plainOf(text);
  const [, count = "", multiple = ""] = UNIT.exec(plain) ?? [];
  if (!plain || !UNIT.test(plain) || count.length > 9 || (count && BigInt(count) === 0n)) {
    throw new Fault("unit-unknown", { text: text.slice(0, 40) });
  }
  return BigInt(count || 1) * SCALES[multiple];
}

/**
 * A month, or the month of a day or time, as `2023-05`; null for an empty cell.
 *
 * @param {string} text
 */
export function parseMonth(text) {
  const plain = plainOf(text);
  if (EMPTY.has(plain)) return null;
  const found = MONTH.exec(plain);
  if (found) return `${found[1]}-${(found[2] ?? found[3] ?? found[4]).padStart(2, "0")}`;
  const named = NAMED.exec(plain);
  if (named && NAMES.includes(named[1])) {
    return `20${named[2]}-${`${NAMES.indexOf(named[1]) + 1}`.padStart(2, "0")}`;
  }
  const day = parseDay(text);
  return day && monthOf(day);
}

/**
 * The Beijing day of a time, null for an empty cell.
 *
 * @param {string} text
 * @returns {string|null}
 */
export function parseDay(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  const plain = folded.replace(SPACES, " ").replace(/^ | $/g, "");
  if (EMPTY.has(plain) || plain.startsWith("0000-")) return null;
  const found = TIME.exec(plain);
  const day = found && dayOf(found);
  if (!day) throw new Fault("date-unreadable", { text: text.slice(0, 40) }, { say: "notATime" });
  return day;
}

/**
 * The day in Beijing, or null for a time that no calendar has.
 *
 * @param {string[]} parts
 */
function dayOf([, year, month, day, hour = "0", minute = "0", second = "0", zone]) {
  const date = [year, ...[month, day].map((part) => part.padStart(2, "0"))].join("-");
  const exists = year > "0000" && Number(month) >= 1 && Number(month) <= 12
    && Number(day) >= 1 && date <= lastOf(monthOf(date));
  const away = offsetOf(zone);
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (Math.abs(away) >= 24 * 60) return null;
  const minutes = Number(hour) * 60 + Number(minute) - away + BEIJING;
  const then = daysLater(date, Math.floor(minutes / (24 * 60)));
  return then > "0001" ? then : null;
}

/** Minutes before UTC; Beijing's where no zone is named. */
function offsetOf(zone) {
  if (!zone) return BEIJING;
  if (zone === "z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

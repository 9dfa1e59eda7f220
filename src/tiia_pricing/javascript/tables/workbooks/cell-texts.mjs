/** The text of a cell of Excel: numbers with the digits that it shows, days as YYYY-MM-DD. */

import { Unreadable } from "./xml.mjs";

// Formats that have a number and are written down nowhere (ECMA-376, 18.8.30): those of all, and
// those that Chinese spreadsheets have besides.
/** @type {Record<number, string>} */
const BUILT_IN = {
  14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss",
  46: "[h]:mm:ss", 47: "mmss.0",
};
const MONTH_FORMATS = [27, 36, 50, 52, 57];
const DAY_FORMATS = [28, 29, 30, 31, 51, 53, 54, 58];
const DIGITS = 15; // as many as Excel keeps of a number
const DAY = 86_400_000;
const [FIRST, LAST] = ["0001-01-01", "+010000-01-01"].map((day) => Date.parse(`${day}T00:00Z`));
const QUOTED = /".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/g;
const DATED = /(?<![_\\])[dmhys]/i;
const LASTING = /\[(?:hh?|mm?|ss?)\]/i;
const WRITTEN = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d(?::\d\d)?)?(?:\.\d+)?Z?$/;
const NOT_SHOWN = /"[^"]*"|\[[^\][]*\]|[\\_*]./g;

/**
 * What a format makes of a number: nothing, a day or time, or how long something lasts; `month`
 * says that it shows the month of a day and not the day.
 *
 * @typedef {{kind: "number"|"date"|"duration", month: boolean}} Format
 */

/**
 * The format of a number, by its code where the workbook has one.
 *
 * @param {number} number
 * @param {string} [written]
 * @returns {Format}
 */
export function formatOf(number, written) {
  const code = (written ?? BUILT_IN[number] ?? "General").split(";")[0];
  const unwritten = written === undefined;
  if (unwritten && MONTH_FORMATS.includes(number)) return { kind: "date", month: true };
  if (unwritten && DAY_FORMATS.includes(number)) return { kind: "date", month: false };
  if (!DATED.test(code.replace(QUOTED, ""))) return { kind: "number", month: false };
  const shown = code.replace(NOT_SHOWN, "").toLowerCase();
  const month = shown.includes("m") && !/[dhs]/.test(shown);
  return { kind: LASTING.test(code) ? "duration" : "date", month };
}

/**
 * The text of a number with its format; null for one that is no day of the calendar.
 *
 * @param {string} written
 * @param {Format} format
 * @param {boolean} since1904
 * @returns {{text: string, unclear?: string}|null}
 * @throws {Unreadable} for what is no number
 */
export function numberText(written, { kind, month }, since1904) {
  const isWhole = /^[+-]?\d{1,4300}$/.test(written);
  if (!isWhole && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written)) {
    throw new Unreadable("part");
  }
  if (kind === "number") return { text: isWhole ? `${BigInt(written)}` : plain(Number(written)) };
  const value = Number(written);
  return kind === "duration" ? { text: lasting(value) } : dayText(value, month, since1904);
}

/** A number without an exponent, with the digits that Excel keeps. @param {number} value */
function plain(value) {
  const [, sign, first, rest = "", power] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential(DIGITS - 1)) ?? [];
  if (first === undefined) throw new Unreadable("part");
  const [digits, point] = [(first + rest).replace(/0+$/, "") || "0", Number(power) + 1];
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * The text of a day or time that is written as one.
 *
 * @param {string} written
 * @param {Format} format
 */
export function writtenText(written, { month }) {
  const [, day, time] = WRITTEN.exec(written) ?? [];
  if (!day && !time) throw new Unreadable("part");
  const whole = time?.padEnd("00:00:00".length, ":00");
  return day ? shown(day, whole ?? "", month) : { text: whole };
}

/** @type {(value: number, month: boolean, since1904: boolean) => any} */
function dayText(value, month, since1904) {
  const whole = Math.floor(value);
  const part = Math.round((value - whole) * DAY);
  if (value >= 0 && value < 1 && part < DAY) return { text: timeOf(part) };
  // Excel believes that 1900 was a leap year.
  const skipped = value > 0 && value < 60 && !since1904 ? 1 : 0;
  const first = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const then = first + (whole + skipped) * DAY + part;
  if (!(then >= FIRST && then < LAST)) return null;
  const [day, time] = new Date(then).toISOString().slice(0, 23).split("T");
  return shown(day, time.replace(".000", ""), month);
}

/** @type {(day: string, time: string, month: boolean) => {text: string, unclear?: string}} */
function shown(day, time, month) {
  if (time && time !== "00:00:00") return { text: `${day} ${time.slice(0, 8)}` };
  if (!month) return { text: day };
  return day.endsWith("-01") ? { text: day.slice(0, 7) } : { text: day, unclear: day };
}

/** @param {number} part  of a day, in milliseconds */
function timeOf(part) {
  const time = new Date(part).toISOString().slice(11, 23);
  return time.endsWith(".000") ? time.slice(0, 8) : `${time}000`;
}

/** Days and time. @param {number} value */
function lasting(value) {
  const whole = Math.floor(value);
  const [hours, ...others] = timeOf(Math.round((value - whole) * DAY) % DAY).split(":");
  const time = [Number(hours), ...others].join(":");
  return whole ? `${whole} day${Math.abs(whole) === 1 ? "" : "s"}, ${time}` : time;
}

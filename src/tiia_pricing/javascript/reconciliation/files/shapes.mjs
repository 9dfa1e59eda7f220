/** How a table of usage lies: a row for each count, or months or days by API. */

/** @import { Table } from "../../tables/types.d.ts" */

import { parseCount } from "../../account-files/cell-values.mjs";
import { parseDate } from "../../account-files/dates.mjs";
import { USAGE, find, folded, headFaults, perOf } from "../../tables/columns.mjs";
import { Fault, Problems, faultOf } from "../../tables/faults.mjs";
import { columnName, placeOf } from "../../tables/tables.mjs";

/**
 * A column of counts. Date and API stand in a column of the same row or, being null, in the head.
 *
 * @typedef {{date: number|null, interface: number|null, calls: number, per: bigint}} Count
 */

/**
 * The columns of counts, those that add them up in each row, and those not needed.
 *
 * @typedef {{counts: Count[], totals: number[], ignored: number[]}} Shape
 */

const CORNER = /[/\\|、,;:\s]/;
const TOTALS = new Set(["合计", "总计", "小计", "总和", "共计", "汇总", "合計", "總計", "小計", "總和",
  "共計", "匯總", "total", "totals", "subtotal", "grandtotal", "sum"]);
const [DATE, INTERFACE] = USAGE;

/** Whether a text says that its row or column adds up others. */
export const isTotal = (text) => TOTALS.has(folded(text).replace(/:+$/, "").replaceAll("-", ""));

/** Whether the heads are dates or APIs. @param {Shape} shape */
export const isMatrix = ({ counts: [first] }) => first.date === null || first.interface === null;

/**
 * Find how a table of usage lies, and all that is wrong with its heads.
 *
 * @param {Table} table
 * @returns {{shape: Shape, problems: Problems}}
 */
export function shapeOf(table) {
  const [found, names] = [find(table, USAGE), table.head.cells];
  const dates = found.others.filter((at) => isDate(names[at]));
  if (dates.length && !found.at.has("calls")) {
    return matrix(table, dates, keyOf(table, found, "interface"), true);
  }
  if (!found.at.has("interface") && !found.at.has("calls")) {
    const key = keyOf(table, found, "date");
    const counted = found.others.filter((at) =>
      at !== key && !isTotal(names[at]) && hasCounts(table, at));
    if (key !== null && counted.length) return matrix(table, counted, key, false);
  }
  const [date, named, calls] = USAGE.map(({ name }) => found.at.get(name) ?? 0);
  const count = { date, interface: named, calls, per: found.per.get("calls") ?? 1n };
  const shape = { counts: [count], totals: [], ignored: found.others };
  return { shape, problems: headFaults(table, USAGE, found) };
}

/** The column with the dates or the APIs of a matrix; the first where its head names both. */
function keyOf({ head: { cells } }, { at }, name) {
  const known = at.get(name);
  if (known !== undefined) return known;
  const corner = cells[0].split(CORNER).filter(Boolean);
  const isKnown = (part) => perOf(DATE, part) !== null || perOf(INTERFACE, part) !== null;
  return corner.every(isKnown) ? 0 : null;
}

/** @type {(table: Table, columns: number[], key: number|null, ofDates: boolean) => any} */
function matrix(table, columns, key, ofDates) {
  const [problems, names] = [new Problems(), table.head.cells];
  const place = placeOf(table, table.head.line);
  if (key === null) {
    problems.add(new Fault("column-missing", {}, { say: "noInterfaces" }), place);
    return { shape: { counts: [], totals: [], ignored: [] }, problems };
  }
  const rest = [...names.keys()].filter((at) => at !== key && !columns.includes(at));
  const totals = rest.filter((at) => isTotal(names[at]));
  const ignored = rest.filter((at) =>
    !totals.includes(at) && (names[at] || table.rows.some(({ cells }) => cells[at])));
  for (const { at, fault } of unfit(table, [...columns, ...totals], ignored)) {
    problems.add(fault, { ...place, column: columnName(table, at) });
  }
  const counts = columns.map((at) => ({
    date: ofDates ? null : key, interface: ofDates ? key : null, calls: at, per: 1n,
  }));
  return { shape: { counts, totals, ignored }, problems };
}

/** The columns of a matrix that are the same or cannot be read, or have unnamed numbers. */
function unfit(table, columns, left) {
  const names = table.head.cells;
  const meanings = new Map();
  const wrong = columns.flatMap((at) => {
    try {
      const meaning = isDate(names[at]) ? parseDate(names[at]) : folded(names[at]);
      const first = meanings.get(meaning);
      if (first === undefined) meanings.set(meaning, at);
      const own = table.head.faults?.get(at);
      if (own) return [{ at, fault: own }];
      const figures = { first: names[first], head: names[at] };
      return first === undefined
        ? [] : [{ at, fault: new Fault("column-duplicate", figures, { say: "sameColumn" }) }];
    } catch (error) {
      return [{ at, fault: faultOf(error) }];
    }
  });
  const unnamed = left.filter((at) => hasCounts(table, at)).map((at) =>
    ({ at, fault: new Fault("column-unknown", { column: names[at] }, { say: "unnamedNumbers" }) }));
  return [...wrong, ...unnamed];
}

/** Whether a text is a day or a month, or looks like one that no calendar has. */
function isDate(text) {
  try {
    return Boolean(parseDate(text));
  } catch (error) {
    return faultOf(error).say === "noSuchDate";
  }
}

const hasCounts = (table, at) => table.rows.some(({ cells }) => isCount(cells[at] ?? ""));

function isCount(text) {
  try {
    parseCount(text);
    return true;
  } catch (error) {
    return faultOf(error).id !== "calls-unreadable";
  }
}

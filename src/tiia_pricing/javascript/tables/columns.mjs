/** Columns of usage and packs by their heads: Chinese or English, in any order. */

/** @import { Table } from "./types.d.ts" */

import { MULTIPLES } from "../account-files/cell-values.mjs";
import { SPACE, halfWidth, simplified } from "../account-files/plain-text.mjs";
import { Fault, Problems } from "./faults.mjs";
import { placeOf } from "./tables.mjs";

/**
 * A column that a table can have. `counts` says that its head may have a unit, such as 万次;
 * `days` that it may say in which time zone a day ends.
 *
 * @typedef {{name: string, names: Set<string>, required: boolean, counts: boolean,
 *   days: boolean}} Column
 */

/** @typedef {{at: Map<string, number>, per: Map<string, bigint>, others: number[]}} Found */

const UNIT = /^([^()]+?)(?:\((?:单位[:：]?)?([^()]*)\)|\/([千万亿百]*次))$/;
const BEIJING = ["北京时间", "utc+8", "utc+08:00", "gmt+8"];
const SPACES = new RegExp(SPACE, "g");
const NEAR = 0.8;

/** A text without blanks and case, in half width, with one kind of dash. */
export const folded = (text) =>
  halfWidth(text).replace(/[‐‑‒–—−]/g, "-").toLowerCase().replace(SPACES, "");

const headName = (head) => folded(head).replaceAll("_", "");

/** @type {(name: string, others: string, more?: Partial<Column>) => Column} */
function column(name, others, more = {}) {
  const names = new Set([name, ...others.split(/\s*,\s*/)].map(headName));
  return { name, names, required: true, counts: false, days: false, ...more };
}

const INTERFACE = column("interface", `interface name, api, api name, api action, action,
  action name, 接口, 接口名, 接口名称, 接口/功能, api名称, api接口, api接口名称, 功能, 功能名称, 服务,
  服务名称`);
const DATE = column("date", `day, month, usage date, usage day, usage month, 日期, 时间, 月份, 月,
  年月, 账期, 统计日期, 统计月份, 使用日期, 使用月份, 调用日期, 调用月份, 计费月份, 账单月份`,
{ days: true });

export const USAGE = [DATE, INTERFACE,
  column("calls", `call, count, call count, number of calls, requests, usage, 调用次数, 次数, 数量,
    调用量, 调用数, 用量, 使用量, 使用次数, 请求次数, 请求量, 请求数, 计费次数, 计费用量, 计费调用量,
    成功次数, 成功调用次数, 总次数`, { counts: true })];

export const PACKS = [
  column("purchased_on", `purchased, purchase date, purchase day, 购买日期, 购买日, 购买时间, 下单日期,
    下单时间`, { days: true }),
  INTERFACE,
  column("calls", `size, pack size, 规格, 资源包规格, 包规格, 资源包大小, 次数, 总次数, 资源包次数`,
    { counts: true }),
  column("quantity", "数量, 个数, 购买数量, 件数, 资源包数量", { required: false }),
  column("left", `calls left, remaining, remaining calls, 剩余, 剩余次数, 剩余量, 余量, 剩余用量,
    剩余调用次数`, { required: false, counts: true }),
];

/** What a column counts in, where `head` is one of its heads; otherwise null. */
export function perOf({ names, counts, days }, head) {
  const text = simplified(headName(head));
  if (names.has(text)) return 1n;
  const [, name, inBrackets, after] = UNIT.exec(text) ?? [];
  const unit = inBrackets || after || "";
  if (name === undefined || !names.has(name) || !unit) return null;
  if (days && BEIJING.includes(unit)) return 1n;
  const multiple = unit.replace(/次$/, "");
  return counts ? (multiple ? MULTIPLES[multiple] ?? null : 1n) : null;
}

/** The head of such a table, as faults show it. @param {Column[]} columns */
export const headOf = (columns) => columns.filter(({ required }) => required)
  .map(({ name }) => name).join(",")
  + columns.filter(({ required }) => !required).map(({ name }) => `[,${name}]`).join("");

/**
 * Find `columns` by their heads; a column without head and without any text is none.
 *
 * @param {Table} table
 * @param {Column[]} columns
 * @returns {Found}
 */
export function find(table, columns) {
  /** @type {Found} */
  const { at, per, others } = { at: new Map(), per: new Map(), others: [] };
  for (const [index, head] of table.head.cells.entries()) {
    const found = columns.find((one) => perOf(one, head) !== null);
    if (found && !at.has(found.name)) {
      at.set(found.name, index);
      per.set(found.name, perOf(found, head) ?? 1n);
    } else if (found || head || table.rows.some(({ cells }) => cells[index])) others.push(index);
  }
  return { at, per, others };
}

/**
 * What is wrong with the heads: one twice, two of one meaning, one that is missing. A head that is
 * nearly one of `columns` is a mistake, and no column that is not needed.
 *
 * @param {Table} table
 * @param {Column[]} columns
 * @param {Found} found
 */
export function headFaults(table, columns, found) {
  const [problems, names] = [new Problems(), table.head.cells];
  const expected = headOf(columns);
  const place = (column) => placeOf(table, table.head.line, column);
  for (const [index, head] of names.entries()) {
    const own = table.head.faults?.get(index);
    const fault = own ?? headFault(table, columns, found, index);
    if (!fault) continue;
    if (!own) Object.assign(fault.figures, { expected });
    problems.add(fault, place(head));
  }
  for (const { name, required } of columns) {
    if (!required || found.at.has(name)) continue;
    problems.add(new Fault("column-missing", { column: name, expected }), place(name));
  }
  return problems;
}

function headFault({ head: { cells } }, columns, { at, others }, index) {
  const head = cells[index];
  const times = head ? cells.filter((other) => other === head).length : 0;
  if (times > 1) return new Fault("column-duplicate", { column: head, times });
  if (!others.includes(index) || !head) return null;
  const known = columns.find((one) => perOf(one, head) !== null);
  if (known) {
    const figures = { first: cells[at.get(known.name)], head, name: known.name };
    return new Fault("column-ambiguous", figures);
  }
  const near = nearest(folded(head), columns.map(({ name }) => name));
  return near && new Fault("column-unknown", { column: head, near });
}

/** The name that a head nearly is. @type {(head: string, names: string[]) => string|null} */
function nearest(head, names) {
  const likeness = (name) =>
    (2 * common(name, head)) / ([...name].length + [...head].length || 1);
  const alike = names.map((name) => ({ name, likeness: likeness(name) }))
    .filter((one) => one.likeness >= NEAR);
  return alike.sort((a, b) => b.likeness - a.likeness)[0]?.name ?? null;
}

/** The signs that two texts have in common, the longest parts first. */
function common(a, b) {
  for (let size = Math.min(a.length, b.length); size; size -= 1) {
    for (let at = 0; at + size <= a.length; at += 1) {
      const other = b.indexOf(a.slice(at, at + size));
      if (other < 0) continue;
      return size + common(a.slice(0, at), b.slice(0, other))
        + common(a.slice(at + size), b.slice(other + size));
    }
  }
  return 0;
}

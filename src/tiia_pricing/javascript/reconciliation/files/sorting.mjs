/** What each row of the export is: use of an API, a reversal, a pack bought, another product. */

/**
 * @import { ApiNames } from "./names.mjs"
 * @import { Calendar, Figures, Fraction, RawRow, SortedRows, UseRow } from "../types.d.ts"
 */

import { parseAmount } from "./cells.mjs";
import { NOTHING, decimals, halfEven, plus, same } from "../exact.mjs";
import { Fault, Problems } from "../../tables/faults.mjs";
import { isInYuan, isReversal, monthOfUse, passedOver } from "./kinds.mjs";
import { daysOf, figuresOf, textOf, whereOf } from "./rows.mjs";

/**
 * Tell the rows apart.
 *
 * @param {RawRow[]} rows
 * @param {ApiNames} names
 * @param {Calendar} calendar
 * @returns {SortedRows}
 * @throws {Fault} with every cell that cannot be read
 */
export function sortRows(rows, names, calendar) {
  const sorter = new Sorter(names, calendar);
  for (const row of rows) sorter.take(row);
  sorter.problems.end();
  return sorter.sorted();
}

/** Rows taken one after the other, each to its kind. */
class Sorter {
  problems = new Problems();
  /** @type {UseRow[]} */
  use = [];
  /** @type {{month: string, amount: Fraction}[]} */
  precision = [];
  /** @type {Map<string, number>} */
  ignored = new Map();
  /** @type {Set<string>} */
  products = new Set();
  /** @type {Set<string>} */
  otherProducts = new Set();
  /** @type {Map<string, Fraction|null>} */
  details = new Map();
  /** @type {Map<string, Fraction|null>} */
  sums = new Map();
  /** @type {Map<string, string>} */
  tables = new Map();

  /** @type {(names: ApiNames, calendar: Calendar) => void} */
  constructor(names, calendar) {
    this.names = names;
    this.calendar = calendar;
  }

  /** @returns {SortedRows} */
  sorted() {
    const { use, precision, details } = this;
    return {
      use, precision, details,
      ignored: new Map([...this.ignored].sort(([a], [b]) => (a < b ? -1 : 1))),
      months: [...details.keys()].sort(),
      products: [...this.products].filter(Boolean),
      otherProducts: [...this.otherProducts],
    };
  }

  /** @param {RawRow} row */
  take(row) {
    const reason = passedOver(row, this.names.has);
    if (reason) this.ignored.set(reason, (this.ignored.get(reason) ?? 0) + 1);
    if (reason === "other-product") {
      this.otherProducts.add(textOf(row, "product") || textOf(row, "product_code"));
    }
    if (reason === null) this.takeUse(row);
    else if (reason === "total-row") this.checkSum(row);
    else if (reason === "precision-adjustment") this.takePrecision(row);
    else this.takeOther(row);
  }

  /** @param {RawRow} row */
  takeUse(row) {
    const figures = figuresOf(row, this.problems);
    if (!figures || !this.isNew(row) || !this.checkYuan(row)) return;
    const month = monthOfUse(figures.days, textOf(row, "action"), this.calendar);
    if (month === null || figures.total === null) {
      this.addMissing(row, month === null ? "month" : "total");
      return;
    }
    this.count(row, month, figures.total.value);
    this.products.add(textOf(row, "product"));
    this.use.push(placed(row, figures, figures.total, month, this.names));
  }

  /** Refuse a row that stands in another table too: their days or months overlap. */
  isNew(row) {
    if (!textOf(row, "transaction")) return true;
    const key = JSON.stringify([...row.texts]);
    const other = this.tables.get(key) ?? row.source;
    if (!this.tables.has(key)) this.tables.set(key, row.source);
    if (other === row.source) return true;
    this.problems.add(new Fault("row-twice", { other }), whereOf(row, "transaction"));
    return false;
  }

  /** Refuse amounts in another currency. */
  checkYuan(row) {
    if (isInYuan(row)) return true;
    const fault = new Fault("currency-unknown", { text: textOf(row, "currency") });
    this.problems.add(fault, whereOf(row, "currency"));
    return false;
  }

  /** @param {RawRow} row */
  takePrecision(row) {
    const month = monthOfUse(daysOf(row), textOf(row, "action"), this.calendar);
    const shown = this.amountOf(row);
    if (month === null || shown === null) {
      this.addMissing(row, month === null ? "month" : "total");
      return;
    }
    this.precision.push({ month, amount: shown.value });
    if (!this.details.has(month)) this.details.set(month, NOTHING);
    add(this.sums, row.source, shown.value);
  }

  /** Count a row of another product, whose month tells what the bill covers. */
  takeOther(row) {
    const month = monthOfUse(daysOf(row), textOf(row, "action"), this.calendar);
    const unread = new Problems();
    const shown = unread.read(() => parseAmount(textOf(row, "total")), {});
    this.count(row, month, unread.count ? null : shown?.value ?? NOTHING);
  }

  /** @type {(row: RawRow, month: string|null, amount: Fraction|null) => void} */
  count(row, month, amount) {
    add(this.sums, row.source, amount);
    if (month) add(this.details, month, amount);
  }

  /** Refuse a row of totals that is not the sum of the rows above it. */
  checkSum(row) {
    const shown = this.amountOf(row);
    const found = this.sums.get(row.source);
    if (!shown || !found || same(shown.value, halfEven(found, shown.digits))) return;
    const figures = { shown: textOf(row, "total"), found: decimals(found, 2) };
    this.problems.add(new Fault("total-wrong", figures), whereOf(row, "total"));
  }

  /** @param {RawRow} row */
  amountOf(row) {
    return this.problems.read(() => parseAmount(textOf(row, "total")), whereOf(row, "total"));
  }

  /** @type {(row: RawRow, field: "month"|"total") => void} */
  addMissing(row, field) {
    this.problems.add(new Fault("cell-empty", { field }), whereOf(row, field));
  }
}

/**
 * @param {RawRow} row
 * @param {Figures} figures
 * @param {UseRow["total"]} total
 * @param {string} month
 * @param {ApiNames} names
 * @returns {UseRow}
 */
function placed(row, figures, total, month, names) {
  const api = names.find(textOf(row, "component")) ?? names.find(textOf(row, "subproduct"));
  const texts = ["component", "subproduct", "action"].map((field) => textOf(row, field));
  const reversal = isReversal(row) || total.value.n < 0n;
  const shown = api ?? texts.find(Boolean) ?? "";
  return { row, figures, month, interface: shown, named: api !== null, total, reversal };
}

/** @type {(sums: Map<string, Fraction|null>, key: string, amount: Fraction|null) => void} */
function add(sums, key, amount) {
  const before = sums.has(key) ? sums.get(key) ?? null : NOTHING;
  sums.set(key, before === null || amount === null ? null : plus(before, amount));
}

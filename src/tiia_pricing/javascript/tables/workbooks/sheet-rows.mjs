/** The rows of a sheet: the text of each cell, what of it is merged, and what is hidden. */

/** @import { Book } from "./workbook-parts.mjs" */
/** @import { Element } from "./xml.mjs" */

import { EDGES, } from "../../account-files/plain-text.mjs";
import { Fault } from "../faults.mjs";
import { MAX_COLUMNS } from "../tables.mjs";
import { numberText, writtenText } from "./cell-texts.mjs";
import { isText } from "./workbook-parts.mjs";
import { Unreadable } from "./xml.mjs";

/** The text of a cell, and why it cannot be taken where it cannot. */
/** @typedef {{text: string, fault?: Fault}} Cell */

/** A merged cell: the numbers of its columns and rows, both ends included. */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Merged */

const TRUE = ["1", "true"];
const MOST_SIGNS = 32_767; // of a cell's text, as in Excel
const MOST_IN_ALL = 64 * 1024 * 1024;
const MOST_MERGED = 100_000;

/** Takes the elements of a sheet as they end; its rows have the cells that are not empty. */
export class SheetRows {
  /** @type {Map<number, Map<number, Cell>>} */
  rows = new Map();
  /** @type {Merged[]} */
  merged = [];
  /** @type {number[]} */
  hiddenRows = [];
  /** @type {Set<number>} */
  hiddenColumns = new Set();
  #met = new Set();
  #line = 0;
  #column = 0;
  #signs = 0;
  /** @type {Map<number, Cell>} */
  #cells = new Map();
  #columns = new Set();
  /** @type {{value: string|null, formula: boolean, text: string|null}} */
  #parts = { value: null, formula: false, text: null };

  /**
   * @param {string} title
   * @param {Book} book
   */
  constructor(title, book) {
    this.title = title;
    this.book = book;
  }

  /** An element begins: a row has its number before its cells. @param {Element} element */
  begins({ name, attributes }) {
    if (name === "c") this.#parts = { value: null, formula: false, text: null };
    if (name !== "row") return;
    const number = attributes.get("r");
    this.#line = number === undefined ? this.#line + 1 : Number(number);
    if (!Number.isSafeInteger(this.#line)) throw new Unreadable("part");
    if (this.#met.has(this.#line)) {
      throw new Unreadable("rowTwice", { line: this.#line, title: this.title });
    }
    this.#met.add(this.#line);
    [this.#column, this.#cells] = [0, new Map()];
    this.#columns.clear();
  }

  /** An element ends. @param {Element} element */
  ends(element) {
    const { name, attributes, text, parent } = element;
    if (name === "v" && parent?.name === "c") this.#parts.value = text;
    else if (name === "f" && parent?.name === "c") this.#parts.formula = true;
    else if (isText(element)) this.#parts.text = (this.#parts.text ?? "") + text;
    else if (name === "c" && parent?.name === "row") this.#take(attributes);
    else if (name === "row") this.#rowEnds(attributes);
    else if (name === "col" && isHidden(attributes)) this.#hide(attributes);
    else if (name === "mergeCell") this.#merge(attributes.get("ref") ?? "");
  }

  #rowEnds(attributes) {
    if (!this.#cells.size) return;
    this.rows.set(this.#line, this.#cells);
    if (isHidden(attributes)) this.hiddenRows.push(this.#line);
  }

  #hide(attributes) {
    const [first, last] = ["min", "max"].map((name) => Number(attributes.get(name)));
    for (let at = first; at <= Math.min(last, MAX_COLUMNS); at += 1) this.hiddenColumns.add(at);
  }

  #merge(ref) {
    const [from, to = from] = ref.split(":").map(placeOf);
    if (this.merged.length === MOST_MERGED) throw new Unreadable("part");
    this.merged.push({ left: from.column, top: from.line, right: to.column, bottom: to.line });
  }

  /** A cell ends: its text, where it has any, goes to its column. */
  #take(attributes) {
    const [line, title] = [this.#line, this.title];
    const reference = attributes.get("r");
    const place = reference ? placeOf(reference) : { line, column: this.#column + 1 };
    this.#column = place.column;
    if (place.line !== line || this.#columns.has(place.column)) {
      throw new Unreadable("cellElsewhere", { line, title });
    }
    this.#columns.add(place.column);
    const cell = this.#cell(attributes);
    if (!cell.text && !cell.fault) return;
    if (place.column > MAX_COLUMNS) {
      throw new Unreadable("columnFar", { line, count: place.column, most: MAX_COLUMNS });
    }
    this.#signs += cell.text.length;
    if (this.#signs > MOST_IN_ALL) throw new Unreadable("signs", { title, most: MOST_IN_ALL });
    this.#cells.set(place.column, cell);
  }

  /** @returns {Cell} */
  #cell(attributes) {
    const { value, formula } = this.#parts;
    const type = attributes.get("t") ?? "n";
    if (formula && !(value || (value !== null && type === "str"))) {
      return { text: "", fault: new Fault("cell-not-computed") };
    }
    if (type === "inlineStr") return this.#said(this.#parts.text ?? "");
    if (!value) return { text: "" };
    if (type === "e") return { text: value, fault: new Fault("cell-error", { value }) };
    if (type === "s") return this.#said(this.#shared(value));
    if (type === "b") return { text: truth(value) };
    if (type === "n" || type === "d") return this.#shown(value, type, attributes.get("s"));
    return this.#said(value);
  }

  /** @type {(text: string) => Cell} */
  #said(text) {
    if (text.length > MOST_SIGNS && [...text].length > MOST_SIGNS) {
      throw new Unreadable("cellLong", { line: this.#line, most: MOST_SIGNS });
    }
    return { text: text.replace(EDGES, "") };
  }

  #shared(index) {
    const text = /^\d+$/.test(index) ? this.book.strings[Number(index)] : undefined;
    if (text === undefined) throw new Unreadable("part");
    return text;
  }

  /** A number or a day as its style shows it. @returns {Cell} */
  #shown(value, type, style) {
    const format = this.book.formats[Number(style ?? 0)];
    if (!format) throw new Unreadable("part");
    const found = type === "d" ? writtenText(value, format)
      : numberText(value.replace(EDGES, ""), format, this.book.since1904);
    if (!found) return { text: "#VALUE!", fault: new Fault("cell-error", { value: "#VALUE!" }) };
    const { text, unclear } = found;
    if (!unclear) return { text };
    return { text, fault: new Fault("date-ambiguous", { day: unclear }, { say: "dayAsMonth" }) };
  }
}

const isHidden = (attributes) => TRUE.includes(attributes.get("hidden") ?? "0");

function truth(value) {
  if (!/^[01]$/.test(value)) throw new Unreadable("part");
  return value === "1" ? "True" : "False";
}

/** The row and the column of a reference such as `B7`, both from 1. */
function placeOf(reference) {
  const [, letters, line] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (!letters) throw new Unreadable("part");
  const column = [...letters.toUpperCase()]
    .reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { line: Number(line), column };
}

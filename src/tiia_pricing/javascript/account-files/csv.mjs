/** From bytes to rows of cells by column. */

import { FileRefusal } from "./file-refusal.mjs";
import { EDGES } from "./plain-text.mjs";

const MAX_FIELD = 131_072;

/** The text of a file, in the encodings that spreadsheets write. */
export function decode(bytes) {
  const starts = (...mark) => mark.every((byte, index) => bytes[index] === byte);
  const marked = starts(0xff, 0xfe) ? ["utf-16le"] : starts(0xfe, 0xff) ? ["utf-16be"] : [];
  for (const encoding of [...marked, "utf-8", "gb18030"]) {
    const text = decoded(bytes, encoding);
    if (text !== null && !text.includes("\0")) return text;
  }
  throw new FileRefusal("file-undecodable", {});
}

function decoded(bytes, encoding) {
  if (encoding === "gb18030" && hasEuro(bytes)) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether 0x80 stands where a character of GB18030 starts: a browser makes a euro sign of it. */
function hasEuro(bytes) {
  const digit = (byte) => byte >= 0x30 && byte <= 0x39;
  const size = (at) => (bytes[at] < 0x80 ? 1 : digit(bytes[at + 1]) ? 4 : 2);
  for (let at = 0; at < bytes.length; at += size(at)) if (bytes[at] === 0x80) return true;
  return false;
}

export function* tableRows(text, { required, optional }) {
  const strip = (cell) => cell.replace(EDGES, "");
  let head;
  for (const { line, cells } of records(text)) {
    const row = cells.map(strip);
    if (!head) {
      head = row;
      if (!head.some(Boolean)) break;
      checkColumns(head, required, optional);
    } else if (row.some(Boolean)) {
      const figures = { count: row.length, head };
      const fits = row.length === head.length;
      const fault = fits ? null : new FileRefusal("row-width", figures, { line });
      const named = Object.fromEntries(head.map((column, index) => [column, row[index]]));
      yield { line, fault, row: named };
    }
  }
  if (!head?.some(Boolean)) throw new FileRefusal("file-empty", { required });
}

function checkColumns(head, required, optional) {
  const refuse = (id, figures) => {
    throw new FileRefusal(id, { ...figures, required, optional }, { line: 1 });
  };
  for (const column of head) {
    const times = head.filter((other) => other === column).length;
    if (times > 1) refuse("column-duplicate", { column, times });
    if (![...required, ...optional].includes(column)) refuse("column-unknown", { column });
  }
  const missing = required.find((column) => !head.includes(column));
  if (missing) refuse("column-missing", { column: missing });
}

/**
 * The records of CSV text; `line` is the last line of each, an empty one has no cells.
 *
 * @param {string} text
 * @param {string} [separator]
 */
export function* records(text, separator = ",") {
  const end = new RegExp(`\\r\\n|\\r|\\n|${separator}|$`, "g");
  let [at, line] = [0, 1];
  /** @type {string[]} */
  let cells = [];
  while (at < text.length) {
    const quotes = text[at] === '"';
    const closed = quotes ? closing(text, at + 1, line) : at;
    end.lastIndex = closed;
    const { index, 0: mark } = end.exec(text) ?? { index: text.length, 0: "" };
    const inside = text.slice(at + 1, closed - 1);
    const cell = quotes ? inside.replaceAll('""', '"') : text.slice(at, index);
    checkLength(cell, line);
    if (quotes) line += breaks(inside);
    if (quotes && index !== closed) notCsv("afterQuote", line);
    cells.push(cell);
    at = index + mark.length;
    if (mark === separator && at === text.length) cells.push("");
    if (mark === separator && at < text.length) continue;
    yield { line, cells: cells.length === 1 && !quotes && !cell ? [] : cells };
    cells = [];
    line += 1;
  }
}

/** The place after the quotation mark that closes a cell. */
function closing(text, from, line) {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  const rest = text.slice(from);
  checkLength(rest.replaceAll('""', '"'), line);
  return notCsv("unclosedQuote", line + breaks(rest) - (/[\r\n]$/.test(rest) ? 1 : 0));
}

function checkLength(cell, line) {
  if (cell.length > MAX_FIELD) notCsv("fieldTooLong", line + breaks(cell.slice(0, MAX_FIELD)));
}

const breaks = (text) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

function notCsv(reason, line) {
  throw new FileRefusal("file-not-csv", { reason }, { line });
}

/**
 * Usage and packs from CSV files: what is understood, and what is refused and why.
 *
 * Files come as bytes, as spreadsheets write them: UTF-8, UTF-16 with its mark, or GB18030, which
 * holds GBK. The rows that `readUsage` and `readPacks` give are those that `bill` takes.
 */

const MAX_CALLS = 10n ** 15n;
const MAX_QUANTITY = 10_000;
const MAX_FIELD = 131_072;
const SHOWN = 5;
const MULTIPLES = {
  百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n,
};

// White space as the reference implementation has it: `trim` takes the byte order mark as well.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const SPACES = new RegExp(`${SPACE}+`, "g");
const SIZE = /^((?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d{1,8})?) ?(千万|百万|百|千|万|亿)? ?[次张条]?$/;

/** A file that cannot be read as rows, said once and completely, as `bill` says its refusals. */
export class Refusal extends Error {
  name = "Refusal";

  /**
   * @param {string} id  a stable kebab-case name
   * @param {string} message  a sentence with the offending value in it
   * @param {{where?: Object, expected?: string|null}} [more]  the place, and what is accepted
   */
  constructor(id, message, { where = {}, expected = null } = {}) {
    super(message);
    Object.assign(this, { id, where, expected });
  }
}

/**
 * The rows of a usage file (`date,interface,calls`); a date is a day or a month.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {typeof ENGLISH} [words]
 * @returns {{date: string, interface: string, calls: bigint}[]}
 * @throws {Refusal} for what is no such file, with every row that cannot be read
 */
export function readUsage(bytes, name = "usage", words = ENGLISH) {
  const columns = { required: ["date", "interface", "calls"], optional: [] };
  return readRows(bytes, name, columns, words, (row) => {
    checkDate(row.date);
    return { ...row, calls: parseCount(row.calls) };
  });
}

/**
 * The packs of a packs file (`purchased_on,interface,calls[,quantity]`); sizes are numbers of
 * calls, or as the vendor writes them: `10万次`.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {typeof ENGLISH} [words]
 * @returns {{purchased_on: string, interface: string, calls: bigint, quantity: number}[]}
 * @throws {Refusal} for what is no such file, with every row that cannot be read
 */
export function readPacks(bytes, name = "packs", words = ENGLISH) {
  const columns = { required: ["purchased_on", "interface", "calls"], optional: ["quantity"] };
  return readRows(bytes, name, columns, words, (row) => {
    const calls = parseSize(row.calls);
    if (checkDate(row.purchased_on)) throw new Stop("monthNotDay", { text: row.purchased_on });
    return { ...row, calls, quantity: parseQuantity(row.quantity || "1") };
  });
}

/** A refusal before it has words and a place. */
class Stop {
  constructor(say, figures = {}, line = undefined) {
    Object.assign(this, { say, figures, line });
  }
}

function refusal({ say, figures, line }, file, words) {
  const { id, message, expected } = words[say](figures);
  return new Refusal(id, message, { where: line === undefined ? { file } : { file, line }, expected });
}

function readRows(bytes, file, columns, words, convert) {
  try {
    const [rows, wrong] = [[], []];
    for (const { line, row } of tableRows(decode(bytes), columns)) {
      try {
        rows.push(convert(row));
      } catch (stop) {
        if (!(stop instanceof Stop)) throw stop;
        wrong.push(refusal({ ...stop, line }, file, words));
      }
    }
    if (wrong.length) throw together(wrong, words);
    if (!rows.length) throw new Stop("empty", columns);
    return rows;
  } catch (stop) {
    throw stop instanceof Stop ? refusal(stop, file, words) : stop;
  }
}

/** One refusal for all the rows that are wrong: the first whole, the others by line. */
function together([first, ...others], words) {
  if (!others.length) return first;
  const shown = others.slice(0, SHOWN).map(({ where, message }) => ({ line: where.line, message }));
  const more = words.more({ count: others.length, shown, hidden: others.length - shown.length });
  return new Refusal(first.id, first.message + more, first);
}

// From bytes to rows of cells by column.

function decode(bytes) {
  const starts = (...mark) => mark.every((byte, index) => bytes[index] === byte);
  const marked = starts(0xff, 0xfe) ? ["utf-16le"] : starts(0xfe, 0xff) ? ["utf-16be"] : [];
  for (const encoding of [...marked, "utf-8", "gb18030"]) {
    const text = encoding === "gb18030" && hasEuro(bytes) ? null : decoded(bytes, encoding);
    if (text !== null && !text.includes("\0")) return text;
  }
  throw new Stop("undecodable");
}

function decoded(bytes, encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether 0x80 stands where a character of GB18030 starts: a browser makes a euro sign of it. */
function hasEuro(bytes) {
  const size = (at) => (bytes[at] < 0x80 ? 1 : bytes[at + 1] >= 0x30 && bytes[at + 1] <= 0x39 ? 4 : 2);
  for (let at = 0; at < bytes.length; at += size(at)) if (bytes[at] === 0x80) return true;
  return false;
}

function* tableRows(text, { required, optional }) {
  const strip = (cell) => cell.replace(EDGES, "");
  let head;
  for (const { line, cells } of records(text)) {
    const row = cells.map(strip);
    if (!head) {
      head = row;
      if (!head.some(Boolean)) break;
      checkColumns(head, required, optional);
    } else if (row.some(Boolean)) {
      if (row.length !== head.length) throw new Stop("rowWidth", { count: row.length, head }, line);
      yield { line, row: Object.fromEntries(head.map((column, index) => [column, row[index]])) };
    }
  }
  if (!head?.some(Boolean)) throw new Stop("empty", { required });
}

function checkColumns(head, required, optional) {
  for (const column of head) {
    const times = head.filter((other) => other === column).length;
    if (times > 1) throw new Stop("columnTwice", { column, times, required, optional }, 1);
    if (![...required, ...optional].includes(column)) {
      throw new Stop("columnUnknown", { column, required, optional }, 1);
    }
  }
  const missing = required.find((column) => !head.includes(column));
  if (missing) throw new Stop("columnMissing", { column: missing, required, optional }, 1);
}

/** The records of CSV text; `line` is the last line of each. */
function* records(text) {
  const end = /\r\n|\r|\n|,|$/g;
  let [at, line, cells] = [0, 1, []];
  while (at < text.length) {
    const start = at;
    const quotes = text[at] === '"';
    if (quotes) at = closing(text, at + 1, line);
    end.lastIndex = at;
    const { index, 0: mark } = end.exec(text);
    const breaks = quotes ? text.slice(start, at).match(/\r\n|\r|\n/g)?.length ?? 0 : 0;
    line += breaks;
    if (quotes && index !== at) throw new Stop("notCsv", { reason: "afterQuote" }, line);
    const cell = quotes ? text.slice(start + 1, at - 1).replaceAll('""', '"') : text.slice(at, index);
    if (cell.length > MAX_FIELD) throw new Stop("notCsv", { reason: "fieldTooLong" }, line);
    cells.push(cell);
    at = index + mark.length;
    if (mark === "," && at < text.length) continue;
    if (mark === ",") cells.push("");
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
  const breaks = rest.slice(0, MAX_FIELD).match(/\r\n|\r|\n/g)?.length ?? 0;
  const tooLong = rest.length > MAX_FIELD;
  const ended = tooLong || !/[\r\n]$/.test(rest) ? line + breaks : line + breaks - 1;
  throw new Stop("notCsv", { reason: tooLong ? "fieldTooLong" : "unclosedQuote" }, ended);
}

// From cells to values.

/** Whether a date is a month rather than a day. */
function checkDate(text) {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) throw new Stop("dateUnreadable", { text });
  const [year, month, day = 1] = match.slice(1).filter(Boolean).map(Number);
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || text === "9999-12") throw new Stop("dateMissing", { text });
  return !match[3];
}

function parseCount(text) {
  if (/^-\d*\.?\d+$/.test(text)) throw new Stop("callsNegative", { text });
  if (/^\d*\.\d*$/.test(text)) throw new Stop("callsNotWhole", { text });
  if (!/^\d+$/.test(text)) throw new Stop("callsUnreadable", { text });
  const significant = text.replace(/^0+/, "") || "0";
  if (significant.length > 16 || BigInt(significant) > MAX_CALLS) {
    throw new Stop("callsTooLarge", { text: text.slice(0, 40) });
  }
  return BigInt(significant);
}

/** A pack size: `10000`, `10,000`, or `1万次`. */
function parseSize(text) {
  if (/^\d+$/.test(text)) return parseCount(text);
  const [, number, multiple] = SIZE.exec(folded(text)) ?? [];
  if (!number) throw new Stop("sizeUnreadable", { text });
  const [whole, part = ""] = number.replaceAll(",", "").split(".");
  const unit = 10n ** BigInt(part.length);
  const calls = BigInt(whole + part) * (MULTIPLES[multiple] ?? 1n);
  if (!calls || calls % unit) throw new Stop("sizeUnreadable", { text });
  return calls / unit;
}

/** A text on one line with half-width digits and signs, to match against. */
function folded(text) {
  const narrow = (sign) => String.fromCodePoint(sign.codePointAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, narrow).replace(SPACES, " ").replace(EDGES, "");
}

function parseQuantity(text) {
  const quantity = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (quantity < 1 || quantity > MAX_QUANTITY) throw new Stop("quantityUnreadable", { text });
  return quantity;
}

/** Text between quotation marks, with what cannot be seen written as an escape. */
function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", [mark]: `\\${mark}` };
  const escape = (sign) => {
    const code = sign.codePointAt(0);
    const [letter, size] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return `\\${letter}${code.toString(16).padStart(size, "0")}`;
  };
  const hidden = (sign) => sign !== " " && /[\p{C}\p{Z}]/u.test(sign);
  return mark + Array.from(text, (sign) => named[sign] ?? (hidden(sign) ? escape(sign) : sign)).join("") + mark;
}

const DATE = "a day YYYY-MM-DD or a month YYYY-MM";
const COUNT = `a whole number of calls, 0 to ${MAX_CALLS}`;
const head = ({ required, optional }) =>
  required.join(",") + optional.map((column) => `[,${column}]`).join("");
const NOT_CSV = {
  afterQuote: "',' expected after '\"'",
  unclosedQuote: "unexpected end of data",
  fieldTooLong: `field larger than field limit (${MAX_FIELD})`,
};

/** English: a text for every refusal. */
export const ENGLISH = Object.freeze({
  dateUnreadable: ({ text }) => ({
    id: "date-unreadable", message: `cannot read the date ${quoted(text)}`, expected: DATE,
  }),
  dateMissing: ({ text }) => ({
    id: "date-unreadable", message: `there is no date ${quoted(text)}`, expected: DATE,
  }),
  monthNotDay: ({ text }) => ({
    id: "date-unreadable", message: `${quoted(text)} is a month`, expected: "a day YYYY-MM-DD",
  }),
  callsNegative: ({ text }) => ({
    id: "calls-negative", message: `${text} calls are less than none`, expected: COUNT,
  }),
  callsNotWhole: ({ text }) => ({
    id: "calls-not-whole", message: `${text} is no whole number of calls`, expected: COUNT,
  }),
  callsUnreadable: ({ text }) => ({
    id: "calls-unreadable", message: `${quoted(text)} is no count of calls`, expected: COUNT,
  }),
  callsTooLarge: ({ text }) => ({
    id: "calls-too-large", message: `${text} calls are too many`, expected: COUNT,
  }),
  sizeUnreadable: ({ text }) => ({
    id: "unknown-pack-size",
    message: `cannot read the pack size ${quoted(text)}`,
    expected: "a size as the vendor writes it, such as 10万次, or a number of calls",
  }),
  quantityUnreadable: ({ text }) => ({
    id: "quantity-unreadable",
    message: `${quoted(text)} packs`,
    expected: `a whole number of packs, 1 to ${MAX_QUANTITY}`,
  }),
  rowWidth: ({ count, head: columns }) => ({
    id: "row-width",
    message: `${count} cells where the head has ${columns.length}`,
    expected: columns.join(","),
  }),
  columnTwice: ({ column, times, ...columns }) => ({
    id: "column-duplicate",
    message: `column ${quoted(column)} stands ${times} times`,
    expected: head(columns),
  }),
  columnUnknown: ({ column, ...columns }) => ({
    id: "column-unknown", message: `unknown column ${quoted(column)}`, expected: head(columns),
  }),
  columnMissing: ({ column, ...columns }) => ({
    id: "column-missing", message: `column ${quoted(column)} is missing`, expected: head(columns),
  }),
  notCsv: ({ reason }) => ({ id: "file-not-csv", message: `not CSV: ${NOT_CSV[reason]}` }),
  undecodable: () => ({
    id: "file-undecodable",
    message: "not text in UTF-8, UTF-16 or GB18030",
    expected: "a CSV file",
  }),
  empty: ({ required }) => ({
    id: "file-empty",
    message: "the file has no rows",
    expected: `a head ${required.join(",")} and at least one row`,
  }),
  more: ({ count, shown, hidden }) =>
    `; ${count} more row(s) cannot be read:`
    + shown.map(({ line, message }) => `\n  line ${line}: ${message}`).join("")
    + (hidden ? `\n  and ${hidden} more` : ""),
});

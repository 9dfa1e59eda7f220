/**
 * Usage and packs from CSV files: what is understood, and what is refused and why.
 *
 * Files come as bytes, as spreadsheets write them: UTF-8, UTF-16 with its mark, or GB18030, which
 * holds GBK. The rows that `readUsage` and `readPacks` give are those that `bill` takes.
 */

/**
 * @import {
 *   Columns, FileRefusals, FileSentences, NotCsv, Wording, Wordings
 * } from "./types.d.ts"
 */

const MAX_CALLS = 10n ** 15n;
const MAX_QUANTITY = 10_000;
const MAX_FIELD = 131_072;
const SHOWN = 5;
export const MULTIPLES = {
  __proto__: null, // heads of columns are looked up in it
  百: 100n, 千: 1000n, 万: 10_000n, 百万: 1_000_000n, 千万: 10_000_000n, 亿: 100_000_000n,
};
const COUNT_FORM = new RegExp([
  /^(?<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?<part>\d+))? ?/,
  /(?<unit>百万|千万|百|千|万|亿)? ?次?$/,
].map(({ source }) => source).join(""));

// Days and months as Excel and Chinese write them; the reference implementation has the same.
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const LONG_MONTHS = [
  ..."january february march april may june july august".split(" "),
  ..."september october november december sept".split(" "),
];
const WORD = String.raw`(?<word>${[...LONG_MONTHS, ...MONTHS].join("|")})\.?`;
const [YEAR, MONTH, DAY] = ["(?<year>\\d{4})", "(?<month>\\d{1,2})", "(?<day>\\d{1,2})"];
const FORMS = [
  String.raw`${YEAR}(?<sign>[-/])${MONTH}(?:\k<sign>${DAY})?`,
  String.raw`${YEAR}\.${MONTH}\.${DAY}`,
  `${YEAR} ?年 ?${MONTH} ?月(?:份| ?${DAY} ?[日号])?`,
  String.raw`(?<short>\d{2}) ?年 ?${MONTH} ?月(?:份| ?${DAY} ?[日号])?`,
  String.raw`${WORD}[- ](?:${YEAR}|(?<short>\d{2}))`,
  `${DAY}[- ]${WORD}[- ]${YEAR}`,
  String.raw`${YEAR}(?<month>\d{2})(?<day>\d{2})`,
  String.raw`(?<year>201[3-9]|20[2-9]\d)(?<month>\d{2})`,
].map((form) => new RegExp(`^(?:${form})$`));
const MIDNIGHT = /[ t]0?0:00(:00)?(\.0+)?(\+08:?00)?$/;
const EITHER_WAY = /^\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{1,2})$/;

// White space as the reference implementation has it: `trim` takes the byte order mark as well.
export const SPACE =
  String.raw`[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`;
const EDGES = new RegExp(`^${SPACE}|${SPACE}$`, "g");
const SPACES = new RegExp(SPACE, "g");
const NUMBER = /(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d{1,8})?/.source;
const SIZE = new RegExp(`^(${NUMBER}) ?(千万|百万|百|千|万|亿)? ?[次张条]?$`);

/**
 * A file that cannot be read as rows: a stable `id`, a `message` with the offending value in it,
 * the place (`where`), and what would be accepted (`expected`, or null); as `bill` refuses.
 */
export class Refusal extends Error {
  name = "Refusal";
  /** @type {Record<string, unknown>} */
  where = {};
  /** @type {string|null} */
  expected = null;

  /**
   * The words `say`, made of the figures, are given at the edge; `line` is the place.
   *
   * @param {string} id
   * @param {Record<string, unknown>} figures
   * @param {{say?: string, line?: number|null}} [said]
   */
  constructor(id, figures, { say = id, line = null } = {}) {
    super(id);
    this.id = id;
    this.figures = figures;
    this.say = say;
    this.line = line;
  }
}

/**
 * The rows of a usage file (`date,interface,calls`); a date is a day or a month, which they give
 * as `2023-05-03` or `2023-05`.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {FileSentences} [words]
 * @returns {{date: string, interface: string, calls: bigint}[]}
 * @throws {Refusal} for what is no such file, with every row that cannot be read
 */
export function readUsage(bytes, name = "usage", words = ENGLISH) {
  const columns = { required: ["date", "interface", "calls"], optional: [] };
  return readRows(bytes, name, columns, words, ({ date, interface: name, calls }) => {
    return { date: parseDate(date), interface: name, calls: parseCount(calls) };
  });
}

/**
 * The packs of a packs file (`purchased_on,interface,calls[,quantity][,left]`); sizes are numbers
 * of calls, or as the vendor writes them: `10万次`.
 *
 * @param {Uint8Array} bytes
 * @param {string} [name]  the file's name in errors
 * @param {FileSentences} [words]
 * @returns {{
 *   purchased_on: string, interface: string, calls: bigint, quantity: number, left: bigint|null
 * }[]}
 * @throws {Refusal} for what is no such file, with every row that cannot be read
 */
export function readPacks(bytes, name = "packs", words = ENGLISH) {
  const required = ["purchased_on", "interface", "calls"];
  const columns = { required, optional: ["quantity", "left"] };
  return readRows(bytes, name, columns, words, (row) => {
    const calls = parseSize(row.calls);
    const [purchased_on, name] = [parseDay(row.purchased_on), row.interface];
    const quantity = parseQuantity(row.quantity || "1");
    const left = row.left ? parseCount(row.left) : null;
    return { purchased_on, interface: name, calls, quantity, left };
  });
}

/**
 * @template Row
 * @param {Uint8Array} bytes
 * @param {string} file
 * @param {Columns} columns
 * @param {FileSentences} words
 * @param {(row: Record<string, string>) => Row} convert
 */
function readRows(bytes, file, columns, words, convert) {
  try {
    /** @type {Row[]} */
    const rows = [];
    /** @type {Refusal[]} */
    const wrong = [];
    for (const { line, row, fault } of tableRows(decode(bytes), columns)) {
      try {
        if (fault) throw fault;
        rows.push(convert(row));
      } catch (error) {
        if (error instanceof Refusal) error.line = line;
        wrong.push(inWords(error, file, words));
      }
    }
    if (wrong.length) return refuseTogether(wrong, words);
    if (!rows.length) throw new Refusal("file-empty", columns);
    return rows;
  } catch (error) {
    throw inWords(error, file, words);
  }
}

/**
 * A refusal with its words and its place; any other error is thrown as it is.
 *
 * @param {unknown} error
 * @param {string} file
 * @param {FileRefusals} words
 */
function inWords(error, file, words) {
  if (!(error instanceof Refusal)) throw error;
  if (error.where.file) return error;
  const where = error.line === null ? { file } : { file, line: error.line };
  /** @type {Wordings} */
  const wordings = words;
  return Object.assign(error, { where }, wordings[error.say](error.figures));
}

/**
 * Refuse all the rows that are wrong at once: the first whole, the others by line.
 *
 * @param {Refusal[]} wrong
 * @param {FileSentences} words
 * @returns {never}
 */
function refuseTogether([first, ...others], words) {
  const shown = others.slice(0, SHOWN).map(({ line, message }) => ({ line, message }));
  const figures = { count: others.length, shown, hidden: others.length - shown.length };
  if (others.length) first.message += words.more(figures);
  throw first;
}

// From bytes to rows of cells by column.

/** The text of a file, in the encodings that spreadsheets write. */
export function decode(bytes) {
  const starts = (...mark) => mark.every((byte, index) => bytes[index] === byte);
  const marked = starts(0xff, 0xfe) ? ["utf-16le"] : starts(0xfe, 0xff) ? ["utf-16be"] : [];
  for (const encoding of [...marked, "utf-8", "gb18030"]) {
    const text = decoded(bytes, encoding);
    if (text !== null && !text.includes("\0")) return text;
  }
  throw new Refusal("file-undecodable", {});
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
      const figures = { count: row.length, head };
      const fits = row.length === head.length;
      const fault = fits ? null : new Refusal("row-width", figures, { line });
      const named = Object.fromEntries(head.map((column, index) => [column, row[index]]));
      yield { line, fault, row: named };
    }
  }
  if (!head?.some(Boolean)) throw new Refusal("file-empty", { required });
}

function checkColumns(head, required, optional) {
  const refuse = (id, figures) => {
    throw new Refusal(id, { ...figures, required, optional }, { line: 1 });
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
  throw new Refusal("file-not-csv", { reason }, { line });
}

// From cells to values.

/**
 * A day or a month as people write it, as `YYYY-MM-DD` or `YYYY-MM`; `onlyDay` says in a refusal
 * that no month was expected.
 *
 * @param {string} text
 * @param {boolean} [onlyDay]
 */
export function parseDate(text, onlyDay = false) {
  const plain = halfWidth(text).toLowerCase().replace(MIDNIGHT, "");
  const found = FORMS.map((form) => form.exec(plain)).find(Boolean)?.groups;
  if (!found) {
    const either = EITHER_WAY.test(halfWidth(text));
    const id = either ? "date-ambiguous" : "date-unreadable";
    throw new Refusal(id, { text, onlyDay }, { say: either ? id : "notADate" });
  }
  const { year = `20${found.short}`, word = "", day } = found;
  const month = Number(found.month ?? MONTHS.indexOf(word.slice(0, 3)) + 1);
  // The calendar repeats after 400 years, and the first hundred are not what `Date` takes them for.
  const date = new Date(Date.UTC(2000 + (Number(year) % 400), month - 1, Number(day ?? 1)));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day ?? 1);
  if (!exists || Number(year) === 0 || (year === "9999" && month === 12)) {
    throw new Refusal("date-unreadable", { text, onlyDay }, { say: "noSuchDate" });
  }
  const parts = day === undefined ? [month] : [month, day];
  return [year, ...parts.map((part) => String(part).padStart(2, "0"))].join("-");
}

function parseDay(text) {
  const date = parseDate(text, true);
  if (date.length === "2023-05".length) {
    throw new Refusal("date-unreadable", { text }, { say: "monthNotDay" });
  }
  return date;
}

/**
 * A count as people write it: `1050000`, `1,050,000`, `105万`, `1050000.0`; `per` is what its
 * column counts in.
 *
 * @param {string} text
 * @param {bigint} [per]
 */
export function parseCount(text, per = 1n) {
  const plain = simplified(halfWidth(text));
  if (/^-\d*\.?\d+$/.test(plain)) throw new Refusal("calls-negative", { text });
  const found = COUNT_FORM.exec(plain)?.groups;
  if (!found) {
    const point = /^\d*\.\d*$/.test(plain);
    throw new Refusal(point ? "calls-not-whole" : "calls-unreadable", { text });
  }
  const { whole, part = "", unit = "" } = found;
  if (per !== 1n && (unit || plain.endsWith("次"))) {
    throw new Refusal("calls-unreadable", { text }, { say: "unitTwice" });
  }
  const short = part.length === 3 && /^\d{1,3}$/.test(whole) && whole !== "0";
  if (short && !unit) throw new Refusal("calls-ambiguous", { text });
  const digits = whole.replaceAll(",", "").replace(/^0+/, "");
  const tooLarge = () => new Refusal("calls-too-large", { text: text.slice(0, 40) });
  const notWhole = () => new Refusal("calls-not-whole", { text });
  if (digits.length > 16 || part.length > 16) throw /[1-9]/.test(part) ? notWhole() : tooLarge();
  const calls = BigInt(digits + part) * (MULTIPLES[unit] ?? 1n) * per;
  const scale = 10n ** BigInt(part.length);
  if (calls % scale) throw notWhole();
  if (calls / scale > MAX_CALLS) throw tooLarge();
  return calls / scale;
}

/** A pack size: `10000`, `10,000`, or `1万次`. */
export function parseSize(text) {
  if (/^\d+$/.test(text)) return parseCount(text);
  const [, number, multiple] = SIZE.exec(simplified(folded(text))) ?? [];
  const [whole, part = ""] = (number ?? "0").replaceAll(",", "").split(".");
  const unit = 10n ** BigInt(part.length);
  const calls = BigInt(whole + part) * (MULTIPLES[multiple] ?? 1n);
  if (!calls || calls % unit) throw new Refusal("unknown-pack-size", { text });
  return calls / unit;
}

/** A text on one line with half-width digits and signs, to match against. */
function folded(text) {
  return halfWidth(text).replace(SPACES, " ").replace(EDGES, "");
}

/** A text with the digits, brackets and signs of ASCII where it has them in full width. */
export function halfWidth(text) {
  const narrow = (sign) => String.fromCodePoint(sign.codePointAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, narrow).replaceAll("\u3000", " ");
}

/** A text with 万 and 亿 where it has them in traditional characters. @param {string} text */
export const simplified = (text) => text.replaceAll("萬", "万").replaceAll("億", "亿");

export function parseQuantity(text) {
  const quantity = counted(text);
  if (quantity < 1 || quantity > MAX_QUANTITY) throw new Refusal("quantity-unreadable", { text });
  return Number(quantity);
}

/** A count, or 0 for what is none. */
function counted(text) {
  try {
    return parseCount(text);
  } catch {
    return 0n;
  }
}

/** Text between quotation marks, with what cannot be seen written as an escape. */
function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const named = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", [mark]: `\\${mark}` };
  const escaped = (sign) => {
    const code = sign.codePointAt(0);
    const [letter, size] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return `\\${letter}${code.toString(16).padStart(size, "0")}`;
  };
  const shown = (sign) => (sign === " " || !/[\p{C}\p{Z}]/u.test(sign) ? sign : escaped(sign));
  return mark + Array.from(text, (sign) => named[sign] ?? shown(sign)).join("") + mark;
}

/** @type {(message: string, expected?: string|null) => Wording} */
const refuse = (message, expected = null) => ({ message, expected });
const ONE_DAY = "a day YYYY-MM-DD";
/** @param {{ onlyDay: boolean }} given */
const dateOf = ({ onlyDay }) => (onlyDay ? ONE_DAY : `${ONE_DAY} or a month YYYY-MM`);
const COUNT = `a whole number of calls, 0 to ${MAX_CALLS}`;
const SIZES = "a size as the vendor writes it, such as 10万次, or a number of calls";
/** @type {Record<NotCsv, string>} */
const NOT_CSV = {
  afterQuote: "after a closing quotation mark the cell goes on",
  unclosedQuote: "a quotation mark is never closed",
  fieldTooLong: "a cell has more than 131,072 characters",
};

/** @param {Columns} columns */
function headOf({ required, optional }) {
  return required.join(",") + optional.map((column) => `[,${column}]`).join("");
}

/** @type {FileSentences} */
const SENTENCES = {
  "notADate": (given) => refuse(`cannot read the date ${quoted(given.text)}`, dateOf(given)),
  "noSuchDate": (given) => refuse(`${quoted(given.text)} is not in the calendar`, dateOf(given)),
  "monthNotDay": ({ text }) => refuse(`${quoted(text)} is a month`, ONE_DAY),
  "calls-negative": ({ text }) => refuse(`${text} is less than 0`, COUNT),
  "calls-not-whole": ({ text }) => refuse(`${text} is not a whole number of calls`, COUNT),
  "calls-unreadable": ({ text }) => refuse(`${quoted(text)} is not a number of calls`, COUNT),
  "calls-ambiguous": ({ text }) =>
    refuse(`${quoted(text)} could have a point between thousands`, COUNT),
  "date-ambiguous": (given) => refuse(
    `${quoted(given.text)} does not say which number is the day and which the month`,
    dateOf(given),
  ),
  "calls-too-large": ({ text }) => refuse(`${text} calls are too many`, COUNT),
  "unknown-pack-size": ({ text }) => refuse(`cannot read the pack size ${quoted(text)}`, SIZES),
  "quantity-unreadable": ({ text }) =>
    refuse(`${quoted(text)} packs`, `a whole number of packs, 1 to ${MAX_QUANTITY}`),
  "row-width": ({ count, head }) =>
    refuse(`${count} cells where the head has ${head.length}`, head.join(",")),
  "column-duplicate": ({ column, times, ...columns }) =>
    refuse(`column ${quoted(column)} stands ${times} times`, headOf(columns)),
  "column-unknown": ({ column, ...columns }) =>
    refuse(`unknown column ${quoted(column)}`, headOf(columns)),
  "column-missing": ({ column, ...columns }) =>
    refuse(`column ${quoted(column)} is missing`, headOf(columns)),
  "file-not-csv": ({ reason }) => refuse(`not CSV: ${NOT_CSV[reason]}`, "a CSV file"),
  "file-undecodable": () => refuse("not text in UTF-8, UTF-16 or GB18030", "a CSV file"),
  "file-empty": ({ required }) =>
    refuse("the file has no rows", `a head ${required.join(",")} and at least one row`),
  "more": ({ count, shown, hidden }) =>
    `; ${count} more row(s) cannot be read:`
    + shown.map(({ line, message }) => `\n  line ${line}: ${message}`).join("")
    + (hidden ? `\n  and ${hidden} more` : ""),
};

/** English: the text of every refusal. */
export const ENGLISH = Object.freeze(SENTENCES);

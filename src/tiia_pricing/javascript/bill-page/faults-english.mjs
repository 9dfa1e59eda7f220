/** What is wrong with a file, in English: what was found, and what was expected. */

import { grouped, quoted } from "../tiia-pricing.mjs";

const DATE = "a day YYYY-MM-DD or a month YYYY-MM";
const COUNT = "a whole number of calls, 0 to 1000000000000000";
const BILL = "the vendor's export: a CSV file, or the .zip of CSV files";
const SIZE = "a size as the vendor writes it, such as 10万次, or a number of calls";
const NUMBERS = {
  amount: "an amount in yuan with at most 8 decimals, such as 47205.00",
  price: "a price in yuan",
  count: "a number in the unit of the column, such as 949",
  discount: "a multiplier of the list price, such as 0.9",
};
const WORKBOOK = "a workbook of Excel (.xlsx), or the table as CSV";
const UNREADABLE = {
  notWorkbook: () => "it is another kind of package",
  broken: () => "it is damaged",
  part: () => "a part of it is damaged",
  password: () => "it has a password",
  unusual: () => "it is packed in an unusual way",
  cannotUnpack: () => "this browser cannot unpack it",
  doctype: () => "a part of it has a document type",
  attributes: () => "an element has more than 100 attributes",
  rowTwice: ({ line, title }) => `row ${line} stands twice in the sheet ${quoted(title)}`,
  cellElsewhere: ({ line, title }) =>
    `row ${line} of the sheet ${quoted(title)} has a cell of another place`,
  cellLong: ({ line, most }) => `a cell of row ${line} has more than ${most} characters`,
  columnFar: ({ line, count, most }) => `row ${line} has ${count} columns, more than ${most}`,
  signs: ({ title, most }) => `the cells of ${quoted(title)} have more than ${most} characters`,
  overlap: ({ line }) => `merged cells overlap in row ${line}`,
};
const TOO_LARGE = {
  parts: ({ count, most }) => [`${count} parts`, `at most ${most}`],
  size: ({ size, most }) => [`${size} bytes unpacked`, `at most ${most}`],
  elements: ({ count }) =>
    [`more than ${count} elements`, "at most some 400,000 cells; or the table as CSV"],
  places: ({ count, title, width, most }) =>
    [`${count} rows in the sheet ${quoted(title)}, of ${width} columns`,
      `at most ${most} cells, empty ones too; or the table as CSV`],
};
const NOT_CSV = {
  afterQuote: ({ separator }) => `'${separator}' expected after '"'`,
  unclosedQuote: () => "unexpected end of data",
  fieldTooLong: () => "field larger than field limit (131072)",
};

export const ENGLISH_FAULTS = {
  "notADate": ({ text }) => [`cannot read the date ${quoted(text)}`, DATE],
  "noSuchDate": ({ text }) => [`there is no date ${quoted(text)}`, DATE],
  "monthNotDay": ({ text }) => [`${quoted(text)} is a month`, "a day YYYY-MM-DD"],
  "date-ambiguous": ({ text }) =>
    [`${quoted(text)} does not say which number is the day and which the month`, DATE],
  "calls-negative": ({ text }) => [`${text} calls are less than none`, COUNT],
  "calls-not-whole": ({ text }) => [`${text} is no whole number of calls`, COUNT],
  "calls-unreadable": ({ text }) => [`${quoted(text)} is no count of calls`, COUNT],
  "calls-ambiguous": ({ text }) =>
    [`${quoted(text)} could have a point between thousands`, COUNT],
  "calls-too-large": ({ text }) => [`${text} calls are too many`, COUNT],
  "unitTwice": ({ text }) =>
    [`${quoted(text)} has a unit, and the head of its column another`, COUNT],
  "unknown-pack-size": ({ text }) => [`cannot read the pack size ${quoted(text)}`, SIZE],
  "quantity-unreadable": ({ text }) =>
    [`${quoted(text)} packs`, "a whole number of packs, 1 to 10000"],
  "amount-unreadable": ({ text, kind }) => [`cannot read ${quoted(text)}`, NUMBERS[kind]],
  "tooFine": ({ text, digits }) =>
    [`${quoted(text)} has ${digits} decimals`, "at most 8 decimals"],
  "discount-unreadable": ({ text }) => [`a discount of ${quoted(text)}`, NUMBERS.discount],
  "unit-unknown": ({ text }) => [`unknown unit ${quoted(text)}`, "次, 千次 or 万次"],
  "notATime": ({ text }) => [`cannot read the time ${quoted(text)}`,
    "a time such as 2023-06-01 08:00:00, or a month such as 2023-05"],
  "cell-empty": ({ field }) => (field === "month"
    ? ["the row names no month", "a month such as 2023-05"]
    : ["the row has no amount", "an amount in yuan, 0 or another"]),
  "currency-unknown": ({ text }) => [`amounts in ${quoted(text)}`, "CNY"],
  "row-twice": ({ other }) => [`the row stands in ${other} too`, "each row once"],
  "row-width": ({ count, head }) =>
    [`${count} cells where the head has ${head.length}`, head.join(",")],
  "total-wrong": ({ shown, found }) =>
    [`the total ${shown} is not the sum of the rows above it, ${found}`, found],
  "rowTotal": ({ says, found }) =>
    [`the total says ${grouped(says)} calls, and the row has ${grouped(found)}`,
      "the sum of the row, or no total"],
  "columnTotal": ({ key, says, found }) => {
    const rows = key ? `of ${quoted(key)}` : "above it";
    return [`the total says ${grouped(says)} calls, and the rows ${rows} have ${grouped(found)}`,
      "the sum of those rows, or no total"];
  },
  "nothing-compared": ({ first, last }) => {
    const months = first === null ? "no month" : `${first} to ${last}`;
    return [`no row of the bill is about 图像分析, and it speaks of ${months}, without usage`,
      "the detailed bill of a month in the usage"];
  },
  "not-a-vendor-bill": () => ["no column of the vendor's detailed bill is here",
    "the detailed export, with 产品名称, 账单归属月, 组件名称, 组件用量, 优惠后总价"],
  "sameHead": ({ first, head }) =>
    [`the columns ${quoted(first)} and ${quoted(head)} are one by their names`,
      "each column of the export once"],
  "sameColumn": ({ first, head }) =>
    [`columns ${quoted(first)} and ${quoted(head)} are the same`, "one column of each"],
  "column-duplicate": ({ column, times, expected }) =>
    [`column ${quoted(column)} stands ${times} times`, expected],
  "column-ambiguous": ({ first, head, name, expected }) =>
    [`columns ${quoted(first)} and ${quoted(head)} could both be ${quoted(name)}`, expected],
  "column-unknown": ({ column, near, expected }) =>
    [`unknown column ${quoted(column)}; did you mean ${quoted(near)}?`, expected],
  "column-missing": ({ column, expected }) => [`column ${quoted(column)} is missing`, expected],
  "noInterfaces": () => ["the heads are dates, and no column has the interfaces",
    "a column interface, or the interfaces in the first column without a head"],
  "unnamedNumbers": ({ column }) =>
    [`the column ${quoted(column)} has numbers, and is no date and no total`,
      "a month such as 2026-01"],
  "columns-too-many": ({ count, most }) => [`${count} columns`, `at most ${most} columns`],
  "title-unread": ({ title }) => [`the title ${quoted(title)} speaks of a unit`,
    "the unit in the head of the column, such as 调用次数（万次）"],
  "noRows": ({ head }) => ["the file has no rows",
    head ? `a head ${head} and at least one row` : "a head and at least one row"],
  "noCounts": () => ["the file has no counts", "at least one count of calls"],
  "file-not-csv": ({ reason, ...figures }) => [`not CSV: ${NOT_CSV[reason](figures)}`, null],
  "file-undecodable": () => ["not text in UTF-8, UTF-16 or GB18030", "a CSV file"],
  "separator-ambiguous": ({ shown }) => [
    `the head has ${shown.map(quoted).join(" and ")}, and any of them could separate the columns`,
    "one separator, and quotation marks around cells that have another in them"],
  "oldExcel": () => ["an old file of Excel (.xls), or one with a password",
    "the table saved as .xlsx or CSV, without a password"],
  "workbook-unreadable": ({ why, ...figures }) =>
    [`cannot read the workbook: ${UNREADABLE[why](figures)}`, WORKBOOK],
  "workbook-too-large": ({ why, ...figures }) => {
    const [what, most] = TOO_LARGE[why](figures);
    return [`the workbook is too large: ${what}`, most];
  },
  "cell-not-computed": () => ["a formula without its value",
    "the file saved by a spreadsheet, which computes it; or the number itself"],
  "cell-error": ({ value }) => [`the cell holds the error ${value}`, "a text or a number"],
  "cell-merged": ({ text, top }) =>
    [`the cell is part of a merged one, which holds ${quoted(text)} in row ${top}`,
      "a cell of its own"],
  "dayAsMonth": ({ day }) => [`the cell shows a month, and holds the day ${day}`,
    "a day shown as one, or the first day of the month"],
  "sheet-ambiguous": ({ sheets }) =>
    [`the sheets ${sheets.map(quoted).join(" and ")} could all be the one that is meant`,
      "one sheet with such a table"],
  "noSheets": () => ["the workbook has no rows",
    "a sheet that is not hidden, with a head and at least one row"],
  "file-too-large": ({ most }) => [`more than ${most} bytes`, `at most ${most} bytes`],
  "tooManyMembers": ({ count, most }) =>
    [`${count} files in the archive, at most ${most} are read`, BILL],
  "tooMuchPacked": ({ most }) => [`more than ${most} bytes are packed in the archive`, BILL],
  "noCsv": () => ["the archive has no CSV file", BILL],
  "password": () => ["the file has a password", BILL],
  "unusual": () => ["the file is packed in an unusual way", BILL],
  "broken": () => ["the archive is broken or of an unknown kind", BILL],
  "cannotUnpack": () => ["this browser cannot unpack archives", "the CSV files in it"],
};

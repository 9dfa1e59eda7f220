/** What is wrong with a file: what was found, and what was expected. */

/** @import { Speech } from "../types.d.ts" */

import { MAX_CALLS } from "../pricebook/limits.mjs";

/** @param {Speech} speech */
export function faultsIn(speech) {
  return {
    ...cellsIn(speech), ...amountsIn(speech), ...columnsIn(speech), ...tablesIn(speech),
    ...workbooksIn(speech), ...archivesIn(speech),
  };
}

/** Days and calls. @param {Speech} speech */
function cellsIn({ say }) {
  const day = say("a day YYYY-MM-DD"), either = say("a day YYYY-MM-DD or a month YYYY-MM");
  const date = ({ onlyDay }) => (onlyDay ? day : either);
  const calls = say("a whole number of calls, 0 to {most}", { most: String(MAX_CALLS) });
  return {
    "notADate": (given) => [say("cannot read the date {text!r}", given), date(given)],
    "noSuchDate": (given) => [say("{text!r} is not in the calendar", given), date(given)],
    "monthNotDay": (given) => [say("{text!r} is a month", given), day],
    "date-ambiguous": (given) => [
      say("{text!r} does not say which number is the day and which the month", given), date(given),
    ],
    "calls-negative": (given) => [say("{text} is less than 0", given), calls],
    "calls-not-whole": (given) => [say("{text} is not a whole number of calls", given), calls],
    "calls-unreadable": (given) => [say("{text!r} is not a number of calls", given), calls],
    "calls-ambiguous": (given) =>
      [say("{text!r} could have a point between thousands", given), calls],
    "calls-too-large": (given) => [say("{text} calls are too many", given), calls],
    "unitTwice": (given) =>
      [say("{text!r} has a unit, and the head of its column another", given), calls],
    "unknown-pack-size": (given) => [say("cannot read the pack size {text!r}", given),
      say("a size as the vendor writes it, such as 10万次, or a number of calls")],
    "quantity-unreadable": (given) => [say("{text!r} packs", given),
      say("a whole number of packs, 1 to {most}", { most: "10000" })],
    "notATime": (given) => [say("cannot read the time {text!r}", given),
      say("a time such as 2023-06-01 08:00:00, or a month such as 2023-05")],
    "dayAsMonth": (given) => [say("the cell shows a month, and holds the day {day}", given),
      say("a day shown as one, or the first day of the month")],
  };
}

/** Amounts, and rows of a bill. @param {Speech} speech */
function amountsIn({ say }) {
  const numbers = {
    amount: say("an amount in yuan with at most 8 decimals, such as 47205.00"),
    price: say("a price in yuan"),
    count: say("a number in the unit of the column, such as 949"),
    discount: say("a multiplier of the list price, such as 0.9"),
  };
  return {
    "amount-unreadable": ({ text, kind }) =>
      [say("cannot read {word!r}", { word: text }), numbers[kind]],
    "tooFine": (given) => [say("{text!r} has {digits} decimals", given), say("at most 8 decimals")],
    "discount-unreadable": (given) => [say("a discount of {text!r}", given), numbers.discount],
    "unit-unknown": ({ text: unit }) =>
      [say("unknown unit {unit!r}", { unit }), say("次, 千次 or 万次")],
    "cell-empty": ({ field }) => (field === "month"
      ? [say("the row names no month"), say("a month such as 2023-05")]
      : [say("the row has no amount"), say("an amount in yuan, 0 or another")]),
    "currency-unknown": ({ text: currency }) =>
      [say("amounts in {currency!r}", { currency }), "CNY"],
    "row-twice": (given) => [say("the row is in {other} too", given), say("each row once")],
    "total-wrong": (given) =>
      [say("the total {shown} is not the sum of the rows above it, {found}", given), given.found],
    "rowTotal": ({ says, found }) => [
      say("the total says {says:,} calls, and the row has {true:,}", { says, true: found }),
      say("the sum of the row, or no total")],
    "columnTotal": ({ key, says, found }) => [
      say("the total says {calls:,} calls, and the rows {what} have {true:,}", {
        calls: says, what: key ? say("of {key!r}", { key }) : say("above it"), true: found }),
      say("the sum of those rows, or no total")],
    "nothing-compared": ({ first, last }) => [
      say("no row of the bill is about 图像分析, and it speaks of {months}, without usage",
        { months: first === null ? say("no month") : say("{first} to {last}", { first, last }) }),
      say("the detailed bill of a month in the usage")],
  };
}

/** Heads of tables. @param {Speech} speech */
function columnsIn({ say }) {
  return {
    "row-width": ({ count, head }) => [
      say("{count} cells where the head has {width}", { count, width: head.length }),
      head.join(",")],
    "not-a-vendor-bill": () => [say("no column of the vendor's detailed bill is here"),
      say("the detailed export, with {heads}",
        { heads: "产品名称, 账单归属月, 组件名称, 组件用量, 优惠后总价" })],
    "sameHead": ({ first, head: second }) => [
      say("the columns {first!r} and {second!r} are one by their names", { first, second }),
      say("each column of the export once")],
    "sameColumn": ({ first, head: name }) => [
      say("columns {first!r} and {name!r} are the same", { first, name }),
      say("one column of each")],
    "column-duplicate": ({ column: name, times: count, expected }) =>
      [say("column {name!r} is given {count} times", { name, count }), expected],
    "column-ambiguous": ({ first, head: name, name: same, expected }) => [
      say("columns {first!r} and {name!r} could both be {same!r}", { first, name, same }),
      expected],
    "column-unknown": ({ column: name, near, expected }) =>
      [say("unknown column {name!r}; did you mean {near!r}?", { name, near }), expected],
    "column-missing": ({ column: name, expected }) =>
      [say("column {name!r} is missing", { name }), expected],
    "noInterfaces": () => [say("the heads are dates, and no column has the interfaces"),
      say("a column interface, or the interfaces in the first column without a head")],
    "unnamedNumbers": ({ column: name }) => [
      say("the column {name!r} has numbers, and is neither a date nor a total", { name }),
      say("a month such as 2026-01")],
    "columns-too-many": ({ count: width, most }) =>
      [say("{width} columns", { width }), say("at most {most} columns", { most })],
    "several-accounts": (given) => [say("the file has several accounts: {name!r} too", given),
      say("the rows of one account; tiia-pricing rate bills each of many")],
    "title-unread": (given) => [say("the title {title!r} speaks of a unit", given),
      say("the unit in the head of the column, such as 调用次数（万次）")],
  };
}

/** Tables as text. @param {Speech} speech */
function tablesIn({ say, sayAs, listed }) {
  const notCSV = {
    afterQuote: () => say("after a closing quotation mark the cell goes on"),
    unclosedQuote: () => say("a quotation mark is never closed"),
    fieldTooLong: () => say("a cell has more than {most:,} characters", { most: 131_072 }),
  };
  const quotations = (texts) =>
    listed(texts.map((name) => say("{name!r}", { name })), sayAs("list", " and "));
  return {
    "noRows": ({ head }) => [say("the file has no rows"), head
      ? say("a head {head} and at least one row", { head }) : say("a head and at least one row")],
    "noCounts": () => [say("the file has no counts"), say("at least one count of calls")],
    "file-not-csv": ({ reason, ...figures }) =>
      [say("not CSV: {why}", { why: notCSV[reason](figures) }), say("a CSV file")],
    "file-undecodable": () => [say("not text in UTF-8, UTF-16 or GB18030"), say("a CSV file")],
    "separator-ambiguous": ({ shown }) => [
      say("the head has {shown}, and any of them could separate the columns",
        { shown: quotations(shown) }),
      say("one separator, and quotation marks around cells that have another in them")],
    "sheet-ambiguous": ({ sheets }) => [
      say("the sheets {sheets} could all be the one that is meant",
        { sheets: quotations(sheets) }), say("one sheet with such a table")],
    "noSheets": () => [say("the workbook has no rows"),
      say("a sheet that is not hidden, with a head and at least one row")],
  };
}

/** Workbooks. @param {Speech} speech */
function workbooksIn({ say }) {
  const workbook = say("a workbook of Excel (.xlsx), or the table as CSV");
  const unreadable = {
    notWorkbook: () => say("it is another kind of package"),
    broken: () => say("it is damaged"),
    part: () => say("a part of it is damaged"),
    password: () => say("it has a password"),
    unusual: () => say("it is packed in an unusual way"),
    cannotUnpack: () => say("this browser cannot unpack it"),
    doctype: () => say("a part of it has a document type"),
    attributes: () => say("an element has more than {most} attributes", { most: 100 }),
    rowTwice: (given) => say("row {line} is given twice in the sheet {title!r}", given),
    cellElsewhere: (given) =>
      say("row {line} of the sheet {title!r} has a cell of another place", given),
    cellLong: (given) => say("a cell of row {line} has more than {most} characters", given),
    columnFar: (given) => say("row {line} has {count} columns, more than {most}", given),
    signs: (given) => say("the cells of {title!r} have more than {most} characters", given),
    overlap: (given) => say("merged cells overlap in row {line}", given),
  };
  const tooLarge = {
    parts: (given) => [say("{count} parts", given), say("at most {most}", given)],
    size: (given) => [say("{size} bytes unpacked", given), say("at most {most}", given)],
    elements: (given) => [say("more than {count} elements", given),
      say("at most some 400,000 cells; or the table as CSV")],
    places: (given) => [say("{count} rows in the sheet {title!r}, of {width} columns", given),
      say("at most {most} cells, empty ones too; or the table as CSV", given)],
  };
  return {
    "oldExcel": () => [say("an old file of Excel (.xls), or one with a password"),
      say("the table saved as .xlsx or CSV, without a password")],
    "workbook-unreadable": ({ why, ...figures }) =>
      [say("cannot read the workbook: {why}", { why: unreadable[why](figures) }), workbook],
    "workbook-too-large": ({ why, ...figures }) => {
      const [what, most] = tooLarge[why](figures);
      return [say("the workbook is too large: {what}", { what }), most];
    },
    "cell-not-computed": () => [say("a formula without its value"),
      say("the file saved by a spreadsheet, which computes it; or the number itself")],
    "cell-error": (given) =>
      [say("the cell holds the error {value}", given), say("a text or a number")],
    "cell-merged": (given) => [
      say("the cell is part of a merged one, which holds {text!r} in row {top}", given),
      say("a cell of its own")],
  };
}

/** Archives, and files as a whole. @param {Speech} speech */
function archivesIn({ say }) {
  const bill = say("the vendor's export: a CSV file, an .xlsx workbook, or the .zip of CSV files");
  return {
    "file-too-large": (given) =>
      [say("more than {most} bytes", given), say("at most {most} bytes", given)],
    "tooManyMembers": (given) =>
      [say("{count} files in the archive, at most {most} are read", given), bill],
    "tooMuchPacked": (given) =>
      [say("more than {most} bytes are packed in the archive", given), bill],
    "noCsv": () => [say("the archive has no CSV file"), bill],
    "password": () => [say("the file has a password"), bill],
    "unusual": () => [say("the file is packed in an unusual way"), bill],
    "broken": () => [say("the archive is broken or of an unknown kind"), bill],
    "cannotUnpack": () =>
      [say("this browser cannot unpack archives"), say("the CSV files in it")],
  };
}

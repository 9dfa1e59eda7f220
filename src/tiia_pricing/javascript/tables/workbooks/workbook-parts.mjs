/** The parts of a workbook beside its cells: which sheets it has, its texts, and its formats. */

/** @import { Format } from "./cell-texts.mjs" */
/** @import { Element } from "./xml.mjs" */

import { formatOf } from "./cell-texts.mjs";
import { Unreadable } from "./xml.mjs";

/** A sheet by its title, and the part that has its cells. */
/** @typedef {{title: string, hidden: boolean, part: string}} SheetPart */

/**
 * @typedef {{sheets: SheetPart[], strings: string[], formats: Format[], since1904: boolean}} Book
 */

/** Reads a part: `ends` is told each of its elements. */
/** @typedef {(part: string, ends: (element: Element) => void) => Promise<void>} ReadPart */

export const CONTENT_TYPES = "[Content_Types].xml";
const [BOOK, STRINGS, STYLES] =
  [/(?:sheet|template)\.(?:macroEnabled\.)?main\+xml$/, /sharedStrings\+xml$/, "xl/styles.xml"];
const TRUE = ["1", "true", "on"];
const MOST_FORMATS = 100_000;

/**
 * Read the parts of a workbook.
 *
 * @param {ReadPart} read
 * @param {(part: string) => boolean} has
 * @returns {Promise<Book>}
 */
export async function readParts(read, has) {
  const types = await contentTypes(read);
  const book = types.find(([type]) => BOOK.test(type))?.[1];
  if (!book || !has(book)) throw new Unreadable("notWorkbook");
  const strings = types.find(([type]) => STRINGS.test(type))?.[1];
  const { listed, since1904 } = await bookOf(read, book);
  const targets = await relations(read, book);
  const sheets = listed.flatMap(({ title, hidden, id }) => {
    const part = targets.get(id);
    if (part === undefined) throw new Unreadable("part");
    return part && has(part) ? [{ title, hidden, part }] : [];
  });
  return {
    sheets, since1904,
    strings: strings ? await texts(read, strings) : [],
    formats: has(STYLES) ? await formats(read) : [formatOf(0)],
  };
}

/** The types of the parts that have one of their own. @param {ReadPart} read */
async function contentTypes(read) {
  /** @type {[string, string][]} */
  const types = [];
  await read(CONTENT_TYPES, ({ name, attributes }) => {
    const [type, part] = [attributes.get("ContentType"), attributes.get("PartName")];
    if (name === "Override" && type && part) types.push([type, part.replace(/^\//, "")]);
  });
  return types;
}

/** The sheets that a workbook lists, in their order. @type {(r: ReadPart, p: string) => any} */
async function bookOf(read, part) {
  const found = { listed: /** @type {any[]} */ ([]), since1904: false };
  await read(part, ({ name, attributes, parent }) => {
    if (name === "workbookPr") found.since1904 = TRUE.includes(attributes.get("date1904") ?? "");
    if (name !== "sheet" || parent?.name !== "sheets") return;
    const id = [...attributes].find(([key]) => key.endsWith(":id"))?.[1];
    const [title, state] = [attributes.get("name") ?? "", attributes.get("state") ?? "visible"];
    if (id) found.listed.push({ title, hidden: state !== "visible", id });
  });
  return found;
}

/** The parts that a part names by an id; null for a sheet that has no cells. */
async function relations(read, part) {
  const at = part.lastIndexOf("/") + 1;
  /** @type {Map<string, string|null>} */
  const targets = new Map();
  await read(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`, ({ name, attributes }) => {
    if (name !== "Relationship") return;
    const target = resolved(part.slice(0, at), attributes.get("Target") ?? "");
    const hasCells = /\/worksheet$/.test(attributes.get("Type") ?? "");
    targets.set(attributes.get("Id") ?? "", hasCells ? target : null);
  });
  return targets;
}

function resolved(folder, target) {
  if (target.startsWith("/")) return target.slice(1);
  /** @type {string[]} */
  const names = [];
  for (const name of (folder + target).split("/")) {
    if (name === "..") names.pop();
    else if (name !== ".") names.push(name);
  }
  return names.join("/");
}

/** The texts that cells share; how they are read aloud is none of them. */
async function texts(read, part) {
  /** @type {string[]} */
  const found = [];
  let run = "";
  await read(part, (element) => {
    if (isText(element)) run += element.text;
    if (element.name !== "si") return;
    found.push(run.replaceAll("x005F_", ""));
    run = "";
  });
  return found;
}

/** Whether an element is text of a cell, whole or in runs. @param {Element} element */
export const isText = ({ name, parent }) =>
  name === "t" && ["si", "is", "r"].includes(parent?.name ?? "");

/** How each style shows a number. @param {ReadPart} read */
async function formats(read) {
  /** @type {Map<number, string>} */
  const written = new Map();
  /** @type {number[]} */
  const numbers = [];
  await read(STYLES, ({ name, attributes, parent }) => {
    const number = Number(attributes.get("numFmtId") ?? 0);
    if (name === "numFmt") written.set(number, attributes.get("formatCode") ?? "General");
    if (name === "xf" && parent?.name === "cellXfs") numbers.push(number);
    if (numbers.length > MOST_FORMATS) throw new Unreadable("part");
  });
  const found = numbers.map((number) => formatOf(number, written.get(number)));
  return found.length ? found : [formatOf(0)];
}

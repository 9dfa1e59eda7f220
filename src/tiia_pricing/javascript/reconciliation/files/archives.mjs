/** The files of an export: a CSV, or the archive in which the vendor delivers CSVs. */

/** @import { Calendar, Export } from "../types.d.ts" */

import { Fault } from "./faults.mjs";
import { isArchive, tableOf } from "./tables.mjs";

export const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MEMBERS = 200;
const WORKBOOK = "[Content_Types].xml";
const [STORED, DEFLATED] = [0, 8];
// The marks of a ZIP archive's parts, and the lengths of what always stands in them.
const [LOCAL, MEMBER, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, MEMBER_SIZE, END_SIZE, MOST_COMMENT] = [30, 46, 22, 0xffff];

/**
 * @typedef {{name: string, flags: number, method: number, packed: number, crc: number,
 *   at: number}} Member
 */

/**
 * Read the tables in the bytes of an export.
 *
 * @param {Uint8Array} bytes
 * @param {string} name  what faults call it
 * @param {Calendar} [calendar]
 * @param {number} [most]  the bytes that may be packed in an archive
 * @returns {Promise<Export>}
 * @throws {Fault} for what cannot be read, is no table, or is larger than the bounds
 */
export async function exportOf(bytes, name, calendar = "use", most = MOST_BYTES) {
  if (bytes.length > MOST_BYTES) {
    throw new Fault("file-too-large", { most: MOST_BYTES }, { where: { file: name } });
  }
  if (!isArchive(bytes)) return { tables: [wholeTable(bytes, name)], passedOver: [], calendar };
  const members = membersOf(bytes, name).filter((one) => !one.name.endsWith("/"));
  if (members.length > MOST_MEMBERS) {
    throw refused(name, "tooManyMembers", { count: members.length, most: MOST_MEMBERS });
  }
  if (members.some((one) => one.name === WORKBOOK)) return { tables: [wholeTable(bytes, name)] };
  const bills = members.filter((one) => one.name.toLowerCase().endsWith(".csv"));
  if (!bills.length) throw refused(name, "noCsv");
  const passedOver = members.filter((one) => !bills.includes(one)).map((one) => one.name);
  return { tables: await unpacked(bytes, bills, name, most), passedOver, calendar };
}

function wholeTable(bytes, name) {
  const table = tableOf(bytes, name);
  if (table.unread) throw table.unread;
  return table;
}

const refused = (file, say, figures = {}) =>
  new Fault("archive-unreadable", figures, { say, where: { file } });

/** @type {(bytes: Uint8Array, bills: Member[], name: string, most: number) => Promise<any[]>} */
async function unpacked(bytes, bills, name, most) {
  const tables = [];
  let left = most;
  for (const member of bills) {
    const file = `${name}/${member.name}`;
    if (member.flags & 1) throw refused(file, "password");
    if (![STORED, DEFLATED].includes(member.method)) throw refused(file, "unusual");
    const data = await contentOf(bytes, member, name, left);
    left -= data.length;
    if (left < 0) throw refused(name, "tooMuchPacked", { most });
    if (crcOf(data) !== member.crc) throw refused(name, "broken");
    tables.push(wholeTable(data, file));
  }
  return tables;
}

// The directory at the end of the archive says what is in it.

/** @type {(bytes: Uint8Array, name: string) => Member[]} */
function membersOf(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  if (end < 0) throw refused(name, "broken");
  try {
    /** @type {Member[]} */
    const members = [];
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left; left -= 1) {
      const [member, next] = memberAt(view, bytes, at);
      members.push(member);
      at = next;
    }
    return members;
  } catch (error) {
    if (error instanceof RangeError) throw refused(name, "broken");
    throw error;
  }
}

/** Where the end of the directory stands: the last mark, before a comment. */
function endOf(view) {
  const first = Math.max(0, view.byteLength - END_SIZE - MOST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  return -1;
}

/** @type {(view: DataView, bytes: Uint8Array, at: number) => [Member, number]} */
function memberAt(view, bytes, at) {
  if (view.getUint32(at, true) !== MEMBER) throw new RangeError("no member");
  const short = (offset) => view.getUint16(at + offset, true);
  const long = (offset) => view.getUint32(at + offset, true);
  const past = at + MEMBER_SIZE + short(28);
  const name = nameOf(bytes.subarray(at + MEMBER_SIZE, past), short(8));
  const member = { name, flags: short(8), method: short(10), crc: long(16), packed: long(20),
    at: long(42) };
  return [member, past + short(30) + short(32)];
}

/** Names are UTF-8 where the flag says so; else what most Chinese programs write. */
const nameOf = (bytes, flags) =>
  new TextDecoder(flags & 0x800 ? "utf-8" : "gb18030").decode(bytes);

/** @type {(bytes: Uint8Array, one: Member, name: string, most: number) => Promise<Uint8Array>} */
async function contentOf(bytes, { at, packed, method }, name, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isThere = at + LOCAL_SIZE <= bytes.length && view.getUint32(at, true) === LOCAL;
  if (!isThere) throw refused(name, "broken");
  const begins = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = bytes.subarray(begins, begins + packed);
  if (data.length < packed) throw refused(name, "broken");
  return method === STORED ? data : inflated(data, name, most);
}

/** What is packed, as far as `most` bytes and a few more. */
async function inflated(data, name, most) {
  if (typeof DecompressionStream === "undefined") throw refused(name, "cannotUnpack");
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const [reader, parts] = [stream.getReader(), /** @type {Uint8Array[]} */ ([])];
  let length = 0;
  try {
    while (length <= most) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    if (length > most) await reader.cancel();
  } catch (error) {
    if (error instanceof TypeError) throw refused(name, "broken");
    throw error;
  }
  return joined(parts, length);
}

function joined(parts, length) {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

function crcOf(data) {
  let value = 0xffffffff;
  for (const byte of data) value = (value >>> 8) ^ CRC[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

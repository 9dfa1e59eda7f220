/** A ZIP package: what its directory lists, and each member unpacked within bounds. */

/** @import { Fault } from "../faults.mjs" */

const [STORED, DEFLATED] = [0, 8];
// The marks of a ZIP archive's parts, and the lengths of what always stands in them.
const [LOCAL, MEMBER, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, MEMBER_SIZE, END_SIZE, MOST_COMMENT] = [30, 46, 22, 0xffff];

/**
 * A member as the directory states it; `size` is what it unpacks to.
 *
 * @typedef {{name: string, flags: number, method: number, packed: number, size: number,
 *   crc: number, at: number}} Member
 */

/**
 * Why a package cannot be read, by the key of its words.
 *
 * @typedef {"broken"|"password"|"unusual"|"cannotUnpack"} Trouble
 */

/** A package; `refused` makes the fault of a trouble, of a member where one is named. */
export class Package {
  /** @type {Member[]} */
  members;

  /**
   * @param {Uint8Array} bytes
   * @param {(trouble: Trouble, member?: string) => Fault} refused
   * @throws {Fault} for a directory that cannot be read
   */
  constructor(bytes, refused) {
    this.bytes = bytes;
    this.refused = refused;
    this.members = this.#listed();
  }

  /**
   * What a member unpacks to; of more than `most` bytes only a few more than that.
   *
   * @param {Member} member
   * @param {number} most
   * @returns {Promise<Uint8Array>}
   * @throws {Fault} for a member that is encrypted, packed otherwise, or not what it states
   */
  async unpacked(member, most) {
    if (member.flags & 1) throw this.refused("password", member.name);
    if (![STORED, DEFLATED].includes(member.method)) throw this.refused("unusual", member.name);
    const packed = this.#packed(member);
    const data = member.method === STORED ? packed : await this.#inflated(packed, most);
    if (data.length <= most && crcOf(data) !== member.crc) throw this.refused("broken");
    return data;
  }

  /** The members by the directory at the end of the archive. */
  #listed() {
    const { bytes } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const end = endOf(view);
    if (end < 0) throw this.refused("broken");
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
      if (error instanceof RangeError) throw this.refused("broken");
      throw error;
    }
  }

  /** @param {Member} member */
  #packed({ at, packed }) {
    const { bytes } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const isThere = at + LOCAL_SIZE <= bytes.length && view.getUint32(at, true) === LOCAL;
    if (!isThere) throw this.refused("broken");
    const lengths = view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const begins = at + LOCAL_SIZE + lengths;
    const data = bytes.subarray(begins, begins + packed);
    if (data.length < packed) throw this.refused("broken");
    return data;
  }

  /** What is packed, as far as `most` bytes and a few more. */
  async #inflated(data, most) {
    if (typeof DecompressionStream === "undefined") throw this.refused("cannotUnpack");
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
      if (error instanceof TypeError) throw this.refused("broken");
      throw error;
    }
    return joined(parts, length);
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
    size: long(24), at: long(42) };
  return [member, past + short(30) + short(32)];
}

/** Names are UTF-8 where the flag says so; else what most Chinese programs write. */
const nameOf = (bytes, flags) =>
  new TextDecoder(flags & 0x800 ? "utf-8" : "gb18030").decode(bytes);

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

/** Plain XML from its begin to its end: elements, attributes and texts, and no definitions. */

/** Why a part cannot be read: `why` is the key of its words. */
export class Unreadable extends Error {
  name = "Unreadable";

  /**
   * @param {string} why
   * @param {Record<string, unknown>} [figures]
   */
  constructor(why, figures = {}) {
    super(why);
    this.why = why;
    this.figures = figures;
  }
}

/**
 * An element that ends: its local name, its attributes, its own text, and what it stands in.
 *
 * @typedef {{name: string, qualified: string, attributes: Map<string, string>, text: string,
 *   parent: Element|null}} Element
 */

/** @typedef {{begins?: (element: Element) => void, ends: (element: Element) => void}} Told */

const MOST_ATTRIBUTES = 100;
const NAME = /[^\s<>/="'&!?]+/y;
const ATTRIBUTE = /\s+([^\s<>/="'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));|&/g;
const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
// What begins with a mark of its own, and how it ends.
const MARKS = [
  { begin: "<!--", end: "-->", isText: false },
  { begin: "<![CDATA[", end: "]]>", isText: true },
  { begin: "<?", end: "?>", isText: false },
];

/**
 * Read a part. `begins` is told each element as it begins, `ends` each as it ends.
 *
 * @param {Uint8Array} bytes
 * @param {Told} told
 * @throws {Unreadable} for what is no such XML
 */
export function readXML(bytes, told) {
  const reader = new Reader(decoded(bytes), told);
  while (reader.step());
  if (!reader.isWhole) throw new Unreadable("part");
}

/** Goes through a text from mark to mark. */
class Reader {
  #at = 0;
  #seen = false;
  /** @type {Element|null} */
  #inner = null;

  /** @type {(text: string, told: Told) => void} */
  constructor(text, told) {
    this.text = text;
    this.told = told;
  }

  /** Whether there was one element, and it ended. */
  get isWhole() {
    return this.#seen && !this.#inner;
  }

  /** Read the text before the next mark, and what begins there; false at the end. */
  step() {
    const { text } = this;
    const next = text.indexOf("<", this.#at);
    if (next < 0) return false;
    if (this.#inner) this.#inner.text += unescaped(text.slice(this.#at, next));
    const mark = MARKS.find(({ begin }) => text.startsWith(begin, next));
    if (mark) this.#pass(next, mark);
    else if (text.startsWith("<!", next)) throw new Unreadable("doctype");
    else if (text.startsWith("</", next)) this.#close(next);
    else this.#open(next);
    return true;
  }

  /** Go past a comment, an instruction or a section of characters, whose text is taken. */
  #pass(at, { begin, end, isText }) {
    const [from, to] = [at + begin.length, this.text.indexOf(end, at + begin.length)];
    if (to < 0) throw new Unreadable("part");
    if (this.#inner && isText) this.#inner.text += this.text.slice(from, to);
    this.#at = to + end.length;
  }

  #close(at) {
    const inner = this.#inner;
    const name = matched(NAME, this.text, at + 2);
    if (!inner || name?.[0] !== inner.qualified) throw new Unreadable("part");
    if (matched(TAG_END, this.text, NAME.lastIndex)?.[1] !== "") throw new Unreadable("part");
    this.#at = TAG_END.lastIndex;
    this.told.ends(inner);
    this.#inner = inner.parent;
  }

  #open(at) {
    const name = matched(NAME, this.text, at + 1)?.[0];
    if (!name || this.isWhole) throw new Unreadable("part");
    const { attributes, past } = attributesOf(this.text, NAME.lastIndex);
    const end = matched(TAG_END, this.text, past);
    if (!end) throw new Unreadable("part");
    [this.#at, this.#seen] = [TAG_END.lastIndex, true];
    const element = { name: localName(name), qualified: name, attributes, text: "",
      parent: this.#inner };
    this.told.begins?.(element);
    if (end[1]) this.told.ends(element);
    else this.#inner = element;
  }
}

function attributesOf(text, at) {
  /** @type {Map<string, string>} */
  const attributes = new Map();
  let past = at;
  for (let found = matched(ATTRIBUTE, text, past); found; found = matched(ATTRIBUTE, text, past)) {
    if (attributes.has(found[1])) throw new Unreadable("part");
    attributes.set(found[1], unescaped(found[2] ?? found[3]));
    if (attributes.size > MOST_ATTRIBUTES) throw new Unreadable("attributes");
    past = ATTRIBUTE.lastIndex;
  }
  return { attributes, past };
}

/** @type {(pattern: RegExp, text: string, at: number) => RegExpExecArray|null} */
function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const localName = (name) => name.slice(name.indexOf(":") + 1);

/** A text without references: those of XML itself, and of characters. */
function unescaped(text) {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (_, named, decimal, hexadecimal) => {
    if (named) return NAMED[named];
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? "110000", 16);
    if (code > 0x10ffff) throw new Unreadable("part");
    return String.fromCodePoint(code);
  });
}

/** The text of a part in UTF-8, or in UTF-16 with its mark. */
function decoded(bytes) {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? "utf-16le"
    : first === 0xfe && second === 0xff ? "utf-16be" : null;
  try {
    const text = new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
    return text.replace(/\r\n?/g, "\n");
  } catch {
    throw new Unreadable("part");
  }
}

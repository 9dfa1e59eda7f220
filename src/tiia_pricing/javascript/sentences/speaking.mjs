/**
 * How messages are said in a language. A message is the English sentence, by which a catalogue of
 * wordings knows it.
 */

/** @import { Language, Speech } from "../types.d.ts" */

import { grouped } from "./amounts.mjs";

const CONTEXT = "\u0004";

/**
 * How messages are said in a language; without its wordings in English. `{calls:,}` stands for
 * a number with commas, `{text!r}` for a quotation.
 *
 * @param {Language} [language]
 * @returns {Speech}
 */
export function speaking({ form, wordings } = { form: (n) => (n === 1 ? 0 : 1), wordings: {} }) {
  const filled = (template, values) =>
    template.replaceAll(/\{(\w+)(:,|!r)?\}/g, (_, name, way) => {
      const value = values[name];
      return way === ":," ? grouped(value) : way === "!r" ? quote(`${value}`) : value;
    });
  const say = (template, values = {}) => filled(wordings[template] ?? template, values);
  const sayAs = (context, template, values) =>
    filled(wordings[context + CONTEXT + template] ?? template, values);
  const sayMany = (one, many, n, values = {}) =>
    filled((wordings[one] ?? [one, many])[form(Number(n))], { n, ...values });
  const marks = wordings[`quotation${CONTEXT}'{text}'`];
  const quote = (text) =>
    (marks ? filled(marks, { text: quoted(text).slice(1, -1) }) : quoted(text));
  const listed = (items, separator = sayAs("list", ", ")) => items.join(separator);
  return { say, sayAs, sayMany, listed };
}

/** Text between quotation marks, with what cannot be seen written as an escape. */
export function quoted(text) {
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

/**
 * Links that stay whole in chat programs: they have no sign but ASCII letters, digits, `-`, `=`
 * and `&`, and are read back when a program wrote them in another way.
 */

const ENCODINGS = 3; // how often programs may have encoded a link over again
// What a sentence puts after a link, and a program takes for a part of it.
const ENDS = /[\s.,:;!?"'”’)\]}>。，、：；！？）】》」』]+$/u;

/**
 * The fragment of pairs, without its `#`.
 *
 * @param {string[][]} pairs
 */
export function joined(pairs) {
  const text = pairs.map((pair) => pair.map(escaped).join("=")).join("&");
  return ENDS.test(pairs.at(-1)?.[1] ?? "") ? `${text}&` : text; // so that its end stays
}

/** @param {string} text */
const escaped = (text) =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replace(/[!'()*._~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The pairs of a fragment; what has no `=` is a key with an empty value.
 *
 * @param {string} fragment
 * @returns {[string, string][]}
 */
export function pairsOf(fragment) {
  const whole = fragment.includes("=") ? fragment : unescaped(fragment);
  const parts = whole.split(/&(?:amp;)*/);
  return parts.flatMap((part, index) => {
    if (!part) return [];
    const at = part.includes("=") ? part.indexOf("=") : part.length;
    const [key, value] = [part.slice(0, at), part.slice(at + 1)].map(unescaped);
    return [[key, index === parts.length - 1 ? value.replace(ENDS, "") : value]];
  });
}

/**
 * A text as it was before programs encoded it, some of them what was encoded already.
 *
 * @param {string} text
 */
function unescaped(text) {
  let found = text;
  try {
    for (let times = 0; times < ENCODINGS; times += 1) found = decodeURIComponent(found);
  } catch {
    return found; // no code any more, such as 100%
  }
  return found;
}

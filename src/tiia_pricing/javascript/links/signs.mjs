/**
 * Links that stay whole in chat programs: they have no sign but ASCII letters, digits, `-`, `=`
 * and `&`, and are read back when a program wrote them in another way.
 */

const ENCODINGS = 3; // how often programs may have encoded a link over again
// What a sentence puts after a link, and a program takes for a part of it.
const ENDING = /[\s.,:;!?"'”’)\]}>。，、：；！？）】》」』]/;
// A percent sign that was typed looks like the code of another one: this pair, before all others,
// tells how often it was encoded, and all of the link with it.
const TYPED = "percent=%25";
const ENCODED = /^percent=%((?:25)*)&/;

/**
 * The fragment of pairs, without its `#`.
 *
 * @param {string[][]} pairs
 */
export function joined(pairs) {
  const parts = pairs.map((pair) => pair.map(escaped).join("="));
  if (pairs.flat().join("").includes("%")) parts.unshift(TYPED);
  if (ENDING.test(pairs.at(-1)?.[1].at(-1) ?? "")) parts.push(""); // so that its end stays
  return parts.join("&");
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
  let whole = fragment;
  for (let times = 0; times < ENCODINGS && !whole.includes("="); times += 1) {
    whole = unescaped(whole, 1);
  }
  const [typed, codes = ""] = ENCODED.exec(whole) ?? [];
  const times = typed ? Math.min(codes.length / 2, ENCODINGS) : ENCODINGS;
  const parts = whole.split(/&(?:amp;)*/).slice(typed ? 1 : 0);
  return parts.flatMap((part, index) => {
    if (!part) return [];
    const at = part.includes("=") ? part.indexOf("=") : part.length;
    const [key, value] = [part.slice(0, at), part.slice(at + 1)].map((one) =>
      unescaped(one, times));
    return [[key, index === parts.length - 1 ? withoutEnd(value) : value]];
  });
}

/** @param {string} text */
function withoutEnd(text) {
  let end = text.length;
  while (end && ENDING.test(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

/**
 * A text as it was before programs encoded it, some of them what was encoded already.
 *
 * @param {string} text
 * @param {number} most  how often it was encoded, at most
 */
function unescaped(text, most) {
  let found = text;
  try {
    for (let times = 0; times < most; times += 1) found = decodeURIComponent(found);
  } catch {
    return found; // no code any more, such as 100%
  }
  return found;
}

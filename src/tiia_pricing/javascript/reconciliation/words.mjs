/** A cause in words, with the figures of its line. */

/** @import { Cause, ReconciledLine } from "./types.d.ts" */

import { CHINESE, ENGLISH } from "../words/cause-words.mjs";
import { CLAUSES, PRICES } from "./causes/catalogue.mjs";
import { partsOf } from "./causes/rebilling.mjs";

/** @typedef {Record<string, string>} CauseWords */

export const ENGLISH_CAUSES = ENGLISH;
export const CHINESE_CAUSES = CHINESE;

/**
 * A cause as a sentence; one with a further figure has a sentence of its own.
 *
 * @param {Cause} cause
 * @param {CauseWords} words
 */
export function inWords({ id, said }, words) {
  const figure = Object.keys(said).find((name) => said[name] && words[`${id} ${name}`]);
  const sentence = words[figure ? `${id} ${figure}` : id];
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name) => said[name]);
}

/**
 * The clause that a cause is about, word for word; of a price the text of the cell; null where
 * the page has none.
 *
 * @param {ReconciledLine} line
 * @param {Cause} cause
 * @param {Map<string, string>} clauses
 */
export function ruleOf({ ours }, { id, rule }, clauses) {
  if (!ours) return null;
  if (CLAUSES[id] !== PRICES) return clauses.get(rule) ?? null;
  return [...new Set(partsOf(ours).map(({ tier }) => tier.source.text))].join(", ") || null;
}

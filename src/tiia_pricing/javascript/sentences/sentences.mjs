/** A sentence for every reason and warning, and the text of every refusal. */

/** @import { Sentences, Speech, UntoldWords, Wordings } from "../types.d.ts" */

import { Refusal } from "../pricebook/refusal.mjs";
import { figuresIn } from "./figures.mjs";
import { reasonsIn } from "./reasons.mjs";
import { refusalsIn } from "./refusals.mjs";
import { speaking } from "./speaking.mjs";
import { warningsIn } from "./warnings.mjs";

/** Why the price of a month is not known, in the words of the price book. */
const AS_THE_BOOK_SAYS = {
  untold: ({ message }, month) => message.replaceAll("{month}", month),
  spans: ({ expected }) => expected,
  dated: (page) => page,
};

/**
 * A sentence for every reason and warning, and the text of every refusal.
 *
 * @param {Speech} speech
 * @param {UntoldWords} [untoldWords]  why the price of a month is not known; English without
 * @returns {Sentences}
 */
export function sentencesIn(speech, untoldWords = AS_THE_BOOK_SAYS) {
  const told = figuresIn(speech, untoldWords.dated);
  const refusals = Object.freeze(refusalsIn(speech, told, untoldWords));
  return Object.freeze({ ...reasonsIn(speech, told), ...warningsIn(speech), refusals });
}

/** English: a sentence for every reason and warning, and the text of every refusal. */
export const ENGLISH = sentencesIn(speaking());

/**
 * What `work` gives; a refusal on the way is thrown with its message in `words`.
 *
 * @template Result
 * @param {Sentences<unknown>} words
 * @param {() => Result} work
 */
export function inWords(words, work) {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) {
      /** @type {Wordings} */
      const wordings = words.refusals;
      Object.assign(error, wordings[error.say](error.figures));
    }
    throw error;
  }
}

/** What cannot be read, each with its place and what was expected there. */

/** @import { Place } from "../tables/types.d.ts" */
/** @import { BillWords } from "./types.d.ts" */

import { el } from "../page-parts/dom.mjs";
import { line as oneLine } from "../pricebook/untrusted-text.mjs";
import { Fault } from "../tables/faults.mjs";
import { Refusal } from "../pricebook/refusal.mjs";

/**
 * @param {Fault|Refusal} error
 * @param {BillWords} words
 */
export function faultsOf(error, words) {
  const [others, more] = error instanceof Fault ? [error.others, error.more] : [[], 0];
  const all = [error, ...others];
  return el("div", { class: "tc-problems cb-problems", role: "alert" },
    el("h2", { class: "cb-said" }, words.faulty(all.length + more)),
    el("ul", {}, all.map((one) => faultItem(one, words)),
      more ? el("li", {}, words.more(more)) : null));
}

/** @type {(one: Fault|Refusal, words: BillWords) => HTMLElement} */
function faultItem(one, words) {
  const [message, expected] = one instanceof Fault
    ? words.faults[one.say](one.figures) : [one.message, one.expected];
  const place = words.place(/** @type {Place} */ (one.where));
  return el("li", { "data-fault": one.id },
    place ? el("strong", {}, oneLine(words.placed(place))) : null, oneLine(message),
    expected ? el("span", { class: "tc-quiet" }, oneLine(words.expected(expected))) : null);
}

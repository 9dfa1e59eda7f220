/** What the bill settles, and what of the files was left out. */

/** @import { Reconciliation } from "../reconciliation/types.d.ts" */
/** @import { Note } from "../tables/types.d.ts" */
/** @import { BillWords } from "./types.d.ts" */

import { el } from "../page-parts/dom.mjs";
import { line as oneLine } from "../pricebook/untrusted-text.mjs";
import { yuan } from "../reconciliation/letter.mjs";

/**
 * A list of it, or null where there is nothing to say.
 *
 * @param {Reconciliation} result
 * @param {Note[]} notes
 * @param {BillWords} words
 */
export function notesOf(result, notes, words) {
  const said = [...ofBill(result, words), ...ofFiles(result, notes, words)];
  if (!said.length) return null;
  return el("section", { class: "cb-notes" }, el("h3", {}, words.notesTitle),
    el("ul", {}, said.map((text) => el("li", {}, oneLine(text)))));
}

/** @type {(result: Reconciliation, words: BillWords) => string[]} */
function ofBill({ settled, precision, ignored, otherProducts, statement, notBilled }, words) {
  const packsMissing = ignored.has("pack-purchase") && !statement.packs.length;
  return [
    ...settled.map(words.settled),
    ...precision.map(({ month, amount, verdict }) =>
      words.precision(month, yuan(amount), words.precisions[verdict])),
    ...[...ignored].map(([reason, rows]) => words.ignored[reason](rows, otherProducts)),
    ...(packsMissing ? [words.packsMissing] : []),
    ...(notBilled.length ? [words.notBilled(notBilled)] : []),
    ...statement.warnings.map(({ text }) => text),
  ];
}

/** @type {(result: Reconciliation, notes: Note[], words: BillWords) => string[]} */
const ofFiles = ({ passedOver }, notes, words) => [
  ...passedOver.map(words.passedOver),
  ...notes.map(({ id, file, figures }) => `${file}: ${words.notes[id](figures)}`),
];

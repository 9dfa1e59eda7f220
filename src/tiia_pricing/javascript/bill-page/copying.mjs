/** What is copied and saved: the letter, and the report as CSV. */

/** @import { BillWords } from "./types.d.ts" */

import { copy } from "../page-parts/copying.mjs";
import { el } from "../page-parts/dom.mjs";

const MARK = "\ufeff"; // without it Excel takes UTF-8 for the country's old encoding

/**
 * A button that copies, and the word that it is done.
 *
 * @param {"letter"|"report"} what
 * @param {string} label
 * @param {string} text
 * @param {BillWords} words
 */
export function copyButton(what, label, text, words) {
  const told = el("output", { class: "tc-copied", role: "status" });
  const onclick = async () => {
    const done = await copy(text);
    told.textContent = done ? `✓ ${words.copied[what]}` : words.notCopied;
  };
  return [el("button", { type: "button", "data-copy": what, onclick }, label), told];
}

/**
 * A link that saves a table as Excel opens it; the file is made when it is asked for.
 *
 * @param {string} label
 * @param {string} text
 */
export function saveLink(label, text) {
  const onclick = () => {
    const address = URL.createObjectURL(new Blob([MARK + text], { type: "text/csv" }));
    el("a", { href: address, download: "bill-check.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return el("button", { type: "button", "data-save": "report", onclick }, label);
}

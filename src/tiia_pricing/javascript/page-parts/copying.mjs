/** The row of buttons that copy and print a statement, and the word that it is done. */

/** @import { PageWords } from "../types.d.ts" */

import { all, byId, el } from "./dom.mjs";

/**
 * The buttons; each of `texts` gives what is copied under its name when it is asked.
 *
 * @param {Record<keyof PageWords["copies"], () => string>} texts
 * @param {PageWords} words
 */
export function copyRow(texts, words) {
  const told = el("output", { class: "tc-copied", role: "status" });
  /** @param {keyof PageWords["copies"]} name */
  const copying = async (name) => {
    const done = await copy(texts[name]());
    told.textContent = done ? `✓ ${words.copied[name]}` : words.notCopied;
  };
  /** @type {(keyof PageWords["copies"])[]} */
  const names = ["text", "json", "csv", "link"];
  const buttons = names.map((name) => el("button",
    { type: "button", "data-copy": name, onclick: () => copying(name) }, words.copies[name]));
  const printing = { type: "button", "data-print": true, onclick: () => window.print() };
  return el("div", { class: "tc-copy" }, el("span", { class: "tc-word" }, words.copyAs), buttons,
    el("button", printing, words.print), told);
}

/** Whether a text could be copied. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedOldWay(text);
  }
}

/**
 * For pages that a browser does not trust with the clipboard.
 *
 * @param {string} text
 */
function copiedOldWay(text) {
  const focused = document.activeElement;
  const area = el("textarea", { class: "tp-sr", readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

/** Unfold every reason of the statement for the printer, and fold them again after. */
export function unfoldForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all(byId("tc-result"), "details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

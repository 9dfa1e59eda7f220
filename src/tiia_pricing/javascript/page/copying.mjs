/** The row of buttons that copy and print a statement, and the word that it is done. */

import { all, byId, el } from "./dom.mjs";

/**
 * The buttons; each of `texts` gives what is copied under its name when it is asked.
 *
 * @param {Object<string, function(): string>} texts  `text`, `json`, `csv`, `link`
 */
export function copyRow(texts, words) {
  const told = el("output", { class: "tc-copied", role: "status" });
  const copying = async (name) => {
    const done = await copy(texts[name]());
    told.textContent = done ? `✓ ${words.copied[name]}` : words.notCopied;
  };
  const buttons = Object.keys(texts).map((name) => el("button",
    { type: "button", "data-copy": name, onclick: () => copying(name) }, words.copies[name]));
  const printing = { type: "button", "data-print": true, onclick: () => window.print() };
  return el("div", { class: "tc-copy" }, el("span", { class: "tc-word" }, words.copyAs), buttons,
    el("button", printing, words.print), told);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedOldWay(text);
  }
}

/** For pages that a browser does not trust with the clipboard. */
function copiedOldWay(text) {
  const focused = document.activeElement;
  const area = el("textarea", { class: "tp-sr", readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return done;
}

/** Unfold every reason of the statement for the printer, and fold them again after. */
export function unfoldForPrint() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all(byId("tc-result"), "details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

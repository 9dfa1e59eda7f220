/** The page that checks a bill: from the files to the result, at each change. */

/** @import { OpenBook } from "../types.d.ts" */
/** @import { BillWords, Given, Rules } from "./types.d.ts" */

import { byId, el } from "../page-parts/dom.mjs";
import { checkBill } from "../reconciliation/check.mjs";
import { Fault } from "../tables/faults.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { example } from "./example.mjs";
import { faultsOf } from "./faults-view.mjs";
import { formOf, showFiles } from "./form.mjs";
import { resultOf } from "./result.mjs";

/**
 * Bring the page to life.
 *
 * @param {OpenBook} book
 * @param {Rules} rules
 * @param {BillWords} words
 */
export function billCheck(book, rules, words) {
  /** @type {Given} */
  const given = { files: {}, calendar: "use", readings: {} };
  const form = formOf(given, words, { changed, example: onExample, again: onAgain });
  const result = el("section", { class: "cb-result", id: "cb-result", "aria-label": words.result,
    "aria-live": "polite" });
  byId("cb").replaceChildren(form, result);
  let latest = 0;

  function onExample() {
    Object.assign(given, { files: example(), calendar: "use", readings: {} });
    changed();
  }

  function onAgain() {
    Object.assign(given, { files: {}, calendar: "use", readings: {} });
    changed();
  }

  /** @param {string} reading */
  function byReading(reading) {
    const [name, value] = reading.split("=");
    given.readings = { ...given.readings, [name]: value };
    changed();
  }

  function asUsual() {
    given.readings = {};
    changed();
  }

  /** Compare what there is; of several at once the last counts. */
  async function changed() {
    latest += 1;
    const mine = latest;
    showFiles(form, given, words);
    const { bill, usage } = given.files;
    if (!bill || !usage) {
      show([el("p", { class: "tc-prompt" }, wanted())]);
      return;
    }
    show([el("p", { class: "tc-prompt" }, words.working)]);
    await painted();
    const parts = await compared({ ...given.files, bill, usage });
    if (mine === latest) show(parts);
  }

  function wanted() {
    const { bill, usage } = given.files;
    if (!bill && usage) return words.wanted.bill;
    return bill ? words.wanted.usage : words.prompt;
  }

  async function compared(files) {
    try {
      const found = await checkBill(book, files, given, words.reasons);
      return [readingsOf(), ...resultOf(found.result, found.notes, { words, rules, byReading })];
    } catch (error) {
      const known = error instanceof Fault || error instanceof Refusal;
      if (!known) console.error(error);
      return [readingsOf(), known ? faultsOf(error, words)
        : el("p", { class: "tc-faulty" }, words.broken)];
    }
  }

  /** The readings that were taken from the bill, and the way back. */
  function readingsOf() {
    const taken = Object.entries(given.readings).map(([name, value]) => `${name}=${value}`);
    if (!taken.length) return null;
    return el("p", { class: "cb-readings" }, words.unread(taken), " ",
      el("button", { type: "button", id: "cb-usual", onclick: asUsual }, words.asUsual));
  }

  /** @param {(HTMLElement|null)[]} parts */
  function show(parts) {
    result.replaceChildren(...parts.filter((part) => part !== null));
  }

  changed();
}

/** Until the browser has shown what was said last: a long bill keeps it busy. */
const painted = () => new Promise((resolve) => {
  setTimeout(resolve, 20);
});

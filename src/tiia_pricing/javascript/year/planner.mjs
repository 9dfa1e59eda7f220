/** The year of the calculator's page: from twelve months of one interface to the packs to buy. */

/** @import { Fault, OpenBook, PageWords, Plan, State } from "../types.d.ts" */

import { copyRow } from "../page/copying.mjs";
import { byId, el, later } from "../page/dom.mjs";
import { bounds } from "../page/facts.mjs";
import { notes } from "../page/statement.mjs";
import { labelMonths, readYear, showYearFaults } from "./form.mjs";
import { planYear } from "./plan.mjs";
import { emptyMonths, isEntered } from "./state.mjs";
import { bestInWords, planCSV, planJSON, planText } from "./text.mjs";
import { choices, monthsOf, planHeading, purchases } from "./view.mjs";

const EXAMPLE = 1_000_000n; // calls where one price holds for all

/**
 * What shows the plan of a state's year: at once, or when no key was pressed for a moment.
 *
 * @param {OpenBook} book
 * @param {PageWords} words
 * @param {(state: State) => string} address  of the page with a state
 */
export function yearPlanner(book, words, address) {
  /** @param {State} state */
  function show(state) {
    wait.cancel();
    labelMonths();
    if (!isEntered(state.year)) {
      showYearFaults([], words);
      byId("ty-result").replaceChildren(prompt(state));
      byId("ty-live").textContent = "";
      return;
    }
    const { plan, faults } = planYear(book, state, words);
    showYearFaults(faults, words);
    byId("ty-result").replaceChildren(...(plan
      ? shown(plan, state) : [el("p", { class: "tc-faulty" }, words.year.faulty)]));
    speak(plan, faults);
  }

  /** @param {State} state */
  function prompt(state) {
    const { name, month } = readYear();
    const calls = (bounds(book, month, name)[1] ?? EXAMPLE) + 50_000n;
    const year = { name, month, every: String(calls), months: emptyMonths() };
    return el("p", { class: "tc-prompt" }, words.year.prompt, el("br"),
      el("a", { href: address({ ...state, year }) }, words.year.example(calls, name)));
  }

  const wait = later(250, show);

  /**
   * @param {Plan} plan
   * @param {State} state
   */
  function shown(plan, state) {
    const copies = {
      text: () => planText(book, plan, words),
      json: () => planJSON(plan),
      csv: () => planCSV(plan),
      link: () => address(state),
    };
    const name = state.year?.name ?? "";
    return [
      planHeading(book, name, plan, words), choices(book, plan, words),
      purchases(book, plan, words), monthsOf(plan, words), ...notes(plan, { words }),
      copyRow(copies, words),
    ].filter((part) => part !== null);
  }

  /** @type {(plan: Plan|undefined, faults: Fault[]) => void} */
  const speak = later(600, (plan, faults) => {
    byId("ty-live").textContent = plan
      ? bestInWords(book, plan, words) : words.faultyCount(faults.length);
  });

  return { show, wait };
}

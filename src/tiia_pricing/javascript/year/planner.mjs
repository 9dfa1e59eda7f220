/** The year of the calculator's page: from twelve months of one interface to the packs to buy. */

/**
 * @import { Fault, FirstPlan, OpenBook, YearWords, Plan, State, WhatIfs } from "../types.d.ts"
 */

import { copyRow } from "../page-parts/copying.mjs";
import { byId, el, later } from "../page-parts/dom.mjs";
import { bounds } from "../page-parts/facts.mjs";
import { notes } from "../page/statement.mjs";
import { labelMonths, readYear, showYearFaults } from "./form.mjs";
import { planYear, refusable } from "./plan.mjs";
import { emptyYear, isEntered } from "../links/year-state.mjs";
import { bestInWords, planCSV, planJSON, planText } from "./text.mjs";
import { choices, monthsOf, planHeading, purchases } from "./view.mjs";
import { whatIfParts } from "./what-ifs-view.mjs";

const PAUSE = 60; // milliseconds in which the browser shows the plan
const EXAMPLE = 1_000_000n; // calls where one price holds for all

/**
 * What shows the plan of a state's year: at once, or when no key was pressed for a moment.
 *
 * @param {OpenBook} book
 * @param {YearWords} words
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
    const { plan, whatIfs, faults } = planYear(book, state, words);
    if (!plan || !whatIfs) {
      fail(faults);
      return;
    }
    showYearFaults([], words);
    byId("ty-result").replaceChildren(...shown(plan, whatIfs, state));
    speak(plan, []);
  }

  /** @param {State} state */
  function prompt(state) {
    const { name, month } = readYear();
    const calls = (bounds(book, month, name)[1] ?? EXAMPLE) + 50_000n;
    const year = { ...emptyYear(month), name, every: String(calls) };
    return el("p", { class: "tc-prompt" }, words.year.prompt, el("br"),
      el("a", { href: new URL(address({ ...state, year })).hash },
        words.year.example(calls, name)));
  }

  const wait = later(250, show);

  /**
   * @param {FirstPlan} plan
   * @param {() => WhatIfs} whatIfs
   * @param {State} state
   */
  function shown(plan, whatIfs, state) {
    /** @type {Plan|null} */
    let known = null;
    const whole = () => {
      known ??= withWhatIfs(plan, whatIfs());
      return known;
    };
    const copies = {
      text: () => planText(book, whole(), words),
      json: () => planJSON(whole()),
      csv: () => planCSV(plan),
      link: () => address(state),
    };
    const name = state.year?.name ?? "";
    const isSold = book.packs.some((pack) => pack.interface === name);
    return [
      planHeading(book, name, plan, words), choices(book, plan, words),
      purchases(book, plan, words), monthsOf(plan, words), isSold ? told(whole, state) : null,
      ...notes(plan, { words }),
      copyRow(copies, words),
    ].filter((part) => part !== null);
  }

  /**
   * What else the plan could cost, once the plan is there to be read.
   *
   * @param {() => Plan} whole
   * @param {State} state
   */
  function told(whole, state) {
    const box = el("div", { id: "ty-what-ifs", "aria-busy": "true" });
    setTimeout(() => {
      if (!box.isConnected) return; // another plan came
      const { given, faults } = refusable(whole, state);
      if (given) box.replaceChildren(...whatIfParts(book, given, words));
      else fail(faults);
      box.setAttribute("aria-busy", "false");
    }, PAUSE);
    return box;
  }

  /** There is no plan, as for the command. @param {Fault[]} faults */
  function fail(faults) {
    showYearFaults(faults, words);
    byId("ty-result").replaceChildren(el("p", { class: "tc-faulty" }, words.year.faulty));
    speak(undefined, faults);
  }

  /** @type {(plan: FirstPlan|undefined, faults: Fault[]) => void} */
  const speak = later(600, (plan, faults) => {
    byId("ty-live").textContent = plan
      ? bestInWords(book, plan, words) : words.faultyCount(faults.length);
  });

  return { show, wait };
}

/**
 * A plan with what else it could cost.
 *
 * @type {(plan: FirstPlan, whatIfs: WhatIfs) => Plan}
 */
export const withWhatIfs = (plan, { readings, otherwise }) =>
  ({ ...plan, range: { ...plan.range, readings }, otherwise });

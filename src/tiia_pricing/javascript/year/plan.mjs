/** From a state to the plan of its year, or to what keeps it from one. */

/** @import { Fault, OpenBook, PageWords, Plan, State } from "../types.d.ts" */

import { plan } from "../planning/plan.mjs";
import { Refusal } from "../tiia-pricing.mjs";
import { toForecast } from "./state.mjs";

/** Where the form asks for what each refusal is about; all others stand above it. */
const FIELDS = {
  "date-unreadable": "month", "month-before-book": "month", "price-missing": "month",
  "usage-before-activation": "month", "calls-too-large": "every", "forecast-too-large": "every",
};

/**
 * The plan of a state's year.
 *
 * @param {OpenBook} book
 * @param {State} state
 * @param {PageWords} words
 * @returns {{plan?: Plan, faults: Fault[]}}  `plan` is there where there is no fault
 */
export function planYear(book, state, words) {
  if (!state.year) return { faults: [] };
  const { account, faults } = toForecast(state.year, state);
  if (faults.length) return { faults };
  try {
    return { plan: plan(book, account, words.reasons), faults };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { faults: [{ field: fieldOf(error, state), refusal: error }] };
  }
}

/**
 * @param {Refusal} refusal
 * @param {State} state
 */
function fieldOf({ id, figures }, { activated }) {
  return id === "date-unreadable" && figures.text === activated ? "form" : FIELDS[id] ?? "form";
}

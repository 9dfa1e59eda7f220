/** From a state to the plan of its year, or to what keeps it from one. */

/**
 * @import {
 *   Fault, FirstPlan, OpenBook, YearWords, State, WhatIfs
 * } from "../types.d.ts"
 */

import { packFaults } from "../page/answer.mjs";
import { planFirst } from "../planning/first-plan.mjs";
import { Refusal } from "../pricebook/refusal.mjs";
import { toForecast } from "./forecast.mjs";

/** Where the form asks for what each refusal is about; all others stand above it. */
const FIELDS = {
  "date-unreadable": "month", "month-before-book": "month", "price-missing": "month",
  "usage-before-activation": "month", "calls-too-large": "every", "forecast-too-large": "every",
};

/**
 * The plan of a state's year, and what tells what else it could cost.
 *
 * @param {OpenBook} book
 * @param {State} state
 * @param {YearWords} words
 * @returns {{plan?: FirstPlan, whatIfs?: () => WhatIfs, faults: Fault[]}}
 *   `plan` is there where there is no fault
 */
export function planYear(book, state, words) {
  if (!state.year) return { faults: [] };
  const { account, faults } = toForecast(state.year, state, book);
  if (faults.length) return { faults };
  const found = refusable(() => planFirst(book, account, words.reasons), state);
  if (found.given) return { ...found.given, faults };
  const ofPacks = packFaults(book, account, words.reasons);
  return { faults: ofPacks.length ? ofPacks : found.faults };
}

/**
 * What `give` gives, or its refusal at the field that it is about.
 *
 * @template Given
 * @param {() => Given} give
 * @param {State} state
 * @returns {{given?: Given, faults: Fault[]}}
 */
export function refusable(give, state) {
  try {
    return { given: give(), faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { faults: [{ field: fieldOf(error, state), refusal: error }] };
  }
}

/**
 * @param {Refusal} refusal
 * @param {State} state
 */
function fieldOf({ id, figures }, { activated, year }) {
  if (id === "pack-after-begin") {
    return `pack:${year?.packs.findIndex(({ day }) => day === figures.day)}:day`;
  }
  return id === "date-unreadable" && figures.text === activated ? "form" : FIELDS[id] ?? "form";
}

/** From a state to the plan of its year, or to what keeps it from one. */

/**
 * @import {
 *   Account, Fault, FirstPlan, OpenBook, PackRow, PageWords, State, WhatIfs
 * } from "../types.d.ts"
 */

import { packFaults } from "../page/settle.mjs";
import { planFirst } from "../planning/plan.mjs";
import { Refusal } from "../tiia-pricing.mjs";
import { toForecast } from "./state.mjs";

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
 * @param {PageWords} words
 * @returns {{plan?: FirstPlan, whatIfs?: () => WhatIfs, faults: Fault[]}}
 *   `plan` is there where there is no fault
 */
export function planYear(book, state, words) {
  if (!state.year) return { faults: [] };
  const { account, faults } = toForecast(state.year, state, book);
  if (faults.length) return { faults };
  try {
    return { ...planFirst(book, account, words.reasons), faults };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const ofPacks = packFaults(book, account, words.reasons);
    if (ofPacks.length) return { faults: ofPacks };
    return { faults: [{ field: fieldOf(error, state, account), refusal: error }] };
  }
}

/**
 * @param {Refusal} refusal
 * @param {State} state
 * @param {Account & {packs: PackRow[]}} account
 */
function fieldOf({ id, figures }, { activated }, { packs }) {
  if (id === "pack-after-begin") {
    return `pack:${packs.findIndex((one) => one.purchased_on === figures.day)}:day`;
  }
  return id === "date-unreadable" && figures.text === activated ? "form" : FIELDS[id] ?? "form";
}

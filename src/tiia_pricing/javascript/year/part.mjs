/** The year of the calculator's page, beside the month: its form, and its plan at every change. */

/** @import { Bought, MonthPart, OpenBook, State, YearPart, YearWords } from "../types.d.ts" */

import { yearPairs } from "../links/years.mjs";
import { byId, find } from "../page-parts/dom.mjs";
import { addPack, newPack } from "../page/form.mjs";
import { OF_YEAR, fillYear, labelMonths, readYear, writeYear } from "./form.mjs";
import { yearPlanner } from "./planner.mjs";
import { monthsFrom } from "./forecast.mjs";
import { isEntered } from "../links/year-state.mjs";

/**
 * Bring the form of the year to life.
 *
 * @param {OpenBook} book
 * @param {YearWords} words
 * @param {string} month  that of today
 * @param {MonthPart} page
 * @returns {YearPart}
 */
export function yearPart(book, words, month, { address, entered, keep, keepNow }) {
  const planner = yearPlanner(book, words, address);
  /** @type {string|null} */
  let planned = null;

  /** @param {Bought} pack */
  const own = (pack) => addPack(pack, book, words, update, OF_YEAR);

  /** @param {State} state */
  const linkOf = ({ year }) => (year && isEntered(year) ? String(yearPairs(year, book)) : "");

  function update() {
    const state = entered();
    planned = linkOf(state);
    labelMonths();
    planner.wait(state);
    keep();
  }

  function onOwned() {
    const row = own(newPack(readYear().month, book));
    update();
    find(row, "select").focus();
  }

  /** A link to another year leads to it, where the page is not opened for its month. */
  function lead(state) {
    const other = linkOf(state);
    const opened = planned !== null || !Object.keys(state.calls).length;
    if (other && other !== planned && opened) byId("year").scrollIntoView();
    planned = other;
  }

  byId("ty-form").hidden = false;
  byId("ty-form").addEventListener("submit", (event) => event.preventDefault());
  byId("ty-form").addEventListener("input", update);
  byId("ty-result").addEventListener("click", keepNow); // before a link leads to another state
  byId(OF_YEAR.button).addEventListener("click", onOwned);
  fillYear(book, month);
  return {
    read: readYear,
    write: ({ year }) => writeYear(year, monthsFrom(month)[1], own),
    show: planner.show,
    wait: planner.wait,
    lead,
  };
}

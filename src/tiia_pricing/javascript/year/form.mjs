/** The form of the year: what a person has entered, read and written, and its faults. */

/** @import { Bought, Fault, OpenBook, YearWords, YearState } from "../types.d.ts" */

import { asMonth } from "../page-parts/amounts.mjs";
import { all, byId, el } from "../page-parts/dom.mjs";
import { pricedIn } from "../page-parts/facts.mjs";
import { mark, messageOf, packInput, readPacks } from "../page/form.mjs";
import { monthsFrom } from "./forecast.mjs";
import { MONTHS, emptyYear } from "../links/year-state.mjs";

export const OF_YEAR = { rows: "ty-packs", button: "ty-add" };

/** @type {() => HTMLInputElement[]} */
const monthInputs = () => all(byId("ty-own"), "input");

/**
 * Give the form the interfaces that have a price, those first that sell packs, and its months.
 *
 * @param {OpenBook} book
 * @param {string} month  the one to begin with
 */
export function fillYear(book, month) {
  const selling = new Set(book.packs.map((pack) => pack.interface));
  const names = pricedIn(book, month);
  const sorted = [...names.filter((name) => selling.has(name)),
    ...names.filter((name) => !selling.has(name))];
  byId("ty-interface").replaceChildren(...sorted.map((name) =>
    el("option", { value: name, lang: "zh-Hans" }, name)));
  byId("ty-own").replaceChildren(
    ...Array.from({ length: MONTHS }, (_, index) => monthField(index)));
}

/** @param {number} index */
function monthField(index) {
  const id = `ty-month-${index + 1}`;
  return el("div", { class: "tc-field" },
    el("label", { for: id }, String(index + 1)),
    el("input", { id, type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false" }),
    el("p", { class: "tc-error", id: `${id}-error`, hidden: true }));
}

/**
 * What stands in the form.
 *
 * @returns {YearState}
 */
export function readYear() {
  const value = (input) => input.value.trim();
  return {
    name: byId("ty-interface").value,
    month: asMonth(value(byId("ty-first"))),
    every: value(byId("ty-every")),
    months: monthInputs().map(value),
    packs: readPacks(OF_YEAR.rows),
  };
}

/**
 * Put a year into the form; none is an empty one that begins with `month`.
 *
 * @param {YearState|null} year
 * @param {string} month
 * @param {(bought: Bought) => void} add  a row of packs
 */
export function writeYear(year, month, add) {
  const { name, months, packs, ...given } = year ?? emptyYear(month);
  const select = byId("ty-interface");
  if (name && !Array.from(select.options).some((option) => option.value === name)) {
    select.append(el("option", { value: name, lang: "zh-Hans" }, name));
  }
  select.value = name || select.options[0]?.value || "";
  byId("ty-first").value = given.month;
  byId("ty-every").value = given.every;
  for (const [index, input] of monthInputs().entries()) input.value = months[index];
  byId("ty-months").open ||= months.some(Boolean);
  byId(OF_YEAR.rows).replaceChildren();
  for (const pack of packs) add(pack);
}

/** Name each month at its field, with what counts where nothing of its own is entered. */
export function labelMonths() {
  const { month, every } = readYear();
  const dates = monthsFrom(month);
  for (const [index, input] of monthInputs().entries()) {
    const label = input.labels?.[0];
    if (label) label.textContent = dates[index] ?? String(index + 1);
    input.placeholder = every || "0";
  }
}

/**
 * Show each fault at its field, and take away those of before.
 *
 * @param {Fault[]} faults
 * @param {YearWords} words
 */
export function showYearFaults(faults, words) {
  for (const shown of all(byId("ty-form"), "[aria-invalid]")) mark(shown, null);
  /** @type {Record<string, Element>} */
  const inputs = Object.fromEntries([["month", byId("ty-first")], ["every", byId("ty-every")],
    ...monthInputs().map((input, index) => [String(index), input])]);
  const inputAt = (field) => inputs[field]
    ?? (field.startsWith("pack:") ? packInput(OF_YEAR.rows, field.split(":").slice(1)) : null);
  const general = faults.filter((fault) => !inputAt(fault.field));
  for (const fault of faults) {
    const input = inputAt(fault.field);
    if (input) mark(input, messageOf(fault, words));
  }
  const box = byId("ty-problems");
  box.replaceChildren(...general.map((fault) => el("p", {}, messageOf(fault, words))));
  box.hidden = !general.length;
}

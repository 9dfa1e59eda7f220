/** Ways from what is entered to its neighbours: another month, another language. */

import { all, byId } from "./dom.mjs";

/**
 * One month earlier or later than the one that is entered.
 *
 * @param {number} step
 * @param {string} otherwise
 * @param {() => void} changed
 */
export function stepMonth(step, otherwise, changed) {
  const input = byId("tc-month");
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(input.value.trim()) ?? [];
  const count = Number(year) * 12 + Number(month) - 1 + step;
  input.value = year
    ? `${`${Math.floor(count / 12)}`.padStart(4, "0")}-${`${(count % 12) + 1}`.padStart(2, "0")}`
    : otherwise;
  changed();
}

/**
 * The switch of the language leads to the same state, where anything is entered.
 *
 * @param {string} fragment
 * @param {string} nothing
 */
export function keepLanguage(fragment, nothing) {
  /** @type {HTMLAnchorElement[]} */
  const links = all(document, "a.md-select__link");
  for (const link of links) {
    link.href = link.href.split("#")[0] + (fragment === nothing ? "" : `#${fragment}`);
  }
}

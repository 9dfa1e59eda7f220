/** The calculator in a frame of another page: a month, and the ways to the whole page. */

/** @import { PageWords } from "../types.d.ts" */

import { calculator } from "../page/calculator.mjs";
import { BOOK, RULES } from "../page-parts/data.mjs";
import { monthIn } from "../page-parts/facts.mjs";
import { prepare } from "../billing/bill.mjs";

/**
 * Bring the frame to life. Its links to other pages open beside the page that has the frame.
 *
 * @param {PageWords} words
 */
export function embedded(words) {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[href]");
    if (!link || link.getAttribute("href")?.startsWith("#")) return;
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener");
  }, true);
  const whole = new URL("calculator.html", location.href).href;
  calculator(prepare(BOOK, words.reasons), RULES, words, monthIn(Date.now()), whole);
}

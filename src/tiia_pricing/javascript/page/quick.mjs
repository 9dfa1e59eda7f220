/** “What would my month cost”, in place: one interface, its calls, the total. */

/** @import { OpenBook, PageWords } from "../types.d.ts" */

import { yuan } from "../sentences/amounts.mjs";
import { centsOf } from "../page-parts/amounts.mjs";
import { byId } from "../page-parts/dom.mjs";
import { answerOf } from "./answer.mjs";
import { empty, toFragment } from "./state.mjs";
import { messageOf } from "./form.mjs";

/**
 * Bring the short form to life; `month` is the one that is billed.
 *
 * @param {OpenBook} book
 * @param {PageWords} words
 * @param {string} month
 */
export function quick(book, words, month) {
  const [form, total] = [byId("tq-form"), byId("tq-total")];
  const [name, calls] = [byId("tq-interface"), byId("tq-calls")];

  function update() {
    const state = { ...empty(month), calls: { [name.value]: calls.value } };
    byId("tq-link").href = `calculator.html#${toFragment(state, book)}`;
    const { statement, faults } = answerOf(book, state, words.reasons);
    const error = byId("tq-calls-error");
    error.textContent = faults.map((fault) => messageOf(fault, words)).join(" ");
    error.hidden = !faults.length;
    calls.toggleAttribute("aria-invalid", faults.length > 0);
    total.textContent = statement?.months.length ? words.yuan(yuan(centsOf(statement.total))) : "–";
  }

  byId("tq-month").textContent = month;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  update();
}

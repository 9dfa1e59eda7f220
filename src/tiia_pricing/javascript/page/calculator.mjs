/** The calculator page: from what is entered to the statement, at every keystroke. */

/**
 * @import {
 *   Account, Cited, Fault, MonthPart, OpenBook, PackRow, PageWords, State,
 *   Statement, YearPart, YearState
 * } from "../types.d.ts"
 */

import { bill } from "../billing/bill.mjs";
import { firstOf } from "../pricebook/calendar.mjs";
import { yuan } from "../sentences/amounts.mjs";
import { ENGLISH as REASONS } from "../sentences/sentences.mjs";
import { cliffs, moved, packAdvice } from "./advice.mjs";
import { centsOf } from "../page-parts/amounts.mjs";
import { cited } from "../page-parts/cited-cells.mjs";
import { asCSV, asJSON, asText } from "../page-parts/copies.mjs";
import { copyRow, unfoldForPrint } from "../page-parts/copying.mjs";
import { cliffBoxes, packTable } from "./counsel.mjs";
import { all, byId, el, find, later } from "../page-parts/dom.mjs";
import { bounds } from "../page-parts/facts.mjs";
import { addPack, newPack, read, showFaults, showPriced, write } from "./form.mjs";
import { answerOf } from "./answer.mjs";
import { empty, fromFragment, isState, toFragment } from "./state.mjs";
import { bought, heading, lines, notes } from "./statement.mjs";
import { emptyYear } from "../links/year-state.mjs";

/**
 * Bring the calculator of the page to life.
 *
 * @param {OpenBook} book
 * @param {Record<string, string>} rules  the page of each rule
 * @param {PageWords} words
 * @param {string} month  the month to begin with
 * @param {string} home  where its links lead, if not to the page itself
 */
export function calculator(book, rules, words, month, home = "") {
  /** @type {Set<string>} */
  const opened = new Set();
  const reasons = cited(words.reasons);
  const fragment = () => location.hash.slice(1);
  /** @param {State} state */
  const toLink = (state) => toFragment(state, book);
  /** @param {State} state */
  const address = (state) => `${home || location.href.split("#")[0]}#${toLink(state)}`;
  const entered = () => ({ ...read(book), year: year.read() });
  /** @type {YearPart} */
  let year = heldYear();

  function restore() {
    if (fragment() && !isState(fragment())) return;
    const { state, faults } = fromFragment(fragment(), book, month);
    write(state, book, words, update);
    year.write(state);
    show(state, faults);
    year.show(entered());
    year.lead(state);
  }

  function update() {
    const state = entered();
    show(state, []);
    year.wait(state);
    keep();
  }

  /**
   * Have the year beside the month.
   *
   * @param {(page: MonthPart) => YearPart} partOf
   */
  function attach(partOf) {
    const state = entered();
    year = partOf({ address, entered, keep, keepNow });
    year.write(state);
    year.show(entered());
    year.lead(state);
  }

  // Not at every keystroke: browsers limit how often an address may change.
  const keep = later(200, keepNow);

  /** The address holds what is entered. */
  function keepNow() {
    keep.cancel();
    history.replaceState(null, "", `#${toLink(entered())}`);
  }

  /**
   * @param {State} state
   * @param {Fault[]} linkFaults
   */
  function show(state, linkFaults) {
    const { account, statement, faults } = answerOf(book, state, reasons);
    showPriced(state, book);
    showFaults([...linkFaults, ...faults], words);
    markReadings(statement?.months.length ? moved(book, account, statement) : null);
    byId("tc-result").replaceChildren(...(statement
      ? shown(state, account, statement) : [el("p", { class: "tc-faulty" }, words.faulty)])
      .flat().filter((part) => part !== null));
    showBar(statement);
    keepLinks(toLink(state), toLink(empty(month)));
    speak(statement, faults);
  }

  /**
   * @param {State} state
   * @param {Account & {packs: PackRow[]}} account
   * @param {Statement<Cited>} statement
   */
  function shown(state, account, statement) {
    if (!account.usage.length && !account.packs.length) return [prompt(state)];
    const link = (change) => toLink({ ...state, ...change });
    const showing = { words, rules, opened, label, chosen: statement.readings,
      link: (readings) => link({ readings: { ...state.readings, ...readings } }) };
    const withCalls = (name, calls) => link({ calls: { ...state.calls, [name]: String(calls) } });
    const withYear = (name) => `${home}#${link(
      { year: { ...emptyYear(state.month), name, every: state.calls[name] } })}`;
    const withPack = ({ key }) => link({ packs: [...state.packs,
      { key, day: firstOf(state.month), quantity: "1", left: "" }] });
    return [
      heading(statement, showing),
      cliffBoxes(cliffs(book, account, statement), words, withCalls),
      statement.months.map((one) => lines(one, showing)),
      bought(statement, showing),
      notes(statement, showing),
      copyRow(copies(account, statement), words),
      packTable(packAdvice(book, account, statement), words, withPack, withYear),
    ];
  }

  /** @param {State} state */
  function prompt(state) {
    const name = book.packs[0]?.interface ?? book.interfaces[0].name;
    const calls = (bounds(book, state.month, name)[1] ?? 1_001_000n) + 999n;
    const way = toLink({ ...empty(state.month), calls: { [name]: String(calls) } });
    return el("p", { class: "tc-prompt" }, words.prompt, el("br"),
      el("a", { href: `#${way}` }, words.example(calls, name)));
  }

  /**
   * @param {Account} account
   * @param {Statement<unknown>} statement
   */
  function copies(account, statement) {
    const plain = () => bill(book, account, words.reasons);
    return {
      text: () => asText(plain(), words),
      json: () => asJSON(bill(book, account, REASONS)), // as the command line prints it
      csv: () => asCSV(statement),
      link: () => address(entered()),
    };
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  function label(name, value) {
    const input = document.querySelector(`input[name="reading-${name}"][value="${value}"]`);
    const around = input?.closest("label");
    return around ? find(around, ".tc-said").textContent : value;
  }

  /** @param {Map<string, bigint>|null} totals */
  function markReadings(totals) {
    for (const output of all(byId("tc-readings"), "output")) {
      const cents = totals?.get(output.dataset.moves ?? "");
      output.textContent = cents === undefined ? "" : words.moves(yuan(cents));
    }
    for (const fieldset of all(byId("tc-readings"), "fieldset")) {
      const moving = all(fieldset, "output").some((output) => output.textContent);
      fieldset.classList.toggle("tc-moving", moving);
    }
    byId("tc-moving").textContent = totals ? words.moving(totals.size) : "";
  }

  /**
   * On a narrow screen the total stays in sight while one types.
   *
   * @param {Statement<unknown>} [statement]
   */
  function showBar(statement) {
    byId("tc-bar").hidden = !statement?.months.length;
    byId("tc-bar-total").textContent = statement ? words.yuan(yuan(centsOf(statement.total))) : "";
  }

  /** @type {(statement: Statement<unknown>|undefined, faults: Fault[]) => void} */
  const speak = later(600, (statement, faults) => {
    /** @param {Statement<unknown>} statement */
    const told = ({ total, range }) =>
      words.spoken(...[total, range.low, range.high].map((text) => yuan(centsOf(text))));
    byId("tc-live").textContent = statement ? told(statement) : words.faultyCount(faults.length);
  });

  function onAdd() {
    const row = addPack(newPack(entered().month, book), book, words, update);
    update();
    find(row, "select").focus();
  }

  byId("tc-form").hidden = false;
  byId("tc-form").addEventListener("submit", (event) => event.preventDefault());
  byId("tc-form").addEventListener("input", update);
  byId("tc-add").addEventListener("click", onAdd);
  byId("tc-earlier").addEventListener("click", () => stepMonth(-1, month, update));
  byId("tc-later").addEventListener("click", () => stepMonth(1, month, update));
  byId("tc-result").addEventListener("click", keepNow); // before a link leads to another state
  byId("tc-bar").addEventListener("click", () => byId("tc-result").scrollIntoView());
  addEventListener("popstate", keep.cancel); // the address is another one from here on
  addEventListener("hashchange", restore);
  unfoldForPrint();
  restore();
  return { attach, hasYear: () => entered().year !== null };
}

/**
 * A year that a link has brought while none is shown: the next links have it again.
 *
 * @returns {YearPart}
 */
function heldYear() {
  /** @type {YearState|null} */
  let held = null;
  const nothing = () => {};
  const write = ({ year }) => {
    held = year;
  };
  return { read: () => held, write, show: nothing, wait: nothing, lead: nothing };
}

/**
 * One month earlier or later than the one that is entered.
 *
 * @param {number} step
 * @param {string} otherwise
 * @param {() => void} changed
 */
function stepMonth(step, otherwise, changed) {
  const input = byId("tc-month");
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(input.value.trim()) ?? [];
  const count = Number(year) * 12 + Number(month) - 1 + step;
  input.value = year
    ? `${`${Math.floor(count / 12)}`.padStart(4, "0")}-${`${(count % 12) + 1}`.padStart(2, "0")}`
    : otherwise;
  changed();
}

/**
 * The switch of the language leads to the same state, and so does the way to the whole page, where
 * anything is entered.
 *
 * @param {string} fragment
 * @param {string} nothing
 */
function keepLinks(fragment, nothing) {
  /** @type {HTMLAnchorElement[]} */
  const links = all(document, "a.md-select__link, a.tc-whole");
  for (const link of links) {
    link.href = link.href.split("#")[0] + (fragment === nothing ? "" : `#${fragment}`);
  }
}

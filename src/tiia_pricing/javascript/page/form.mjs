/** The form: what a person has entered, read and written, and its faults at their fields. */

/** @import { Book, Bought, Fault, OpenBook, PageWords, State } from "../types.d.ts" */

import { firstOf } from "../pricebook/calendar.mjs";
import { yuan } from "../sentences/amounts.mjs";
import { asMonth, centsOf } from "../page-parts/amounts.mjs";
import { all, byId, el, find } from "../page-parts/dom.mjs";
import { openReadings, packs as packsOf, pricedIn } from "../page-parts/facts.mjs";
import { named } from "./state.mjs";

const PARTS = ["key", "day", "quantity", "left"];
/** Where rows of packs stand, and the button that adds one: those of the month. */
const OF_MONTH = { rows: "tc-packs", button: "tc-add" };
const rows = () => all(byId("tc-calls"), "[data-interface]");
/** @type {(row: HTMLElement) => string} */
const nameOf = (row) => row.dataset.interface ?? "";

/** @type {(row: HTMLElement) => HTMLInputElement} */
const inputOf = (row) => find(row, "input");

/** @type {(name: string) => HTMLInputElement|null} */
const chosenOf = (name) => document.querySelector(`input[name="reading-${name}"]:checked`);

/**
 * What stands in the form of the month.
 *
 * @param {OpenBook} book
 * @returns {State}
 */
export function read(book) {
  /** @type {[string, string][]} */
  const calls = rows().map((row) => [nameOf(row), inputOf(row).value]);
  const readings = openReadings(book).map(({ name, default: usual }) =>
    [name, chosenOf(name)?.value ?? usual, usual]);
  return {
    month: asMonth(byId("tc-month").value),
    calls: named(calls.filter(([, text]) => text.trim())),
    packs: readPacks(OF_MONTH.rows),
    activated: byId("tc-activated").value.trim(),
    readings: Object.fromEntries(readings.filter(([, value, usual]) => value !== usual)
      .map(([name, value]) => [name, value])),
    year: null,
  };
}

/**
 * The packs in the rows of a box.
 *
 * @param {string} box
 */
export const readPacks = (box) => all(byId(box), ".tc-pack").map(readPack);

/**
 * @param {HTMLElement} row
 * @returns {Bought}
 */
function readPack(row) {
  /** @type {(part: string) => HTMLInputElement} */
  const field = (part) => find(row, `[data-part="${part}"]`);
  const [day, quantity, left] = PARTS.slice(1).map((part) => field(part).value.trim());
  return { key: field("key").value, day, quantity, left };
}

/**
 * Put a state into the form.
 *
 * @param {State} state
 * @param {OpenBook} book
 * @param {PageWords} words
 * @param {() => void} changed
 */
export function write(state, book, words, changed) {
  byId("tc-month").value = state.month;
  byId("tc-activated").value = state.activated;
  for (const row of rows()) inputOf(row).value = state.calls[nameOf(row)] ?? "";
  byId("tc-packs").replaceChildren();
  for (const pack of state.packs) addPack(pack, book, words, changed);
  for (const { name, default: usual } of openReadings(book)) {
    const value = state.readings[name] ?? usual;
    /** @type {HTMLInputElement} */
    const button = find(document, `input[name="reading-${name}"][value="${value}"]`);
    button.checked = true;
  }
  byId("tc-more").open ||= Boolean(state.activated);
  byId("tc-readings").open ||= Object.keys(state.readings).length > 0;
}

/**
 * Show the interfaces that have a price in a month, and those with calls.
 *
 * @param {State} state
 * @param {Book} book
 */
export function showPriced(state, book) {
  const priced = new Set(/^\d{4}-\d{2}$/.test(state.month) ? pricedIn(book, state.month) : []);
  if (!priced.size) return;
  for (const row of rows()) row.hidden = !priced.has(nameOf(row)) && !(nameOf(row) in state.calls);
}

let packCount = 0;

/**
 * One more row of packs.
 *
 * @param {Bought} bought
 * @param {OpenBook} book
 * @param {PageWords} words
 * @param {() => void} changed
 * @param {{rows: string, button: string}} [place]
 */
export function addPack({ key, day, quantity, left }, book, words, changed, place = OF_MONTH) {
  packCount += 1;
  const id = `tc-pack-${packCount}`;
  const number = all(byId(place.rows), ".tc-pack").length + 1;
  const field = (part, label, input) => el("div", { class: `tc-field tc-part-${part}` },
    el("label", { for: `${id}-${part}` }, label), input);
  const text = (part, value, more) => el("input", {
    id: `${id}-${part}`, "data-part": part, type: "text", inputmode: "numeric",
    autocomplete: "off", value, ...more });
  const options = packsOf(book).map((pack) => el("option",
    { value: pack.key, selected: pack.key === key },
    words.option(pack.key, yuan(centsOf(pack.price)))));
  const remove = () => {
    row.remove();
    changed();
    byId(place.button).focus();
  };
  const row = el("fieldset", { class: "tc-pack" },
    el("legend", { class: "tp-sr" }, words.packRow(number)),
    field("key", words.packSize, el("select", { id: `${id}-key`, "data-part": "key" }, options)),
    field("day", words.packDay, text("day", day, { placeholder: "2023-05-01", size: 11 })),
    field("quantity", words.packQuantity, text("quantity", quantity, { size: 4 })),
    field("left", words.packLeft, text("left", left, { placeholder: words.packLeftHint, size: 9 })),
    el("button", { type: "button", class: "tc-remove", title: words.remove,
      "aria-label": `${words.remove}: ${words.packRow(number)}`, onclick: remove }, "×"),
    PARTS.map((part) =>
      el("p", { class: "tc-error", id: `${id}-${part}-error`, hidden: true })));
  byId(place.rows).append(row);
  return row;
}

/**
 * A row of packs for a month that is entered.
 *
 * @param {string} month
 * @param {OpenBook} book
 */
export function newPack(month, book) {
  const day = /^\d{4}-\d{2}$/.test(month) ? firstOf(month) : "";
  return { key: packsOf(book)[0].key, day, quantity: "1", left: "" };
}

/**
 * Show each fault at its field, and take away those of before.
 *
 * @param {Fault[]} faults
 * @param {PageWords} words
 */
export function showFaults(faults, words) {
  for (const shown of all(byId("tc-form"), "[aria-invalid]")) mark(shown, null);
  /** @type {string[]} */
  const general = [];
  for (const fault of faults) {
    const input = inputAt(fault.field);
    if (input) mark(input, messageOf(fault, words));
    else general.push(messageOf(fault, words));
  }
  const box = byId("tc-problems");
  box.replaceChildren(...general.map((text) => el("p", {}, text)));
  box.hidden = !general.length;
}

/**
 * The words of a fault.
 *
 * @param {Fault} fault
 * @param {PageWords} words
 */
export function messageOf(fault, words) {
  return "refusal" in fault ? words.refused(fault.refusal) : words.faults[fault.id](fault);
}

/** @param {string} field */
function inputAt(field) {
  const [kind, ...rest] = field.split(":");
  if (kind === "month" || kind === "activated") return byId(`tc-${kind}`);
  if (kind === "calls") {
    const row = rows().find((one) => nameOf(one) === rest.join(":"));
    return row && inputOf(row);
  }
  if (kind !== "pack") return null;
  return packInput(OF_MONTH.rows, rest);
}

/** @type {(box: string, place: string[]) => HTMLInputElement|null} */
export const packInput = (box, [index, part]) =>
  all(byId(box), ".tc-pack")[Number(index)]?.querySelector(`[data-part="${part}"]`);

/**
 * @param {Element} input
 * @param {string|null} message
 */
export function mark(input, message) {
  const error = byId(`${input.id}-error`);
  error.textContent = message ?? "";
  error.hidden = message === null;
  if (message === null) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  } else {
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    const folded = input.closest("details");
    if (folded) folded.open = true;
  }
}
